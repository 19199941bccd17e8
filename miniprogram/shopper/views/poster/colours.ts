import type { Material } from '../../../../typings/api/shopper';

/** What a canvas needs of styles/tokens.wxss, which it cannot read. Posters are light, by day and by night. */
export const INK = '#1C1B19';
export const INK_2 = '#5C5852';
export const INK_3 = '#716C65';
export const SURFACE = '#FFFFFF';
export const PAPER = '#FAF9F7';
export const LINE = '#E8E5E0';
export const HAIR = 'rgba(0, 0, 0, .03)';
export const LIGHT = 'rgba(255, 255, 255, .6)';
export const LIGHT_ON_DARK = 'rgba(255, 255, 255, .16)';

export interface MaterialColours {
  from: string;
  to: string;
  ink: string;
  light: string;
}

export const MATERIALS: Record<Material, MaterialColours> = {
  paper: { from: '#F4F1EB', to: '#E2DCD1', ink: '#3A352E', light: LIGHT },
  bronze: { from: '#EFD3BC', to: '#CC9A75', ink: '#3F2413', light: LIGHT },
  silver: { from: '#EDF0F3', to: '#BCC5CF', ink: '#27303A', light: LIGHT },
  gold: { from: '#F8E4B4', to: '#D9AE5A', ink: '#452D06', light: LIGHT },
  jade: { from: '#DCEBE3', to: '#A9CDBB', ink: '#143B2B', light: LIGHT },
  rose: { from: '#F7DCE0', to: '#DFA9B4', ink: '#4A1724', light: LIGHT },
  night: { from: '#23263B', to: '#3C3F66', ink: '#F2ECFF', light: LIGHT_ON_DARK },
  black: { from: '#1B1A19', to: '#3A3632', ink: '#F3E3C3', light: LIGHT_ON_DARK },
};

export interface ShopColours {
  brand: string;
  onBrand: string;
  soft: string;
  ink: string;
}

/** Of the shop's light colours; where there are none, the product's own. */
export function shopColours(light: Readonly<Record<string, string>>): ShopColours {
  return {
    brand: light['--brand'] ?? '#C53F2B',
    onBrand: light['--on-brand'] ?? '#FFFFFF',
    soft: light['--brand-soft'] ?? '#FBEAE6',
    ink: light['--brand-ink'] ?? '#8E2A1A',
  };
}
