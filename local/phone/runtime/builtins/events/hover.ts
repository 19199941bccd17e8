/**
 * hover-class: put on after hover-start-time of touching, taken off hover-stay-time after the finger is gone; at once
 * when the finger moves away. hover-stop-propagation keeps the ancestors from following.
 */
import type * as glassEasel from 'glass-easel';
import type { Kit } from '../../../contract';
import { behaviourOf } from '../element';

interface Hover {
  hoverClass: string;
  stop: boolean;
  startMs: number;
  stayMs: number;
}

/** The class segment of an element that the program does not write to. */
const TEMPORARY = 3;

function numberOr(value: unknown, fallback: number): number {
  return value === null || value === undefined || Number.isNaN(Number(value)) ? fallback : Number(value);
}

function hoverOf(kit: Kit, node: glassEasel.Element): Hover | undefined {
  const native = node.asNativeNode();
  if (native) {
    const name = native.getAttribute('hover-class');
    if (typeof name !== 'string' || name === '' || name === 'none') return undefined;
    return {
      hoverClass: name,
      stop: Boolean(native.getAttribute('hover-stop-propagation')),
      startMs: numberOr(native.getAttribute('hover-start-time'), 50),
      stayMs: numberOr(native.getAttribute('hover-stay-time'), 400),
    };
  }
  const props = behaviourOf(kit.domOf(node))?.props as Record<string, unknown> | undefined;
  if (!props || typeof props.hoverClass !== 'string' || props.hoverClass === 'none' || props.disabled) return undefined;
  return {
    hoverClass: props.hoverClass,
    stop: Boolean(props.hoverStopPropagation),
    startMs: numberOr(props.hoverStartTime, 20),
    stayMs: numberOr(props.hoverStayTime, 70),
  };
}

function wear(kit: Kit, node: glassEasel.Element, hoverClass: string, on: boolean): void {
  const dom = kit.domOf(node);
  if (!dom) return;
  node.setNodeClass(on ? hoverClass : '', TEMPORARY);
  // The built-in hover classes (button-hover, navigator-hover) are not of the program's style scope.
  if (hoverClass.endsWith('-hover')) dom.classList.toggle(hoverClass, on);
}

export class HoverTracker {
  private readonly pending: { timer: number; take: () => void }[] = [];

  constructor(
    private readonly kit: Kit,
    private readonly window: Window,
  ) {}

  start(target: glassEasel.Element): void {
    this.cancel();
    for (let node: glassEasel.Element | null = target; node; node = node.getComposedParent()) {
      const hover = hoverOf(this.kit, node);
      if (!hover) continue;
      const worn = node;
      const put = { timer: 0, take: () => {}, stayMs: hover.stayMs };
      put.timer = this.window.setTimeout(() => {
        wear(this.kit, worn, hover.hoverClass, true);
        put.timer = 0;
      }, hover.startMs);
      put.take = () => wear(this.kit, worn, hover.hoverClass, false);
      this.pending.push(put);
      if (hover.stop) break;
    }
  }

  /** The finger was lifted: a short tap still shows, then the class stays for its time. */
  end(): void {
    for (const put of this.pending.splice(0) as { timer: number; take: () => void; stayMs: number }[]) {
      this.window.setTimeout(put.take, put.stayMs + (put.timer ? 20 : 0));
    }
  }

  cancel(): void {
    for (const put of this.pending.splice(0)) {
      if (put.timer) this.window.clearTimeout(put.timer);
      put.take();
    }
  }
}
