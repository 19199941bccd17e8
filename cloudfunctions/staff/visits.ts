/** Codes for checking in at a store: the one on the staff's screen, and the printed one. */
import { printedCode, screenCode } from '../core/visits';
import { keepFile } from '../platform/files';
import { miniCode } from '../platform/mini-code';
import { duty } from './duty';
import { atStore, printing } from './payloads';

const QUESTION = false;
const COMMAND = true;

export const visitActions = {
  'visits.code': duty('visits.code', QUESTION, atStore, screenCode),
  'visits.printed': duty('visits.printed', COMMAND, printing, (env, staff, input) =>
    printedCode(env, staff, input, { miniCode, keepFile }),
  ),
};
