/** Style texts on their last step: rpx to px of the device, the dark scheme, and the class prefix of the style scope. */
import type { Device } from '../contract';

/**
 * WeChat's own rule: floor(n * width / 750 + 1e-4); what would vanish becomes one device pixel, 0.5 px on iPhone and 1 px on Android.
 * Source: `transformRPX` in the base library's page-frame code.
 */
export function rpxToPx(n: number, device: Pick<Device, 'width' | 'platform' | 'pixelRatio'>): number {
  if (n === 0) return 0;
  const px = Math.floor((n / 750) * device.width + 1e-4);
  if (px !== 0) return px;
  return device.platform === 'ios' && device.pixelRatio > 1 ? 0.5 : 1;
}

/** env(safe-area-inset-…) of the phone: the browser's own would be that of the computer. Sides but top and bottom are 0 on an upright phone. */
function safeArea(css: string, device: Device): string {
  if (!css.includes('safe-area-inset')) return css;
  const inset: Record<string, number> = { top: device.statusBarHeight, bottom: device.safeAreaBottom };
  return css.replace(
    /env\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^()]*)?\)/g,
    (_, side: string) => `${inset[side] ?? 0}px`,
  );
}

/** Compiled css: rpx(12) -> 6px. */
export function finishCss(css: string, prefix: string, device: Device): string {
  return safeArea(css, device)
    .replace(/\{\{scope\}\}/g, prefix)
    .replace(/rpx\(([^)]*)\)/g, (_, n: string) => `${rpxToPx(Number(n), device)}px`)
    .replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g, (_, theme: string) =>
      theme === device.theme ? '(min-width: 0px)' : '(min-width: 100000px)',
    );
}

/** style="" texts and css written by hand: 12rpx -> 6px. */
export function finishStyle(style: string, device: Device): string {
  const whole = safeArea(style, device);
  if (!whole.includes('rpx')) return whole;
  return whole.replace(/([+-]?(?:\d+\.?\d*|\.\d+))rpx\b/g, (_, n: string) => `${rpxToPx(Number(n), device)}px`);
}
