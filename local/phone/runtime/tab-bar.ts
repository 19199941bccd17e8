/** Tab bars: the data of the native one, and the program's own component (custom-tab-bar/index) in each tab page. */
import type { GeneralBackendContext } from 'glass-easel';
import type { Root } from 'glass-easel-miniprogram-adapter';
import type { Bundle, Core, Device } from '../contract';
import type { PageBackend } from './backend';
import type { Phone } from './phone';
import { themed } from './window-config';

const CUSTOM = 'custom-tab-bar/index';

export function tabBarOf(bundle: Bundle, device: Device): Core['tabBar'] {
  const bar = bundle.app.tabBar;
  return {
    custom: bar?.custom === true,
    hidden: false,
    items: (bar?.list ?? []).map((item) => ({ ...item, ...themedIcons(item, bundle, device) })),
    style: tabBarStyle(bundle, device),
  };
}

export function tabBarStyle(bundle: Bundle, device: Device): Core['tabBar']['style'] {
  const bar = bundle.app.tabBar;
  return {
    color: themed(bar?.color ?? '#7A7E83', bundle, device),
    selectedColor: themed(bar?.selectedColor ?? '#3cc51f', bundle, device),
    backgroundColor: themed(bar?.backgroundColor ?? '#ffffff', bundle, device),
    borderStyle: themed(bar?.borderStyle ?? 'black', bundle, device),
  };
}

export function themedIcons(
  item: { iconPath?: string; selectedIconPath?: string },
  bundle: Bundle,
  device: Device,
): { iconPath?: string; selectedIconPath?: string } {
  return {
    ...(item.iconPath === undefined ? {} : { iconPath: themed(item.iconPath, bundle, device) }),
    ...(item.selectedIconPath === undefined ? {} : { selectedIconPath: themed(item.selectedIconPath, bundle, device) }),
  };
}

export function attachTabBar(phone: Phone, backend: PageBackend): Root | undefined {
  if (phone.bundle.app.tabBar?.custom !== true || phone.bundle.units[CUSTOM] === undefined) return undefined;
  phone.program.require(CUSTOM);
  return phone.program.environment
    .associateBackend(backend as unknown as GeneralBackendContext)
    .createRoot('custom-tab-bar', phone.program.space, CUSTOM);
}
