/** The rule laboratory: what the last weeks would have cost under a draft; and the figures of the staff's guide. */
import * as v from 'valibot';
import type { LabActions } from '../../typings/api/lab';
import { cancelLab, goOn, startLab, viewLab, WEEKS_MAX } from '../core/lab';
import type { Action } from '../platform/router';
import { command, question } from './duty';
import { manualOf } from './manual';
import { nothing } from './payloads';

const whole = (from: number, to: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to));
const id = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,64}$/));
const named = v.strictObject({ id });
const starting = v.strictObject({
  rev: whole(-1, Number.MAX_SAFE_INTEGER),
  weeks: v.exactOptional(whole(1, WEEKS_MAX)),
});
const looking = v.strictObject({ id: v.exactOptional(id) });

export const labActions: Record<keyof LabActions, Action> = {
  'lab.start': command(
    'lab.start',
    starting,
    (env, staff, input, key) => startLab(env, staff, key, input),
    (_input, { lab }) => lab && { subject: lab.id, name: '', facts: { weeks: lab.weeks } },
  ),
  // Nothing of the shop's changes by it, and any number may go on at once: it needs no key.
  'lab.step': question('lab.step', named, goOn),
  'lab.cancel': command('lab.cancel', named, cancelLab, ({ id: subject }, { lab }) =>
    lab?.state === 'cancelled' ? { subject, name: '', facts: {} } : null,
  ),
  'lab.view': question('lab.view', looking, viewLab),
  'manual.view': question('manual.view', nothing, (env, staff) => manualOf(env, staff)),
};
