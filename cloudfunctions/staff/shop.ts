import type { ShopActions } from '../../typings/api/shop';
import type { Action } from '../platform/router';

export const shopActions: Record<keyof ShopActions, Action> = {};
