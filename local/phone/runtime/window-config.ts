/** A page's window settings: app.json, the page's own, run-time changes; theme variables resolved for the present theme. */
import type { Bundle, Device, PageView, WindowConfig } from '../contract';

/** What WeChat assumes where nothing is said. Source: developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html */
const DEFAULTS = {
  navigationBarTitleText: '',
  navigationBarBackgroundColor: '#000000',
  navigationBarTextStyle: 'white',
  navigationStyle: 'default',
  backgroundColor: '#ffffff',
  backgroundTextStyle: 'dark',
  enablePullDownRefresh: false,
  onReachBottomDistance: 50,
} as const;

export function windowOf(
  bundle: Bundle,
  path: string,
  changes: Partial<WindowConfig>,
  device: Device,
): PageView['window'] {
  const merged: WindowConfig = { ...DEFAULTS, ...bundle.app.window, ...bundle.units[path]?.config, ...changes };
  return resolveTheme(merged, bundle, device) as PageView['window'];
}

/** Values like "@navBg" in the first level of an object. */
export function resolveTheme<T extends object>(fields: T, bundle: Bundle, device: Device): T {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === 'string' ? themed(value, bundle, device) : value,
    ]),
  ) as T;
}

export function themed(value: string, bundle: Bundle, device: Device): string {
  if (!value.startsWith('@')) return value;
  const theme = bundle.app.darkmode ? device.theme : 'light';
  return bundle.app.theme[theme][value.slice(1)] ?? value;
}
