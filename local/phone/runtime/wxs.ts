/**
 * What WXS code gets: handlers of `change:prop` and of events are called with ComponentDescriptors instead of components.
 * Source: developers.weixin.qq.com/miniprogram/dev/framework/view/interactive-animation.html
 */
import * as glassEasel from 'glass-easel';

type Path = readonly (number | string)[] | null | undefined;
type WxsFunction = (...args: unknown[]) => unknown;
type Caller = Record<string, unknown>;

/** Prefixes of a glass-easel "lvalue path": the function came from a .wxs file or an inline <wxs>. */
const FROM_WXS = new Set<unknown>([1, 2]);

/** Segment for styles and classes that WXS puts on a node, apart from the template's own. */
const WXS_SEGMENT = 3;

const descriptors = new WeakMap<glassEasel.Element, Descriptor>();

export class Descriptor {
  private readonly state: Record<string, unknown> = {};

  constructor(private readonly node: glassEasel.Element) {}

  private get dom(): HTMLElement | null {
    return this.node.$$ as unknown as HTMLElement | null;
  }

  private get inside(): glassEasel.ShadowRoot | null {
    const component = glassEasel.Component.isComponent(this.node)
      ? this.node
      : this.node.ownerShadowRoot?.getHostNode();
    return component?.getShadowRoot() ?? null;
  }

  selectComponent(selector: string): Descriptor | null {
    const found = this.inside?.querySelector(selector);
    return found === null || found === undefined ? null : describe(found);
  }

  selectAllComponents(selector: string): Descriptor[] {
    return (this.inside?.querySelectorAll(selector) ?? []).map((node) => describe(node));
  }

  setStyle(style: string | Record<string, unknown>): this {
    const text =
      typeof style === 'string'
        ? style
        : Object.entries(style)
            .map(([name, value]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value}`)
            .join(';');
    this.node.setNodeStyle(text, WXS_SEGMENT);
    return this;
  }

  addClass(name: string): this {
    this.node.classList?.toggle(name, true, WXS_SEGMENT);
    return this;
  }

  removeClass(name: string): this {
    this.node.classList?.toggle(name, false, WXS_SEGMENT);
    this.node.classList?.toggle(name, false);
    return this;
  }

  hasClass(name: string): boolean {
    return (this.node.classList?.contains(name, WXS_SEGMENT) || this.node.classList?.contains(name)) ?? false;
  }

  getDataset(): Record<string, unknown> {
    return { ...this.node.dataset };
  }

  getState(): Record<string, unknown> {
    return this.state;
  }

  callMethod(name: string, args?: unknown): void {
    const component = glassEasel.Component.isComponent(this.node)
      ? this.node
      : this.node.ownerShadowRoot?.getHostNode();
    const caller = component?.getMethodCaller() as Caller | undefined;
    const method = caller?.[name];
    if (typeof method === 'function')
      glassEasel.safeCallback(`WXS callMethod ${name}`, method as WxsFunction, caller, [args]);
  }

  triggerEvent(name: string, detail: unknown = {}, options: Record<string, boolean> = {}): void {
    if (glassEasel.Component.isComponent(this.node)) this.node.triggerEvent(name, detail, options);
  }

  requestAnimationFrame(work: () => void): number {
    const view = this.dom?.ownerDocument.defaultView ?? window;
    return view.requestAnimationFrame(() => glassEasel.safeCallback('WXS animation frame', work, null, []));
  }

  setTimeout(work: () => void, ms?: number): number {
    return window.setTimeout(() => glassEasel.safeCallback('WXS timer', work, null, []), ms);
  }

  clearTimeout(timer: number): void {
    window.clearTimeout(timer);
  }

  getBoundingClientRect(): Record<string, number> {
    const rect = this.dom?.getBoundingClientRect();
    return {
      left: rect?.left ?? 0,
      top: rect?.top ?? 0,
      right: rect?.right ?? 0,
      bottom: rect?.bottom ?? 0,
      width: rect?.width ?? 0,
      height: rect?.height ?? 0,
    };
  }

  getComputedStyle(names: string[]): Record<string, string> {
    const view = this.dom?.ownerDocument.defaultView;
    const style = this.dom === null || !view ? undefined : view.getComputedStyle(this.dom);
    return Object.fromEntries(names.map((name) => [name, style?.getPropertyValue(name) ?? '']));
  }
}

function describe(node: glassEasel.Element): Descriptor {
  let descriptor = descriptors.get(node);
  if (descriptor === undefined) {
    descriptor = new Descriptor(node);
    descriptors.set(node, descriptor);
  }
  return descriptor;
}

/** The two hooks that compiled templates call (build/wxml.ts). */
export function installWxsHooks(warn: (message: string) => void): void {
  const hooks = {
    /** `change:prop`: after the update is through, with the owner's and the element's descriptors. */
    change(listener: WxsFunction): WxsFunction {
      return (now, before, host, node) => {
        Promise.resolve().then(() => {
          const args = [now, before, describe(host as glassEasel.Element), describe(node as glassEasel.Element)];
          glassEasel.safeCallback('WXS change observer', listener, null, args, host as glassEasel.GeneralComponent);
        });
      };
    },

    listen(caller: Caller, event: unknown, listener: WxsFunction, path: Path): unknown {
      if (!isWxs(caller, listener, path)) return listener.call(caller, event);
      const host = caller._$ as glassEasel.GeneralComponent;
      const node = hooks.nodeOf(event, host);
      const shown = Object.assign(Object.create(event as object) as object, { instance: describe(node) });
      return listener(shown, describe(host));
    },

    /** The component or native node whose handler runs; the events part knows it as `currentTarget` before it is made plain. */
    nodeOf(event: unknown, host: glassEasel.GeneralComponent): glassEasel.Element {
      const node = currentNodes.get(event as object);
      if (node === undefined) warn('WXS: the element of an event is unknown, its component is used');
      return node ?? host;
    },
  };
  Object.assign(window, { __wxsHooks: hooks });
}

/** Wrapped event -> the element whose listener is being called. */
const currentNodes = new WeakMap<object, glassEasel.Element>();

/** Remembers the element of each wrapped event; install after any other change of wrapShadowedEvent. */
export function rememberCurrentNodes(): void {
  const proto = glassEasel.Event.prototype;
  const { wrapShadowedEvent } = proto;
  proto.wrapShadowedEvent = function (this: glassEasel.Event<unknown>, target, mark, current) {
    const wrapped = wrapShadowedEvent.call(this, target, mark, current);
    const node = (current as unknown as { _$?: glassEasel.Element })._$ ?? current;
    currentNodes.set(wrapped, node);
    return wrapped;
  } as typeof wrapShadowedEvent;
}

/** `{{flag || m.fn}}` carries no path, so what is not a method of the component is WXS. */
function isWxs(caller: Caller, listener: WxsFunction, path: Path): boolean {
  if (path !== null && path !== undefined) return FROM_WXS.has(path[0]);
  if (!('_$' in caller)) return false;
  for (
    let owner: object | null = caller;
    owner !== null && owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner)
  ) {
    for (const key of Object.getOwnPropertyNames(owner)) {
      const field = Object.getOwnPropertyDescriptor(owner, key);
      if (field?.value === listener) return false;
    }
  }
  return true;
}
