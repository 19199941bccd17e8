import type { Language } from '../../../typings/api/envelope';
import { settings } from '../../stores/settings';
import { type ShopperWords, shopperHans } from './zh-Hans';
import { shopperHant } from './zh-Hant';

export type { ShopperWords } from './zh-Hans';

const languages: Record<Language, ShopperWords> = { 'zh-Hans': shopperHans, 'zh-Hant': shopperHant };

/** The words of this subpackage, in the language chosen for this phone. */
export function shopperWords(): ShopperWords {
  return languages[settings.language];
}
