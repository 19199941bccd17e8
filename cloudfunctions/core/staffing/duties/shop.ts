import type { ShopActions } from '../../../../typings/api/shop';
import type { Duties } from './duty';

export const shopDuties: Duties<ShopActions> = {};
