import type { ShopActions } from '../../../../typings/api/shop';
import { DESIGN } from '../roles';
import type { Duties } from './duty';

export const shopDuties: Duties<ShopActions> = {
  // Whoever makes offers shows pictures of them.
  'pictures.accept': DESIGN,
};
