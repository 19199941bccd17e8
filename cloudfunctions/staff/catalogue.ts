import type { CatalogueActions } from '../../typings/api/catalogue';
import type { Action } from '../platform/router';

export const catalogueActions: Record<keyof CatalogueActions, Action> = {};
