import type { LabActions } from '../../../../typings/api/lab';
import type { Duties } from './duty';

export const labDuties: Duties<LabActions> = {};
