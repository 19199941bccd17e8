import type { ShopActions } from '../../../../typings/api/shop';
import { DESIGN, LEAD, OWNER } from '../roles';
import type { Duties } from './duty';

export const shopDuties: Duties<ShopActions> = {
  // Whoever makes offers shows pictures of them.
  'pictures.accept': DESIGN,
  'shop.overview': LEAD,
  'shop.look': LEAD,
  'shop.saveLook': LEAD,
  'shop.colours': LEAD,
  'shop.texts': LEAD,
  'shop.saveTexts': LEAD,
  'shop.modules': LEAD,
  'modules.consequences': LEAD,
  'modules.switch': LEAD,
  'shop.notices': LEAD,
  'shop.saveNotices': LEAD,
  // Where the money goes, and how far the staff are trusted.
  'shop.payment': OWNER,
  'shop.savePayment': OWNER,
  'shop.care': OWNER,
  'shop.saveCare': OWNER,
};
