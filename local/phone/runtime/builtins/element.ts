/**
 * What every built-in element is made of: a glass-easel component whose template is its default slot, plus DOM made by
 * hand inside the host. A `Spec` names the properties by their defaults; `build` returns what the element does.
 */
import * as glassEasel from 'glass-easel';
import type { Core, Host, Kit, PageView } from '../../contract';
import { accessibilityProperties, passAccessibility } from './accessibility';
import { applyAnimation } from './animation/actions';

export interface Surroundings {
  core: Core;
  host: Host;
  kit: Kit;
  /** A warning that is given once per text. */
  warn(text: string): void;
  /** `"style": "v2"` in app.json: the newer look of the controls. */
  second: boolean;
}

/** One element in a page, as its own code sees it. */
export interface Self<P> {
  readonly node: glassEasel.GeneralComponent;
  readonly dom: HTMLElement;
  readonly document: Document;
  readonly window: Window & typeof globalThis;
  readonly props: Readonly<P>;
  readonly core: Core;
  readonly host: Host;
  readonly kit: Kit;
  warn(text: string): void;
  page(): PageView | undefined;
  /** Changes own properties as the user does it: two-way bindings (model:value) hear of it. */
  set(values: Partial<P>): void;
  /** Triggers an event of the element on itself; it does not bubble unless told. Returns what the handlers returned. */
  fire(name: string, detail?: unknown, options?: { bubbles?: boolean; composed?: boolean }): unknown;
  /** Style that the program's `style` attribute does not wipe. */
  style(css: string): void;
  /** Listens to an event that reaches this element (tap, touchstart...). */
  listen(name: string, listener: (event: glassEasel.ShadowedEvent<unknown>) => void): void;
}

export interface Behaviour<P> {
  /** Called once with the default when the element is made, then on each change. */
  changed?: { [K in keyof P]?: (value: P[K], old: P[K] | undefined) => void };
  attached?(): void;
  detached?(): void;
  /** What a <form> collects; undefined: not a field now (an unchecked radio does not stand alone). */
  formValue?(): unknown;
  formReset?(): void;
  /** What a tap on the <label> around it does. */
  activate?(): void;
  /** Where aria attributes go when not to the host: the real field inside. */
  described?: HTMLElement;
  /** Things other elements, the selector query or a parent need; by the reader's own types. */
  shared?: unknown;
}

export interface Spec<P extends object> {
  tag: string;
  /** Name (camelCase) -> default. The default's type is the property's type; null takes anything. */
  properties: P;
  /** Properties mirrored as DOM attributes for the style sheet. */
  reflect?: (keyof P & string)[];
  build(self: Self<P>): Behaviour<P>;
}

const behaviours = new WeakMap<Node, { tag: string; behaviour: Behaviour<Record<string, unknown>>; props: object }>();

/** The behaviour of a built-in element by its DOM host. */
export function behaviourOf(dom: Node | null | undefined) {
  return dom ? behaviours.get(dom) : undefined;
}

export function nodeOf(dom: Node | null): glassEasel.Element | undefined {
  for (let at = dom; at; at = at.parentNode) {
    const node = (at as Node & { __wxElement?: glassEasel.Element }).__wxElement;
    if (node) return node;
  }
  return undefined;
}

/** Segments of an element's style: the program's own is 0. */
const OWN_STYLE = 1;

function typeOf(fallback: unknown) {
  switch (typeof fallback) {
    case 'string':
      return String;
    case 'number':
      return Number;
    case 'boolean':
      return Boolean;
    default:
      return Array.isArray(fallback) ? Array : null;
  }
}

