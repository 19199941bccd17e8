import type { HealthActions } from '../../../../typings/api/health';
import { LEAD } from '../roles';
import type { Duties } from './duty';

export const healthDuties: Duties<HealthActions> = {
  // What the shop lacks is put right by who runs it.
  'health.look': LEAD,
};
