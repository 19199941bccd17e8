/**
 * The seams between the parts of the web phone:
 *   build/    compiler: a mini-program folder -> Bundle and module scripts          (Node)
 *   runtime/  core: loads the bundle, page stack, one iframe per page, glass-easel  (browser)
 *   runtime/builtins  the wx-* elements, events, gestures, selector query           (browser)
 *   wx/       the `wx` object                                                       (browser)
 *   shell/    phone frame, bars, toasts, sheets, side panel                         (browser)
 * `runtime/main.ts` puts them together, in this order:
 *   core = createCore(bundle)                     runtime/core
 *   host = mountShell(core)                       shell/index    may still change core.device and core.launch
 *   wx = createWx(core, host)                     wx/index
 *   installBuiltins(core, host, kit)              runtime/builtins/index
 *   core.boot(host, wx)                           loads the modules, launches the app, opens the first page
 * The realm they share with the program is cleaned of every built-in after ES2020 (Array.at, replaceAll, Object.hasOwn, findLast,
 * Promise.any, structuredClone...), as on a phone: none of these parts may use one. `npx tsc -p local/phone/tsconfig.json` checks it.
 * Scripts of these parts are bundled by esbuild; `.css`, `.svg` and `.html` are imported as text, `.png` and `.woff2` as data URLs.
 */
import type * as glassEasel from 'glass-easel';

// ---------------------------------------------------------------- compiler -> runtime

export interface WindowConfig {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: 'black' | 'white';
  navigationStyle?: 'default' | 'custom';
  backgroundColor?: string;
  backgroundTextStyle?: 'dark' | 'light';
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
  disableScroll?: boolean;
  [key: string]: unknown;
}

export interface TabItem {
  pagePath: string;
  text: string;
  iconPath?: string;
  selectedIconPath?: string;
}

export interface AppConfig {
  /** Every page of main package and subpackages, full paths without a leading slash, entry page first. */
  pages: string[];
  /** Package root ('' = main) of each page. */
  packageOf: Record<string, string>;
  /** With @theme variables still in place; `theme` resolves them. */
  window: WindowConfig;
  tabBar?: {
    custom?: boolean;
    color?: string;
    selectedColor?: string;
    backgroundColor?: string;
    borderStyle?: string;
    list: TabItem[];
  };
  /** theme.json, both ways. */
  theme: { light: Record<string, string>; dark: Record<string, string> };
  darkmode: boolean;
  usingComponents: Record<string, string>;
  /** The untouched app.json. */
  raw: Record<string, unknown>;
}

/** A page or component, by its path without extension ('pages/home/index', 'miniprogram_npm/x/y/index'). */
export interface Unit {
  path: string;
  kind: 'page' | 'component';
  /** Its .json, with usingComponents resolved to unit paths (generics and placeholders too). */
  config: Record<string, unknown>;
  usingComponents: Record<string, string>;
  hasTemplate: boolean;
  /** Compiled css; {{scope}} stands for the style-scope token, resolved by the runtime. rpx is kept as `calc`-free placeholder, see build/wxss. */
  css: string;
}

export interface Problem {
  level: 'error' | 'warning';
  /** Path inside the program, '' when none. */
  file: string;
  /** From 1; 0 when unknown. */
  line: number;
  column: number;
  message: string;
}

export interface Bundle {
  app: AppConfig;
  units: Record<string, Unit>;
  appCss: string;
  /** Path of the glass-easel template group script; sets window.__templates. */
  templatesUrl: string;
  /** Module path ('utils/x.js') -> script URL, each calls window.__define(path, factory). `requires`: argument of require() -> module path. */
  modules: { path: string; url: string; requires: Record<string, string> }[];
  /** Base URL of the folder's static files: images and so on. */
  filesUrl: string;
  /** What is wrong with the program. With an error among them the runtime shows these instead of starting. */
  problems: Problem[];
  /** Changes with every build; the runtime reloads when it hears of another one. */
  stamp: string;
}

// ---------------------------------------------------------------- runtime core

