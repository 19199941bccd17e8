import type { Material, TierView } from '../../typings/api/shopper';

/** The drawn icon of each material, for tiers without a picture of their own. */
const ICONS: Record<Material, string> = {
  paper: 'seal',
  bronze: 'medal',
  silver: 'medal',
  gold: 'medal',
  jade: 'leaf',
  rose: 'leaf',
  night: 'tier',
  black: 'crown',
};

/** What is drawn of a tier on its material. */
export interface TierFace {
  code: string;
  name: string;
  material: Material;
  icon: string;
  /** cloud:// file id of the merchant's own icon, or ''. */
  picture: string;
}

/** Where there is none to draw. */
export const NO_TIER: TierFace = { code: '', name: '', material: 'paper', icon: '', picture: '' };

export function tierFace({ code, name, material, icon }: TierView): TierFace {
  return { code, name, material, icon: ICONS[material], picture: icon ?? '' };
}
