/** One page of the stack: its iframe, its glass-easel root, and the lifetimes that the framework leaves to us. */
import * as glassEasel from 'glass-easel';
import type { Root } from 'glass-easel-miniprogram-adapter';
import type { Host, PageView, WindowConfig } from '../contract';
import { PAGE_ROOT, PageBackend, teachRpx } from './backend';
import { paintDocument, writeDocument } from './document';
import type { Phone } from './phone';
import { finishCss, finishStyle } from './styles';
import { attachTabBar } from './tab-bar';
import { windowOf } from './window-config';

type Fields = Record<string, unknown>;

let ids = 0;

export class Frame {
  readonly view: PageView;
  readonly backend: PageBackend;
  private readonly page: Document;
  private readonly root: Root;
  private tabBar: Root | undefined;
  private changes: Partial<WindowConfig> = {};
  private waiting: glassEasel.GeneralComponent[] | undefined = [];
  private bottomReached = false;
  /** Style of <page-meta>. */
  metaStyle = '';
  rootFontSize = '';
  pageFontSize = '';

  constructor(
    private readonly phone: Phone,
    private readonly host: Host,
    path: string,
    query: Record<string, string>,
    fields: Fields,
  ) {
    const { bundle, device } = phone;
    ids += 1;
    const iframe = document.createElement('iframe');
    iframe.title = path;
    iframe.dataset.page = path;
    iframe.style.cssText = 'position:absolute;border:0';
    host.screen.appendChild(iframe);
    this.view = {
      id: ids,
      path,
      query,
      iframe,
      inst: {},
      window: windowOf(bundle, path, {}, device),
      isTab: bundle.app.tabBar?.list.some((item) => item.pagePath === path) === true,
    };
    host.layout(this.view);
    this.page = writeDocument(iframe, this.view, bundle, this.groundCss());
    paintDocument(this.page, this.view, device, bundle.app.darkmode);
    const view = this.page.defaultView as Window & typeof globalThis;
    teachRpx(view, device);
    phone.frames.set(this.page, this);
    this.backend = new PageBackend(
      this.page,
      device,
      (sheet) => (sheet === 'app' ? bundle.appCss : (bundle.units[sheet]?.css ?? '')),
      (scope) => prefix(phone, scope),
      phone.elementMade,
    );
    phone.backends.set(this.backend, this);
    for (const listener of phone.pageListeners) listener(view, this.view);
    this.listenToScroll(view);

    const associated = phone.program.environment.associateBackend(
      this.backend as unknown as glassEasel.GeneralBackendContext,
    );
    this.root = associated.createRoot(PAGE_ROOT, phone.program.space, path);
    const component = this.root.getComponent();
    this.view.inst = component.getMethodCaller() as unknown as Fields;
    Object.assign(
      this.view.inst,
      { route: path, __route__: path, options: query, __displayReporter: undefined },
      fields,
    );
    this.setProperties(component, query);
    if (this.view.isTab) this.tabBar = attachTabBar(phone, this.backend);
  }

  get component(): glassEasel.GeneralComponent {
    return this.root.getComponent();
  }

  get tabBarInstance(): unknown {
    return this.tabBar?.get() ?? null;
  }

  /** Elements come into the document; `attached` of all components runs. */
  attach(): void {
    const parent = this.page.documentElement as unknown as glassEasel.GeneralBackendElement;
    this.root.attach(parent, this.page.body as unknown as glassEasel.GeneralBackendElement);
    this.paintMeta();
    if (this.tabBar !== undefined) {
      const place = this.page.createElement('div');
      // On top of the page whatever its elements do, yet inside body: the tab bar inherits fonts and variables set on `page`.
      place.style.cssText = 'position:absolute;left:0;top:0;width:0;height:0;z-index:2147483000';
      const mark = this.page.createElement('div');
      place.appendChild(mark);
      this.page.body.appendChild(place);
      this.tabBar.attach(
        place as unknown as glassEasel.GeneralBackendElement,
        mark as unknown as glassEasel.GeneralBackendElement,
      );
    }
  }

  /** `ready` of the components, children before parents; later ones get theirs a moment after they are attached. */
  flushReady(): void {
    const ready = this.waiting ?? [];
    this.waiting = undefined;
    fireReady(ready);
  }

