import type { ReportActions } from '../../typings/api/reports';
import type { Action } from '../platform/router';

export const reportActions: Record<keyof ReportActions, Action> = {};
