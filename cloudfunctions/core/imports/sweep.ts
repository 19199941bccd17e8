/** What the timer does for imports: goes on with those that nobody goes on with. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Settings } from '../settings';
import { type Import, MINUTE_MS } from './import';
import { goOn } from './step';

const PAGE = 3;

export async function sweepImports(env: Environment, settings: Settings, stopAt: EpochMs): Promise<number> {
  const where = { look: { lte: env.now } };
  const due = await env.store.find<Import>('imports', { where, order: ['look', 'asc'], limit: PAGE });
  let continued = 0;
  for (const { _id, rev } of due) {
    if (env.clock() >= stopAt) break;
    // Put off first: one that fails each time must not keep the others from their turn.
    const set = { look: env.clock() + MINUTE_MS, rev: rev + 1 };
    if (!(await env.store.update('imports', _id, { rev }, { set }))) continue;
    await goOn(env, settings, _id, stopAt);
    continued += 1;
  }
  return continued;
}