function copyOf<T>(fallback: T): T {
  return (Array.isArray(fallback) ? [...fallback] : fallback) as T;
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export function defineElement<P extends object>(around: Surroundings, spec: Spec<P>): void {
  const { kit } = around;
  const built = new WeakMap<object, Behaviour<P>>();
  const reflected = new Set<string>(spec.reflect);

  const properties: Record<string, unknown> = {};
  const observed = (name: string) =>
    function (this: glassEasel.GeneralComponent, value: unknown, old: unknown) {
      const dom = kit.domOf(this);
      if (!dom) return;
      if (reflected.has(name)) mirror(dom, name, value);
      const react = built.get(this)?.changed?.[name as keyof P];
      react?.(value as P[keyof P], old as P[keyof P]);
    };
  for (const [name, fallback] of Object.entries(spec.properties)) {
    properties[name] = { type: typeOf(fallback), default: () => copyOf(fallback), observer: observed(name) };
  }
  properties.hidden = {
    type: Boolean,
    value: false,
    observer(this: glassEasel.GeneralComponent, hidden: boolean) {
      kit.domOf(this)?.toggleAttribute('hidden', hidden);
    },
  };
  properties.animation = {
    type: null,
    value: null,
    observer(this: glassEasel.GeneralComponent, animation: unknown) {
      applyAnimation(kit, this, animation);
    },
  };
  for (const name of accessibilityProperties) {
    if (name in properties) continue;
    properties[name] = {
      type: null,
      value: null,
      observer(this: glassEasel.GeneralComponent, value: unknown) {
        const dom = built.get(this)?.described ?? kit.domOf(this);
        if (dom) passAccessibility(dom, dashed(name), value);
      },
    };
  }

  const definition = kit.space.defineComponent({
    is: `builtin:${spec.tag}`,
    options: {
      virtualHost: false,
      writeFieldsToNode: false,
      useMethodCallerListeners: false,
      dataDeepCopy: glassEasel.DeepCopyKind.None,
      propertyPassingDeepCopy: glassEasel.DeepCopyKind.SimpleWithRecursion,
    },
    properties: properties as glassEasel.typeUtils.PropertyList,
    lifetimes: {
      created(this: unknown) {
        const node = this as glassEasel.GeneralComponent;
        const dom = kit.domOf(node);
        if (!dom) return;
        const self = selfOf<P>(around, node, dom);
        for (const name of reflected) mirror(dom, name, (self.props as Record<string, unknown>)[name]);
        const behaviour = spec.build(self);
        built.set(node, behaviour);
        behaviours.set(dom, {
          tag: spec.tag,
          behaviour: behaviour as Behaviour<Record<string, unknown>>,
          props: self.props,
        });
        for (const name of Object.keys(behaviour.changed ?? {}) as (keyof P)[]) {
          behaviour.changed?.[name]?.(self.props[name], undefined);
        }
      },
      attached(this: unknown) {
        built.get(this as object)?.attached?.();
      },
      detached(this: unknown) {
        built.get(this as object)?.detached?.();
      },
    },
  });
  kit.define(spec.tag, definition.general());
}

function mirror(dom: HTMLElement, name: string, value: unknown) {
  const attribute = dashed(name);
  if (value === false || value === null || value === undefined || value === '') dom.removeAttribute(attribute);
  else dom.setAttribute(attribute, value === true ? '' : String(value));
}

function selfOf<P extends object>(around: Surroundings, node: glassEasel.GeneralComponent, dom: HTMLElement): Self<P> {
  const { core, host, kit } = around;
  const document = dom.ownerDocument;
  return {
    node,
    dom,
    document,
    core,
    host,
    kit,
    get window() {
      return document.defaultView as Window & typeof globalThis;
    },
    get props() {
      return node.data as Readonly<P>;
    },
    warn: around.warn,
    page: () => kit.pageOf(node),
    set(values) {
      if (kit.domOf(node)) node.setData(values as Record<string, unknown>);
    },
    fire(name, detail = {}, options = {}) {
      let answer: unknown;
      const event = new glassEasel.Event(name, detail, {
        ...options,
        handleListenerReturn(returned) {
          if (returned !== undefined) answer = returned;
          return returned !== false;
        },
      });
      node.dispatchEvent(event);
      return answer;
    },
    style(css) {
      node.setNodeStyle(css, OWN_STYLE);
    },
    listen(name, listener) {
      node.addListener(name, listener as glassEasel.EventListener<unknown>);
    },
  };
}
