import type { HealthActions } from '../../../../typings/api/health';
import type { Duties } from './duty';

export const healthDuties: Duties<HealthActions> = {};
