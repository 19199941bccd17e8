import type { LabActions } from '../../../../typings/api/lab';
import { ALL, DESIGN, READ } from '../roles';
import type { Duties } from './duty';

export const labDuties: Duties<LabActions> = {
  'lab.start': DESIGN,
  // Going on with what was started changes nothing of the shop's.
  'lab.step': READ,
  'lab.cancel': DESIGN,
  'lab.view': READ,
  'manual.view': ALL,
};
