/**
 * Handlers see `target` and `currentTarget` as plain records, not components: {id, dataset, offsetLeft, offsetTop}
 * (developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html).
 */
import * as glassEasel from 'glass-easel';
import type { Kit } from '../../../contract';

export interface PlainTarget {
  id: string;
  dataset: Record<string, unknown>;
  offsetLeft: number;
  offsetTop: number;
}

/** Data as it crosses from page to program: copied, functions left out. */
export function plainCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  if (Array.isArray(value)) return value.map(plainCopy);
  if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null) {
    return value instanceof Date ? value.toJSON() : value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainCopy(item)]));
}

function plainTarget(kit: Kit, caller: unknown): PlainTarget {
  const node = caller as glassEasel.Element & { _$?: glassEasel.Element };
  const element = node._$ ?? node;
  let dataset: Record<string, unknown> | undefined;
  return {
    id: element.id ?? '',
    // Layout and data are read when asked for: most handlers look at one of them or none.
    get dataset() {
      dataset ??= plainCopy(element.dataset ?? {}) as Record<string, unknown>;
      return dataset;
    },
    get offsetLeft() {
      return kit.domOf(element)?.offsetLeft ?? 0;
    },
    get offsetTop() {
      return kit.domOf(element)?.offsetTop ?? 0;
    },
  };
}

let installed = false;

export function installPlainTargets(kit: Kit): void {
  if (installed) return;
  installed = true;
  const prototype = glassEasel.Event.prototype;
  const wrap = prototype.wrapShadowedEvent;
  prototype.wrapShadowedEvent = function (this: glassEasel.Event<unknown>, target, mark, currentTarget) {
    const event = wrap.call(this, target, mark, currentTarget) as unknown as Record<string, unknown>;
    event.target = plainTarget(kit, target);
    event.currentTarget = target === currentTarget ? event.target : plainTarget(kit, currentTarget);
    if (event.detail === undefined) event.detail = {};
    return event as unknown as glassEasel.ShadowedEvent<unknown>;
  };
}