export interface Device {
  /** Screen in CSS px: 320/375/430 wide. */
  width: number;
  height: number;
  statusBarHeight: number;
  safeAreaBottom: number;
  pixelRatio: number;
  platform: 'ios' | 'android';
  theme: 'light' | 'dark';
  /** System font size in px; 16 is standard. */
  fontSizeSetting: number;
  language: string;
}

/** One page of the stack. */
export interface PageView {
  id: number;
  path: string;
  query: Record<string, string>;
  iframe: HTMLIFrameElement;
  /** What getCurrentPages() gives the program. */
  inst: Record<string, unknown>;
  /** Window configuration with page config and run-time changes applied; theme variables resolved. */
  window: Required<Pick<WindowConfig, 'navigationBarTitleText' | 'navigationBarTextStyle' | 'navigationStyle'>> &
    WindowConfig;
  isTab: boolean;
}

export type OpenKind = 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab';

/** Inside the synchronous part of a tap handler; platform APIs that need a gesture ask this. */
export interface Gesture {
  /** True only while a tap's handlers run, before any await. */
  readonly inTap: boolean;
  /** Runs `work` as if inside a tap (open-type buttons). */
  run<T>(work: () => T): T;
}

export interface Core {
  bundle: Bundle;
  device: Device;
  gesture: Gesture;
  stack(): PageView[];
  top(): PageView | undefined;
  /** Rejects with Error('navigateTo:fail ...') worded as WeChat does. */
  open(
    kind: OpenKind,
    url: string,
    options?: { events?: Record<string, (data: unknown) => void>; scene?: number },
  ): Promise<{ eventChannel?: unknown }>;
  back(delta: number): Promise<void>;
  /** Runtime changes to a page's bars (title, colours); shell redraws. */
  setWindow(page: PageView, patch: Partial<WindowConfig>): void;
  /** Native tab bar state: hidden, badges, item overrides, colours (theme variables resolved). `items` is empty without a tab bar. */
  tabBar: {
    custom: boolean;
    hidden: boolean;
    items: (TabItem & { badge?: string; redDot?: boolean })[];
    style: { color: string; selectedColor: string; backgroundColor: string; borderStyle: string };
  };
  /** Shell redraws on every change of stack, window or tab bar. */
  onChange(listener: () => void): void;
  changed(): void;
  /** Device change: viewport, theme, font size; tells pages (onResize, onThemeChange) and re-lays rpx. */
  setDevice(patch: Partial<Device>): void;
  /** App lifecycle: 'show', 'hide', 'error', 'pageNotFound', 'themeChange', 'audio...' */
  on(event: string, listener: (detail: unknown) => void): void;
  emit(event: string, detail: unknown): void;
  launch: { path: string; query: Record<string, string>; scene: number; referrerInfo: Record<string, unknown> };
  /** Calls a page's own hook ('onPullDownRefresh', 'onTabItemTap', 'onShareAppMessage'...); undefined when it has none. Errors are reported, not thrown. */
  callPage(page: PageView, hook: string, detail?: unknown): unknown;
  hasHook(page: PageView, hook: string): boolean;
  /** The program goes to the background and comes back: App and top page onHide, onShow. `options` replace the enter options. */
  hideApp(): void;
  showApp(options?: Partial<Core['launch']>): void;
  /** What wx.getEnterOptionsSync() gives: launch, or the last showApp. */
  enter: Core['launch'];
  /** '@name' -> its value in the present theme. */
  themed(value: string): string;
  /** Absolute path of a file as seen from a unit: ('../a.png', 'pages/x/index') -> 'pages/a.png'. */
  resolvePath(path: string, fromUnit: string): string;
  /** Device px of n rpx, floored as WeChat does. */
  rpx(n: number): number;
  boot(host: Host, wx: object): Promise<void>;
  /** Selector query, observers and canvas live with the builtins, which set these (and `gesture`) when installed. */
  createSelectorQuery(component?: unknown): unknown;
  createIntersectionObserver(component: unknown, options?: unknown): unknown;
  createMediaQueryObserver(component: unknown): unknown;
  /** App and page errors; console too. Never swallowed. */
  report(kind: 'error' | 'warning', message: unknown): void;
  /** window.__phone */
  publish: {
    stack: PageView[];
    app: unknown;
    errors: unknown[];
    warnings: unknown[];
    /** Bytes of JSON given to setData since the start, and the number of calls. */
    setDataBytes: number;
    setDataCalls: number;
    /** True once the first page is ready. */
    ready: boolean;
    [key: string]: unknown;
  };
}

