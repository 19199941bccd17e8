import { barHeight, capsuleRect, modelOf } from '../shell/device/models';
import { SCOPES } from '../shell/device/permissions';
import { asynchronous, Listeners, type Options, type Surroundings } from './api';

/** The base library whose behaviour is followed. */
export const SDK_VERSION = '3.8.12';
/** The program's id as functions see it in the local cloud (docs/local.md). */
const LOCAL_APP_ID = 'wx10ca110ca110ca11';
const WECHAT_VERSION = '8.0.56';

export function system(around: Surroundings): Record<string, unknown> {
  const { core, shell } = around;
  const { memory, permissions } = shell;

  /** What WeChat's bars leave to the page on top; before the first page opens, a page with the default bar is assumed. */
  const windowInfo = () => {
    const { device } = core;
    const page = core.top();
    const bar = page?.window.navigationStyle === 'custom' ? 0 : device.statusBarHeight + barHeight(device);
    return {
      pixelRatio: device.pixelRatio,
      screenWidth: device.width,
      screenHeight: device.height,
      windowWidth: device.width,
      windowHeight: page ? page.iframe.offsetHeight : device.height - bar,
      statusBarHeight: device.statusBarHeight,
      screenTop: bar,
      safeArea: {
        left: 0,
        right: device.width,
        top: device.statusBarHeight,
        bottom: device.height - device.safeAreaBottom,
        width: device.width,
        height: device.height - device.statusBarHeight - device.safeAreaBottom,
      },
    };
  };
  const deviceInfo = () => ({
    abi: 'arm64-v8a',
    benchmarkLevel: core.device.platform === 'ios' ? -1 : 30,
    ...modelOf(memory.state),
    platform: core.device.platform,
    cpuType: 'unknown',
    memorySize: 6144,
  });
  const appBaseInfo = () => ({
    SDKVersion: SDK_VERSION,
    version: WECHAT_VERSION,
    language: core.device.language,
    theme: core.bundle.app.darkmode ? core.device.theme : 'light',
    enableDebug: false,
    fontSizeSetting: core.device.fontSizeSetting,
    fontSizeScaleFactor: core.device.fontSizeSetting / 16,
    host: { env: 'WeChat', version: 0x28003800 },
  });
  const systemSetting = () => ({
    bluetoothEnabled: false,
    locationEnabled: true,
    wifiEnabled: shell.network.kind === 'fast',
    deviceOrientation: 'portrait',
  });
  const authorizeSetting = () => ({
    albumAuthorized: 'authorized',
    bluetoothAuthorized: 'not determined',
    cameraAuthorized: 'authorized',
    locationAuthorized: 'authorized',
    locationReducedAccuracy: false,
    microphoneAuthorized: 'not determined',
    notificationAuthorized: 'authorized',
    notificationAlertAuthorized: 'authorized',
    notificationBadgeAuthorized: 'authorized',
    notificationSoundAuthorized: 'authorized',
    phoneCalendarAuthorized: 'not determined',
  });
  const systemInfo = () => ({
    ...systemSetting(),
    ...deviceInfo(),
    ...windowInfo(),
    ...appBaseInfo(),
    albumAuthorized: true,
    cameraAuthorized: true,
    locationAuthorized: true,
    microphoneAuthorized: false,
    notificationAuthorized: true,
  });

  /** Templates are listed once a kept answer stands for them. */
  const subscriptionsFor = (options: Options) => {
    const { messages = true, subscriptions } = memory.grants();
    const subscriptionsSetting = { mainSwitch: messages, itemSettings: messages ? { ...subscriptions } : {} };
    return options.withSubscriptions === true ? { subscriptionsSetting } : {};
  };

  const theme = new Listeners<unknown>();
  core.on('themeChange', (detail) => theme.tell(core, detail));
  const resize = new Listeners<unknown>();
  core.on('windowResize', (detail) => resize.tell(core, detail));
  return {
    getWindowInfo: windowInfo,
    getDeviceInfo: deviceInfo,
    getAppBaseInfo: appBaseInfo,
    getSystemSetting: systemSetting,
    getAppAuthorizeSetting: authorizeSetting,
    getSystemInfoSync: systemInfo,
    getSystemInfo: asynchronous(around, 'getSystemInfo', systemInfo),
    getSystemInfoAsync: asynchronous(around, 'getSystemInfoAsync', systemInfo),
    getMenuButtonBoundingClientRect: () => capsuleRect(core.device),
    getAccountInfoSync: () => ({
      miniProgram: { appId: LOCAL_APP_ID, envVersion: 'develop', version: '' },
      plugin: {},
    }),
    getExtConfigSync: () => ({}),
    getExtConfig: asynchronous(around, 'getExtConfig', () => ({ extConfig: {} })),
    getLaunchOptionsSync: () => entryOptions(core.launch, shell.singlePage),
    getEnterOptionsSync: () => entryOptions(core.enter ?? core.launch, shell.singlePage),
    getSetting: asynchronous(around, 'getSetting', (options) => ({
      authSetting: { ...memory.grants().scopes },
      ...subscriptionsFor(options),
    })),
    openSetting: asynchronous(around, 'openSetting', async (options) => {
      await shell.openSettings();
      return { authSetting: { ...memory.grants().scopes }, ...subscriptionsFor(options) };
    }),
    authorize: asynchronous(around, 'authorize', async (options) => {
      const scope = String(options.scope);
      if (!SCOPES[scope]) throw new Error('authorize:fail invalid scope');
      if (!(await permissions.scope(scope))) throw new Error('authorize:fail auth deny');
    }),
    openAppAuthorizeSetting: asynchronous(around, 'openAppAuthorizeSetting', () =>
      shell.openNotice('系统设置', '这里会打开手机的系统设置。'),
    ),
    openSystemBluetoothSetting: asynchronous(around, 'openSystemBluetoothSetting', () =>
      shell.openNotice('蓝牙', '这里会打开手机的蓝牙设置。'),
    ),
    onThemeChange: theme.on,
    offThemeChange: theme.off,
    onWindowResize: resize.on,
    offWindowResize: resize.off,
    getRandomValues: asynchronous(around, 'getRandomValues', ({ length }) => ({
      randomValues: crypto.getRandomValues(new Uint8Array(Number(length))).buffer,
    })),
    getBatteryInfoSync: () => ({ level: 86, isCharging: false, isLowPowerModeEnabled: false }),
    getBatteryInfo: asynchronous(around, 'getBatteryInfo', () => ({
      level: 86,
      isCharging: false,
      isLowPowerModeEnabled: false,
    })),
    setVisualEffectOnCapture: asynchronous(around, 'setVisualEffectOnCapture', ({ visualEffect }) => {
      shell.hardware.captureHidden = visualEffect === 'hidden';
      core.changed();
    }),
  };
}

function entryOptions(launch: Surroundings['core']['launch'], singlePage: boolean) {
  return {
    path: launch.path,
    query: { ...launch.query },
    scene: launch.scene,
    referrerInfo: { ...launch.referrerInfo },
    shareTicket: undefined,
    apiCategory: singlePage ? 'browseOnly' : 'default',
    mode: singlePage ? 'singlePage' : 'default',
  };
}
