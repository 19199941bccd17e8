/** What the parts of the core share: the program, its pages, what the built-in elements have registered, and the reports. */
import * as glassEasel from 'glass-easel';
import { scopeName } from '../build/tags';
import type { Bundle, Core, Device, PageView } from '../contract';
import type { PageBackend } from './backend';
import type { Frame } from './frame';
import { Modules } from './loader';
import { Program } from './program';
import { Signals } from './signals';

export class Phone {
  readonly modules = new Modules();
  readonly signals: Signals;
  readonly program: Program;
  readonly frames = new Map<Document, Frame>();
  readonly backends = new WeakMap<PageBackend, Frame>();
  readonly pageListeners: ((window: Window & typeof globalThis, page: PageView) => void)[] = [];
  readonly elementListeners = new Map<string, ((element: HTMLElement) => void)[]>();
  readonly nativeTags = new Set(['block', 'slot', 'virtual', 'include', 'import', 'template', 'custom-tab-bar']);
  builtInCss = '';
  private readonly told = new Set<string>();
  /** Tags looked at already: this runs for every element made. */
  private readonly knownTags = new Set<string>();

  constructor(
    readonly bundle: Bundle,
    readonly device: Device,
    readonly publish: Core['publish'],
  ) {
    this.signals = new Signals((error) => this.report('error', error));
    const phone = this;
    this.program = new Program(bundle, this.modules, (message) => this.report('warning', message), {
      created(this: unknown) {
        const component = componentOf(this);
        const dom = component?.$$ as unknown as HTMLElement | null | undefined;
        // glass-easel marks hosts with a scope of their own; `:host` must work in shared scopes too.
        if (component !== undefined && dom) dom.setAttribute('wx-host', scopeName(component.is));
      },
      attached(this: unknown) {
        const component = componentOf(this);
        if (component !== undefined) phone.frameOf(component)?.componentAttached(component);
      },
    });
  }

  frameOf(node: glassEasel.Element | Node): Frame | undefined {
    if (isGlassEasel(node)) return this.backends.get(node.getBackendContext() as unknown as PageBackend);
    const page = node.nodeType === 9 ? (node as Document) : node.ownerDocument;
    return page === null ? undefined : this.frames.get(page);
  }

  readonly elementMade = (tag: string, element: HTMLElement): void => {
    for (const listener of this.elementListeners.get(tag) ?? []) listener(element);
    if (this.knownTags.has(tag)) return;
    this.knownTags.add(tag);
    const plain = tag.startsWith('wx-') ? tag.slice(3) : tag;
    if (this.nativeTags.has(plain) || this.isComponentTag(plain)) return;
    this.report('warning', `<${plain}> is neither a built-in element nor in usingComponents`);
  };

  private isComponentTag(tag: string): boolean {
    if (this.program.space.getComponentSpace().getGlobalUsingComponent(tag) !== null) return true;
    return Object.values(this.bundle.units).some(
      (unit) =>
        unit.usingComponents[tag] !== undefined ||
        (unit.config.componentGenerics as Record<string, unknown> | undefined)?.[tag] !== undefined,
    );
  }

  hasHook(page: PageView, hook: string): boolean {
    return typeof page.inst[hook] === 'function';
  }

  callPage(page: PageView, hook: string, ...detail: unknown[]): unknown {
    const method = page.inst[hook];
    if (typeof method !== 'function') return undefined;
    try {
      return (method as (...args: unknown[]) => unknown).apply(page.inst, detail);
    } catch (error) {
      this.report('error', error, `${page.path} ${hook}`);
      return undefined;
    }
  }

  warnOnce(message: string): void {
    if (this.told.has(message)) return;
    this.told.add(message);
    this.report('warning', message);
  }

  report(kind: 'error' | 'warning', message: unknown, place?: string): void {
    const text = wording(message);
    const told = place === undefined ? text : `${place}: ${text}`;
    if (kind === 'warning') {
      this.publish.warnings.push(told);
      console.warn(told);
      return;
    }
    this.publish.errors.push(told);
    console.error(told);
    this.signals.emit('error', text);
  }

  /** Errors inside glass-easel's callbacks (handlers, lifetimes, observers) and its warnings come here. */
  listenToFramework(): void {
    glassEasel.addGlobalErrorListener((error, method, component) => {
      const where = typeof component === 'string' ? component : component?.is;
      this.report('error', error, [where, method].filter(Boolean).join(' '));
      return false;
    });
    glassEasel.addGlobalWarningListener((message, component) => {
      const where = typeof component === 'string' ? component : component.is;
      // Parts of a UI library name relatives that this program does not use.
      if (message.startsWith('the target of relation') && message.includes('miniprogram_npm/')) return false;
      this.warnOnce(where === '' ? message : `${where}: ${message}`);
      return false;
    });
    window.addEventListener('error', (event) => {
      if (event.message.includes('ResizeObserver loop')) return;
      this.report('error', event.error ?? event.message);
    });
    window.addEventListener('unhandledrejection', (event) => {
      this.report('error', event.reason, 'unhandled rejection');
      this.signals.emit('unhandledRejection', { reason: event.reason, promise: event.promise });
    });
  }
}

export function componentOf(inst: unknown): glassEasel.GeneralComponent | undefined {
  if (typeof inst !== 'object' || inst === null) return undefined;
  const inner = (inst as { _$?: unknown })._$ ?? inst;
  return glassEasel.Component.isComponent(inner as glassEasel.Node)
    ? (inner as glassEasel.GeneralComponent)
    : undefined;
}

function isGlassEasel(node: glassEasel.Element | Node): node is glassEasel.Element {
  return typeof (node as { getBackendContext?: unknown }).getBackendContext === 'function';
}

function wording(message: unknown): string {
  if (message instanceof Error || (typeof message === 'object' && message !== null && 'stack' in message)) {
    const { stack, message: text } = message as Error;
    return stack?.includes(text) === true ? stack : `${text}\n${stack ?? ''}`;
  }
  return typeof message === 'string' ? message : (JSON.stringify(message) ?? String(message));
}
