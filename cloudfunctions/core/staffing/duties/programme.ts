import type { ProgrammeActions } from '../../../../typings/api/programme';
import type { Duties } from './duty';

export const programmeDuties: Duties<ProgrammeActions> = {};
