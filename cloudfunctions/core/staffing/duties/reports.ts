import type { ReportActions } from '../../../../typings/api/reports';
import { DESIGN, READ } from '../roles';
import type { Duties } from './duty';

export const reportsDuties: Duties<ReportActions> = {
  'reports.dashboard': READ,
  // Names of members are not for who looks at figures alone.
  'reports.sleeping': DESIGN,
};
