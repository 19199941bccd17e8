import type { CatalogueActions } from '../../../../typings/api/catalogue';
import type { Duties } from './duty';

export const catalogueDuties: Duties<CatalogueActions> = {};
