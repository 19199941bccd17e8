import type { Device } from '../../contract';
import type { Remembered, ScreenWidth } from './memory';

/**
 * Sizes of real phones by width, CSS px. iOS: SE, X/11 Pro, 14/15 Pro Max; Android: the same widths as the
 * makers sell them. Status bars and safe areas as wx.getWindowInfo() reports them there.
 */
const IOS: Record<ScreenWidth, [height: number, statusBar: number, bottom: number, ratio: number, model: string]> = {
  320: [568, 20, 0, 2, 'iPhone SE'],
  375: [812, 44, 34, 3, 'iPhone X'],
  430: [932, 59, 34, 3, 'iPhone 15 Pro Max'],
};
const ANDROID: typeof IOS = {
  320: [640, 24, 0, 2, 'Redmi Go'],
  375: [812, 28, 0, 3, 'Mi 10'],
  430: [932, 36, 16, 3, 'Mate 60 Pro'],
};

function row(state: Pick<Remembered, 'platform' | 'width'>) {
  return (state.platform === 'ios' ? IOS : ANDROID)[state.width];
}

export function deviceOf(state: Readonly<Remembered>): Device {
  const [height, statusBar, bottom, pixelRatio] = row(state);
  return {
    width: state.width,
    height,
    statusBarHeight: state.notch ? statusBar : 20,
    safeAreaBottom: state.notch ? bottom : 0,
    pixelRatio,
    platform: state.platform,
    theme: state.theme,
    fontSizeSetting: state.fontSizeSetting,
    language: 'zh_CN',
  };
}

export function modelOf(state: Readonly<Remembered>): { brand: string; model: string; system: string } {
  const model = row(state)[4];
  return state.platform === 'ios'
    ? { brand: 'iPhone', model, system: 'iOS 17.4' }
    : { brand: model.startsWith('Mate') ? 'HUAWEI' : 'Xiaomi', model, system: 'Android 14' };
}

/** Height of the navigation bar without the status bar, as WeChat draws it. */
export function barHeight(device: Device): number {
  return device.platform === 'ios' ? 44 : 48;
}

export const TAB_BAR_HEIGHT = 49;

export interface Rect {
  top: number;
  right: number;
  bottom: number;
  left: number;
  width: number;
  height: number;
}

/** wx.getMenuButtonBoundingClientRect(): 87 x 32, 4 (iOS) or 8 (Android) under the status bar, 7 or 10 from the right edge. */
export function capsuleRect(device: Device): Rect {
  const top = device.statusBarHeight + (device.platform === 'ios' ? 4 : 8);
  const right = device.width - (device.platform === 'ios' ? 7 : 10);
  return { top, right, bottom: top + 32, left: right - 87, width: 87, height: 32 };
}
