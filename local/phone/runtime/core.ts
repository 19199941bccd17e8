/** The core as the shell, the `wx` object and the built-in elements know it (../contract.ts). */
import type { Bundle, Core, Device, Host, PageView } from '../contract';
import { addressed } from './address';
import { AppLife } from './app-life';
import type { Frame } from './frame';
import { installInstanceMethods } from './instances';
import { adjustNativeNodes } from './native-nodes';
import { Phone } from './phone';
import { Router } from './router';
import { rpxToPx } from './styles';
import { tabBarOf, tabBarStyle, themedIcons } from './tab-bar';
import { joinPath, parsePageUrl } from './urls';
import { themed } from './window-config';
import { installWxsHooks } from './wxs';

const DEVICE: Device = {
  width: 375,
  height: 812,
  statusBarHeight: 44,
  safeAreaBottom: 34,
  pixelRatio: 2,
  platform: 'ios',
  theme: 'light',
  fontSizeSetting: 16,
  language: 'zh_CN',
};

/** 1001: "发现栏小程序主入口", the scene of a plain start. */
const PLAIN_START = 1001;

export interface CoreAndPhone {
  core: Core;
  phone: Phone;
}

export function createCore(bundle: Bundle): CoreAndPhone {
  const device: Device = { ...DEVICE };
  const publish: Core['publish'] = {
    stack: [],
    app: undefined,
    errors: [],
    warnings: [],
    setDataBytes: 0,
    setDataCalls: 0,
    ready: false,
  };
  Object.assign(window, { __phone: publish });
  const phone = new Phone(bundle, device, publish);
  phone.listenToFramework();
  adjustNativeNodes();
  installInstanceMethods(phone);
  installWxsHooks((message) => phone.warnOnce(message));

  const listeners: (() => void)[] = [];
  let router: Router | undefined;
  let life: AppLife | undefined;
  const needRouter = (): Router => {
    if (router === undefined) throw new Error('the program has not been started yet');
    return router;
  };
  const missing = (name: string) => (): never => {
    throw new Error(`${name}: the built-in elements are not installed yet`);
  };

  const core: Core = {
    bundle,
    device,
    gesture: { inTap: false, run: (work) => work() },
    stack: () => router?.views ?? [],
    top: () => router?.top?.view,
    open: async (kind, url, options) => needRouter().open(kind, url, options),
    back: async (delta) => needRouter().back(delta),
    setWindow: (page, patch) => {
      frameOf(phone, page)?.change(patch);
      core.changed();
    },
    tabBar: tabBarOf(bundle, device),
    onChange: (listener) => {
      listeners.push(listener);
    },
    changed: () => {
      publish.stack = core.stack();
      for (const listener of listeners) listener();
    },
    setDevice: (patch) => {
      const before = { ...device };
      Object.assign(device, patch);
      if (router !== undefined) deviceChanged(phone, core, router, before);
      phone.signals.emit('deviceChange', { ...device });
      core.changed();
    },
    on: (event, listener) => phone.signals.on(event, listener),
    emit: (event, detail) => phone.signals.emit(event, detail),
    launch: firstPage(bundle),
    enter: firstPage(bundle),
    callPage: (page, hook, ...detail) => phone.callPage(page, hook, ...detail),
    hasHook: (page, hook) => phone.hasHook(page, hook),
    hideApp: () => life?.hide(),
    showApp: (options) => life?.show(options),
    themed: (value) => themed(value, bundle, device),
    resolvePath: joinPath,
    rpx: (n) => rpxToPx(n, device),
    boot: async (host: Host, wx: object) => {
      router = new Router(phone, host, () => core.changed());
      life = new AppLife(phone, core, router);
      await life.launch(wx);
    },
    createSelectorQuery: missing('createSelectorQuery'),
    createIntersectionObserver: missing('createIntersectionObserver'),
    createMediaQueryObserver: missing('createMediaQueryObserver'),
    report: (kind, message) => phone.report(kind, message),
    publish,
  };
  return { core, phone };
}

function frameOf(phone: Phone, page: PageView): Frame | undefined {
  for (const frame of phone.frames.values()) if (frame.view.id === page.id) return frame;
  return undefined;
}

function firstPage(bundle: Bundle): Core['launch'] {
  const { path, query } = parsePageUrl(addressed() ?? bundle.app.pages[0] ?? '', '');
  return { path, query, scene: PLAIN_START, referrerInfo: {} };
}

/** Everything that a change of size, theme or font size touches. */
function deviceChanged(phone: Phone, core: Core, router: Router, before: Device): void {
  const { device, bundle } = phone;
  const themeChanged = before.theme !== device.theme && bundle.app.darkmode;
  if (themeChanged) {
    core.tabBar.style = tabBarStyle(bundle, device);
    core.tabBar.items = core.tabBar.items.map((item, index) => {
      const configured = bundle.app.tabBar?.list[index];
      return configured === undefined ? item : { ...item, ...themedIcons(configured, bundle, device) };
    });
  }
  for (const frame of phone.frames.values()) frame.restyle();
  if (before.width !== device.width || before.height !== device.height) {
    const top = router.top;
    if (top !== undefined) {
      const { clientWidth, clientHeight } = top.document.documentElement;
      const size = {
        size: {
          windowWidth: clientWidth,
          windowHeight: clientHeight,
          screenWidth: device.width,
          screenHeight: device.height,
        },
        deviceOrientation: device.width > device.height ? 'landscape' : 'portrait',
      };
      phone.callPage(top.view, 'onResize', size);
      top.pageLifetime('resize', [size]);
      phone.signals.emit('windowResize', size);
    }
  }
  if (themeChanged) phone.signals.emit('themeChange', { theme: device.theme });
}
