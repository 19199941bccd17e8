import type { TeamActions } from '../../../../typings/api/team';
import type { Duties } from './duty';

export const teamDuties: Duties<TeamActions> = {};