  componentAttached(component: glassEasel.GeneralComponent): void {
    if (this.waiting !== undefined) {
      this.waiting.push(component);
      return;
    }
    const late = [component];
    Promise.resolve().then(() => fireReady(late.filter((item) => glassEasel.Element.isAttached(item))));
  }

  pageLifetime(name: string, args: unknown[]): void {
    this.component.triggerPageLifetime(name, args);
    this.tabBar?.getComponent().triggerPageLifetime(name, args);
  }

  change(patch: Partial<WindowConfig>): void {
    this.changes = { ...this.changes, ...patch };
    this.refresh();
  }

  /** Window settings and colours anew: after a change of theme or of the settings themselves. */
  refresh(): void {
    const { bundle, device } = this.phone;
    this.view.window = windowOf(bundle, this.view.path, this.changes, device);
    paintDocument(this.page, this.view, device, bundle.app.darkmode);
    this.paintMeta();
    this.host.layout(this.view);
  }

  restyle(): void {
    const ground = this.page.head.querySelector('style[data-path="ground"]');
    if (ground !== null)
      ground.textContent = `${ground.textContent?.split('/*builtins*/')[0] ?? ''}${this.groundCss()}`;
    this.backend.restyle();
    this.refresh();
  }

  paintMeta(): void {
    const { body, documentElement } = this.page;
    body.style.cssText = finishStyle(this.metaStyle, this.phone.device);
    if (this.pageFontSize !== '') body.style.fontSize = this.fontSize(this.pageFontSize);
    documentElement.style.fontSize = this.fontSize(this.rootFontSize);
  }

  /** 'system' is the font size set for the phone. */
  private fontSize(value: string): string {
    const { device } = this.phone;
    return value === 'system' ? `${device.fontSizeSetting}px` : finishStyle(value, device);
  }

  get document(): Document {
    return this.page;
  }

  /** Elements leave, `detached` runs; the iframe stays until the transition is over. */
  release(): void {
    this.tabBar?.release();
    this.root.release();
  }

  remove(): void {
    this.phone.frames.delete(this.page);
    this.view.iframe.remove();
  }

  private groundCss(): string {
    return `/*builtins*/${finishCss(finishStyle(this.phone.builtInCss, this.phone.device), '', this.phone.device)}`;
  }

  private setProperties(component: glassEasel.GeneralComponent, query: Record<string, string>): void {
    const data = glassEasel.Component.getDataProxy(component);
    let changed = false;
    for (const [name, value] of Object.entries(query)) changed = data.replaceProperty(name, value) || changed;
    if (changed) component.applyDataUpdates();
  }

  private listenToScroll(view: Window): void {
    view.addEventListener(
      'scroll',
      () => {
        const { scrollTop, scrollHeight, clientHeight } = this.page.documentElement;
        this.phone.callPage(this.view, 'onPageScroll', { scrollTop });
        const distance = Number(this.view.window.onReachBottomDistance ?? 50);
        const atBottom = scrollTop + clientHeight >= scrollHeight - distance;
        if (atBottom && !this.bottomReached && scrollTop > 0) this.phone.callPage(this.view, 'onReachBottom');
        this.bottomReached = atBottom;
      },
      { passive: true },
    );
  }
}

function fireReady(components: glassEasel.GeneralComponent[]): void {
  const depth = (component: glassEasel.GeneralComponent): number => {
    let levels = 0;
    for (let host: glassEasel.GeneralComponent | undefined = component; host !== undefined; levels += 1) {
      host = host.ownerShadowRoot?.getHostNode() as glassEasel.GeneralComponent | undefined;
    }
    return levels;
  };
  const ordered = components.map((component) => ({ component, level: depth(component) }));
  ordered.sort((a, b) => b.level - a.level);
  for (const { component } of ordered) component.triggerLifetime('ready', []);
}

function prefix(phone: Phone, scope: number | undefined): string {
  const name = scope === undefined ? '' : phone.program.space.getComponentSpace().styleScopeManager.queryName(scope);
  return name === undefined || name === '' ? '' : `${name}--`;
}
