import type { ShopOverview } from '../../../typings/api/shop';
import { call } from '../services/staff';
import { Viewing } from './viewing';

/** How each page of the shop's settings stands. */
export const overview = new Viewing<ShopOverview>(() => call('shop.overview', {}));
