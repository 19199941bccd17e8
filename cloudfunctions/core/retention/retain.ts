/**
 * What has been kept long enough is forgotten, by the periods that the app tells members (core/privacy), piece by piece. The
 * ledger is kept: the books rest on it, and it names nobody.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Forgettable, Match } from '../../platform/store';
import { dayOf } from '../calendar';
import type { Jobs } from '../dues';
import type { Settings } from '../settings';
import { oldOf } from './bounds';
import { combed, JOB, progressOf } from './comb';
import { importRows } from './imports';

const PAGE = 200;

interface Rule {
  collection: Forgettable;
  where(now: EpochMs): Match;
}

/** Of notices that no message is made of there is no outcome at all. */
const OUTCOMES = [null, 'claimed', 'sent', 'unasked', 'refused', 'unreachable', 'late', 'off', 'failed'];

/**
 * A notice is old long after its entry has left the journal: nothing could give birth to it again. A right that is still asked
 * for by its key, such as a repeat of what a cashier did, is not asked for after years.
 */
const RULES: readonly Rule[] = [
  ...OUTCOMES.map((outcome): Rule => {
    return {
      collection: 'notices',
      where: (now) => ({ outcome, outbox: null, dueAt: { lte: oldOf('notices', now) } }),
    };
  }),
  ...['used', 'void'].map((state): Rule => {
    return { collection: 'consents', where: (now) => ({ state, at: { lte: oldOf('consents', now) } }) };
  }),
  { collection: 'actions', where: (now) => ({ at: { lte: oldOf('trail', now) } }) },
  ...['agreed', 'declined', 'refused'].map((state): Rule => {
    return {
      collection: 'approvals',
      where: (now) => ({
        state,
        at: { lte: oldOf('approvals', now) },
        decidedAt: { lte: oldOf('approvals', now) },
      }),
    };
  }),
];

/**
 * Once a day; a tick of a day that is done costs nothing.
 * @param known where the jobs stood when the tick began
 * @returns how many documents were forgotten or made to forget. Stops in time and goes on at the next tick.
 */
export async function retain(env: Environment, settings: Settings, stopAt: EpochMs, known?: Jobs): Promise<number> {
  const today = dayOf(env.now, settings.programme.zone);
  if (known?.get(JOB)?.day === today) return 0;
  const progress = await progressOf(env);
  if (progress.day === today) return 0;
  let forgotten = 0;
  for (const { collection, where } of RULES) {
    while (env.clock() < stopAt) {
      const gone = await env.store.remove(collection, where(env.now), PAGE);
      forgotten += gone;
      if (gone < PAGE) break;
    }
  }
  if (env.clock() < stopAt) forgotten += await importRows(env, stopAt);
  if (env.clock() < stopAt) forgotten += await combed(env, progress, today, stopAt);
  return forgotten;
}
