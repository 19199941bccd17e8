/**
 * Who listens on the way from an element to the page. glass-easel keeps the listeners of a node in `_$eventTarget`
 * (event.ts); nothing public tells of them, and two rules of WeChat depend on it: a long press that has a listener
 * suppresses the tap, and `catch:touchmove` stops the page from scrolling.
 */
import type * as glassEasel from 'glass-easel';

interface Listeners {
  finalCount: number;
  funcArr: { empty: boolean };
}

interface Listening {
  _$eventTarget?: {
    listeners: Record<string, Listeners | undefined>;
    captureListeners: Record<string, Listeners | undefined> | null;
  };
}

function composedPath(node: glassEasel.Element): glassEasel.Element[] {
  const path: glassEasel.Element[] = [];
  for (let at: glassEasel.Element | null = node; at; at = at.getComposedParent()) path.push(at);
  return path;
}

export function isHeard(node: glassEasel.Element, type: string): boolean {
  return composedPath(node).some((at) => {
    const target = (at as unknown as Listening)._$eventTarget;
    const heard = (listeners: Listeners | undefined) => listeners !== undefined && !listeners.funcArr.empty;
    return heard(target?.listeners[type]) || heard(target?.captureListeners?.[type]);
  });
}

/** Does a `catch:` handler of this event stand between the element and the end of the path (or `until`)? */
export function isCaught(node: glassEasel.Element, type: string, until?: (at: glassEasel.Element) => boolean): boolean {
  for (const at of composedPath(node)) {
    const target = (at as unknown as Listening)._$eventTarget;
    if ((target?.listeners[type]?.finalCount ?? 0) > 0) return true;
    if (until?.(at)) return false;
  }
  return false;
}
