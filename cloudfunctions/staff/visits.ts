/** Codes for checking in at a store: the one on the staff's screen, and the printed one. */
import { printedCode, screenCode } from '../core/visits';
import { keepFile } from '../platform/files';
import { miniCode } from '../platform/mini-code';
import { command, question } from './duty';
import { atStore, printing } from './payloads';

export const visitActions = {
  'visits.code': question('visits.code', atStore, screenCode),
  'visits.printed': command(
    'visits.printed',
    printing,
    (env, staff, input) => printedCode(env, staff, input, { miniCode, keepFile }),
    ({ storeId, renew }) => (renew ? { subject: storeId, name: '', storeId, facts: {} } : null),
  ),
};
