import { makeAutoObservable } from 'mobx-miniprogram';
import type { ColourTokens } from '../../typings/api/shopper';
import { device } from './device';
import { membership } from './membership';
import { settings } from './settings';

/** '--brand:#C53F2B;…' as the shop sent it; only names and colours get through. */
export function styleOf(colours: ColourTokens): string {
  return Object.keys(colours)
    .filter((name) => /^--[a-z0-9-]+$/.test(name) && /^(#[0-9a-f]{3,8}|rgba?\([\d\s.,]+\))$/i.test(colours[name] ?? ''))
    .map((name) => `${name}:${colours[name]}`)
    .join(';');
}

/** How every page's root is drawn: text size, movement, the shop's colours for the theme of the moment. */
class Look {
  constructor() {
    makeAutoObservable(this);
  }

  get className(): string {
    return `fs-${settings.textSize}${device.still ? ' still' : ''}`;
  }

  get style(): string {
    return styleOf(membership.home?.shop.colours[device.theme] ?? {});
  }
}

export const look = new Look();
