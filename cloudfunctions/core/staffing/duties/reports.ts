import type { ReportActions } from '../../../../typings/api/reports';
import type { Duties } from './duty';

export const reportsDuties: Duties<ReportActions> = {};
