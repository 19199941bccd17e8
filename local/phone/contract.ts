/**
 * The seams between the parts of the web phone:
 *   build/    compiler: a mini-program folder -> Bundle and module scripts          (Node)
 *   runtime/  core: loads the bundle, page stack, one iframe per page, glass-easel  (browser)
 *   runtime/builtins  the wx-* elements, events, gestures, selector query           (browser)
 *   wx/       the `wx` object                                                       (browser)
 *   shell/    phone frame, bars, toasts, sheets, side panel                         (browser)
 * `runtime/main.ts` puts them together: createCore -> createWx(core, host) -> boot.
 */

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

export interface Bundle {
  app: AppConfig;
  units: Record<string, Unit>;
  appCss: string;
  /** Path of the glass-easel template group script; sets window.__templates. */
  templatesUrl: string;
  /** Module path ('utils/x.js') -> script URL, each calls window.__define(path, factory). */
  modules: { path: string; url: string }[];
  /** Base URL of the folder's static files: images and so on. */
  filesUrl: string;
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
  window: Required<Pick<WindowConfig, 'navigationBarTitleText' | 'navigationBarTextStyle' | 'navigationStyle'>> & WindowConfig;
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
  open(kind: OpenKind, url: string, options?: { events?: Record<string, (data: unknown) => void>; scene?: number }): Promise<{ eventChannel?: unknown }>;
  back(delta: number): Promise<void>;
  /** Runtime changes to a page's bars (title, colours); shell redraws. */
  setWindow(page: PageView, patch: Partial<WindowConfig>): void;
  /** Native tab bar state: hidden, badges, item overrides. */
  tabBar: { hidden: boolean; items: (TabItem & { badge?: string; redDot?: boolean })[] };
  /** Shell redraws on every change of stack, window or tab bar. */
  onChange(listener: () => void): void;
  changed(): void;
  /** Device change: viewport, theme, font size; tells pages (onResize, onThemeChange) and re-lays rpx. */
  setDevice(patch: Partial<Device>): void;
  /** App lifecycle: 'show', 'hide', 'error', 'pageNotFound', 'themeChange', 'audio...' */
  on(event: string, listener: (detail: unknown) => void): void;
  emit(event: string, detail: unknown): void;
  launch: { path: string; query: Record<string, string>; scene: number; referrerInfo: Record<string, unknown> };
  /** Selector query, observers and canvas live with the builtins. */
  createSelectorQuery(component?: unknown): unknown;
  createIntersectionObserver(component: unknown, options?: unknown): unknown;
  createMediaQueryObserver(component: unknown): unknown;
  /** App and page errors; console too. Never swallowed. */
  report(kind: 'error' | 'warning', message: unknown): void;
  /** window.__phone */
  publish: { stack: PageView[]; app: unknown; errors: unknown[]; warnings: unknown[] };
}

// ---------------------------------------------------------------- host: what built-in elements and wx.* ask of the shell

export interface Host {
  /** Local, cloud:// and wxfile:// sources -> something an <img> can load. */
  resolveImage(src: string, fromUnit: string): Promise<string>;
  /** <picker>: resolves with the chosen value, null when cancelled. */
  pick(mode: string, props: Record<string, unknown>): Promise<unknown | null>;
  /** <button open-type>: resolves with the event name ('getphonenumber') and detail to trigger, or null for none. Called inside the gesture. */
  openType(kind: string, props: Record<string, unknown>, page: PageView): Promise<{ event: string; detail: unknown } | null>;
  /** An input gained or lost focus: on-screen keyboard height in px, 0 without. */
  keyboard(open: boolean): void;
}
