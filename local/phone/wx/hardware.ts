import { miniCode } from '../shell/device/code';
import { asynchronous, Failure, Listeners, need, type Surroundings, text } from './api';

/** Camera as a scanner, dialling, clipboard, vibration, brightness, keyboard height. */
export function hardware(around: Surroundings): Record<string, unknown> {
  const { core, shell } = around;
  const { hardware: state } = shell;
  const privately = async (api: string) => {
    const refusal = await shell.permissions.privacy(api);
    if (refusal) throw new Failure(refusal.reason, { errno: refusal.errno });
  };
  const keyboard = new Listeners<{ height: number }>();
  shell.onKeyboard((height) => keyboard.tell(core, { height }));
  const vibrate = (kind: string) => {
    state.vibrations.push(kind);
    // Browsers that can, shake; a refusal before the first tap is theirs.
    navigator.vibrate?.(kind === 'long' ? 400 : 15);
  };
  return {
    scanCode: asynchronous(around, 'scanCode', async (options) => {
      const result = await shell.scan({ onlyFromCamera: options.onlyFromCamera === true });
      if (result === null) throw new Failure('cancel');
      const mini = miniCode(result);
      if (mini) {
        const path = mini.scene ? `${mini.page}?scene=${mini.scene}` : mini.page;
        return {
          result: '',
          path,
          scanType: 'WX_CODE',
          charSet: '',
          rawData: btoa(unescape(encodeURIComponent(result))),
        };
      }
      const scanType = /^\d{8,20}$/.test(result) ? 'CODE_128' : 'QR_CODE';
      return { result, scanType, charSet: 'utf-8', rawData: btoa(unescape(encodeURIComponent(result))) };
    }),
    makePhoneCall: asynchronous(around, 'makePhoneCall', async (options) => {
      need(options, 'phoneNumber', 'String');
      const number = text(options, 'phoneNumber');
      const row = await shell.actionSheet({ itemList: [`呼叫 ${number}`], itemColor: '', alertText: '' });
      if (row === null) throw new Failure('cancel');
      state.dialled.push(number);
    }),
    setClipboardData: asynchronous(around, 'setClipboardData', async (options) => {
      need(options, 'data', 'String');
      await privately('setClipboardData');
      state.clipboard = text(options, 'data');
      shell.toast.show({ title: '内容已复制', icon: 'success', durationMs: 1_500, mask: false });
    }),
    getClipboardData: asynchronous(around, 'getClipboardData', async () => {
      await privately('getClipboardData');
      return { data: state.clipboard };
    }),
    vibrateShort: asynchronous(around, 'vibrateShort', (options) => vibrate(text(options, 'type', 'short'))),
    vibrateLong: asynchronous(around, 'vibrateLong', () => vibrate('long')),
    setScreenBrightness: asynchronous(around, 'setScreenBrightness', (options) => {
      need(options, 'value', 'Number');
      const value = options.value as number;
      if (value !== -1 && !(value >= 0 && value <= 1)) throw new Failure('value should be between 0 and 1');
      // -1 gives it back to the system (Android).
      state.brightness = value === -1 ? 0.6 : value;
      core.changed();
      shell.screen.style.filter = state.brightness < 0.6 ? `brightness(${0.55 + state.brightness * 0.75})` : '';
    }),
    getScreenBrightness: asynchronous(around, 'getScreenBrightness', () => ({ value: state.brightness })),
    setKeepScreenOn: asynchronous(around, 'setKeepScreenOn', (options) => {
      need(options, 'keepScreenOn', 'Boolean');
      state.keptOn = options.keepScreenOn === true;
      core.changed();
    }),
    hideKeyboard: asynchronous(around, 'hideKeyboard', () => {
      const focused = core.top()?.iframe.contentDocument?.activeElement;
      // The element belongs to the page's own realm, instanceof would not know it.
      (focused as { blur?: () => void } | null | undefined)?.blur?.();
    }),
    onKeyboardHeightChange: keyboard.on,
    offKeyboardHeightChange: keyboard.off,
    getLocation: asynchronous(around, 'getLocation', async () => {
      await privately('getLocation');
      if (!(await shell.permissions.scope('scope.userLocation'))) throw new Failure('auth deny');
      return WEST_LAKE;
    }),
    getFuzzyLocation: asynchronous(around, 'getFuzzyLocation', async () => {
      await privately('getFuzzyLocation');
      if (!(await shell.permissions.scope('scope.userFuzzyLocation'))) throw new Failure('auth deny');
      return { latitude: WEST_LAKE.latitude, longitude: WEST_LAKE.longitude };
    }),
    chooseLocation: asynchronous(around, 'chooseLocation', async () => {
      await privately('chooseLocation');
      return {
        name: '湖滨店',
        address: '杭州市上城区湖滨路 1 号',
        latitude: WEST_LAKE.latitude,
        longitude: WEST_LAKE.longitude,
      };
    }),
    openLocation: asynchronous(around, 'openLocation', (options) => {
      // Resolves when the map is open.
      void shell.openNotice(
        text(options, 'name', '位置'),
        `${text(options, 'address')}\n${options.latitude}, ${options.longitude}\n\n这里会打开微信的地图。`,
      );
    }),
  };
}

/** The demo shop stands by the West Lake in Hangzhou; gcj02. */
const WEST_LAKE = {
  latitude: 30.2525,
  longitude: 120.1645,
  speed: -1,
  accuracy: 30,
  altitude: 0,
  verticalAccuracy: 0,
  horizontalAccuracy: 30,
};