// ---------------------------------------------------------------- core -> builtins

/** `installBuiltins(core: Core, host: Host, kit: Kit): void` is called once, before any component of the program is registered. */
export interface Kit {
  /** Where built-in components are defined (space.defineComponent / space.define). */
  space: glassEasel.ComponentSpace;
  /** Makes a component the meaning of `<tag>` in every template; tags without one are native nodes, `wx-<tag>` in the DOM. */
  define(tag: string, definition: glassEasel.GeneralComponentDefinition): void;
  /** Tags that are native nodes on purpose; others that no component declares are warned about. */
  native(tags: string[]): void;
  /** Called for each new DOM element of a native node or of a component's host, right after creation. */
  onElement(tag: string, listener: (element: HTMLElement) => void): void;
  /** CSS for every page, before the program's own; rpx allowed. */
  css(text: string): void;
  /** Called with each page's iframe window when its document is ready, before the page's elements are made: install event listeners here. */
  onPage(listener: (window: Window & typeof globalThis, page: PageView) => void): void;
  pageOf(node: glassEasel.Element | Node): PageView | undefined;
  /** The unit (pages/x/index) whose template a node stands in: relative image paths are relative to it. */
  unitOf(node: glassEasel.Element): string;
  /** The page's root component. */
  rootOf(page: PageView): glassEasel.GeneralComponent;
  /** The glass-easel component behind a page or component instance (`this` in the program); itself if it is one already. */
  componentOf(inst: unknown): glassEasel.GeneralComponent | undefined;
  /** The DOM element of a node; undefined for virtual ones. */
  domOf(node: glassEasel.Element): HTMLElement | undefined;
  /** Replaces rpx in a style text by px of the present device. */
  px(style: string): string;
  /** 'wx://form-field' and its kin, as `hasBehavior` of a user component tells. */
  behaviors: Record<'wx://form-field' | 'wx://form-field-group' | 'wx://form-field-button', glassEasel.GeneralBehavior>;
  /** Adds methods to every page and component instance: animate, clearAnimation... */
  methods(methods: Record<string, (this: Record<string, unknown>, ...args: never[]) => unknown>): void;
}

// ---------------------------------------------------------------- host: what built-in elements and wx.* ask of the shell

/** shell/index: `mountShell(core: Core): Host`; wx/index: `createWx(core: Core, host: Host): object`. */
export interface Host {
  /** Page iframes are appended here (position: absolute each), above it the shell's bars. Its size is device.width x device.height. */
  screen: HTMLElement;
  /** Sets the iframe's place under the bars (top, left, width, height); called before the page is built and by the shell itself on changes. */
  layout(page: PageView): void;
  /** Plays a page change; the core has set data-active already and removes the leaving iframe when this resolves. */
  transition(kind: 'push' | 'pop' | 'none', entering: PageView, leaving?: PageView): Promise<void>;
  /** Scene 1154 and the like: false refuses all navigation (the core then words the error). Absent means true. */
  mayNavigate?(): boolean;
  /** Local, cloud:// and wxfile:// sources -> something an <img> can load. */
  resolveImage(src: string, fromUnit: string): Promise<string>;
  /** <image show-menu-by-longpress>: what WeChat offers to do with a picture; `url` as an <img> has it. */
  pictureMenu?(url: string): Promise<void>;
  /** <picker>: resolves with the chosen value, null when cancelled. */
  pick(mode: string, props: Record<string, unknown>): Promise<unknown | null>;
  /** <button open-type>: resolves with the event name ('getphonenumber') and detail to trigger, or null for none. Called inside the gesture. */
  openType(
    kind: string,
    props: Record<string, unknown>,
    page: PageView,
  ): Promise<{ event: string; detail: unknown } | null>;
  /** An input gained or lost focus: on-screen keyboard height in px, 0 without. */
  keyboard(open: boolean): void;
  /** Tells each change of the keyboard's height, CSS px; 0 when it is gone. */
  onKeyboard?(listener: (height: number) => void): void;
}
