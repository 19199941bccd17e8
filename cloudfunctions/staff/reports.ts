import * as v from 'valibot';
import type { ReportActions } from '../../typings/api/reports';
import { dashboard, sleeping } from '../core/reports';
import type { Action } from '../platform/router';
import { question } from './duty';

const storeId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/));
const asking = v.strictObject({ storeId: v.nullable(storeId), span: v.picklist(['today', 'week', 'month']) });
const paging = v.strictObject({
  cursor: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(80))),
  limit: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(50))),
});

export const reportActions: Record<keyof ReportActions, Action> = {
  'reports.dashboard': question('reports.dashboard', asking, dashboard),
  'reports.sleeping': question('reports.sleeping', paging, (env, _staff, input) => sleeping(env, input)),
};
