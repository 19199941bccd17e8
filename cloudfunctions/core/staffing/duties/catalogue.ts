import type { CatalogueActions } from '../../../../typings/api/catalogue';
import { COUNTER, DESIGN, LEAD } from '../roles';
import type { Duties } from './duty';

export const catalogueDuties: Duties<CatalogueActions> = {
  'rewards.list': DESIGN,
  'rewards.view': DESIGN,
  'rewards.save': DESIGN,
  'rewards.switch': DESIGN,
  'rewards.restock': DESIGN,
  'rewards.arrange': DESIGN,
  'categories.view': DESIGN,
  'categories.save': DESIGN,
  'templates.list': DESIGN,
  'templates.save': DESIGN,
  'templates.switch': DESIGN,
  'pools.add': DESIGN,
  // What a cashier may see of it is decided by segment: addresses are for whoever sends goods.
  'fulfil.list': ['owner', 'manager', 'operator', 'cashier'],
  'fulfil.ship': DESIGN,
  'fulfil.handOver': COUNTER,
  // Money may go back with it.
  'fulfil.cancel': LEAD,
};
