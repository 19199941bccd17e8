/** What time does to redemptions, and what calls have left behind. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import type { Match } from '../../platform/store';
import { dayOf } from '../calendar';
import type { Settings } from '../settings';
import { cancelRedemption, rollForward } from './cancel';
import { lookOf } from './hand-over';
import { arrange } from './rank';
import type { Redemption } from './redemption';
import { lookWhenTold, tell } from './telling';

export interface RedemptionsSwept {
  /** Given back: not collected in time, or rolled forward. */
  cancelled: number;
  /** Shipped ones that have arrived. */
  completed: number;
  failed: number;
  /** Rewards that went behind the others or came back. */
  moved: number;
  /** Rewards on sale of which few are left; null when not all were looked at. */
  low: number | null;
}

const AT_ONCE = 100;
const TOGETHER = 4;
/** One that fails gives way to the others for so long, ms. */
const LATER_MS = 30 * 60_000;

/** Any number at once; ends soon after `stopAt`. */
export async function sweepRedemptions(
  env: Environment,
  settings: Settings,
  stopAt: number,
): Promise<RedemptionsSwept> {
  const swept: RedemptionsSwept = { cancelled: 0, completed: 0, failed: 0, moved: 0, low: null };
  Object.assign(swept, await arrange(env, stopAt));
  while (env.clock() < stopAt) {
    const due = await env.store.find<Redemption>('redemptions', {
      where: { look: { lte: env.now } },
      order: ['look', 'asc'],
      limit: AT_ONCE,
    });
    for (let start = 0; start < due.length && env.clock() < stopAt; start += TOGETHER)
      await Promise.all(due.slice(start, start + TOGETHER).map((each) => attempt(env, settings, each, swept)));
    if (due.length < AT_ONCE) break;
  }
  return swept;
}

/** A broken one holds up nobody else. */
async function attempt(env: Environment, settings: Settings, redemption: Redemption, swept: RedemptionsSwept) {
  try {
    const seen = await look(env, settings, redemption);
    if (seen.ok) {
      if (seen.data) swept[seen.data] += 1;
      return;
    }
    env.alarm(`redemption ${redemption._id}: ${seen.code}`);
  } catch (failure) {
    env.alarm(`redemption ${redemption._id}: ${failure instanceof Error ? failure.message : failure}`);
  }
  swept.failed += 1;
  await lookAgain(env, redemption, (env.now + LATER_MS) as EpochMs).catch(() => false);
}

async function look(
  env: Environment,
  settings: Settings,
  redemption: Redemption,
): Promise<Result<'cancelled' | 'completed' | null>> {
  const { state, until, _id } = redemption;
  if (state === 'cancelling') {
    const rolled = await rollForward(env, settings, redemption);
    return rolled.ok ? accept('cancelled') : rolled;
  }
  const arrives = lookWhenTold(redemption);
  if (state === 'shipped' && (arrives === null || arrives <= env.now)) {
    const ended = { state: 'completed', endedAt: env.now, look: null };
    const held = await env.store.update('redemptions', _id, asSeen(redemption), { set: ended });
    return accept(held ? 'completed' : null);
  }
  if (state === 'shipped' || state === 'completed') return tell(env, settings, redemption);
  if (state !== 'taken' || until === null) return lookAgain(env, redemption, null);
  if (until >= dayOf(env.now, settings.programme.zone)) return lookAgain(env, redemption, lookOf(redemption, settings));
  const act = { redemptionId: _id, key: `timeout:${_id}`, reason: 'timeout', by: 'timer', storeId: 'default' } as const;
  const cancelled = await cancelRedemption(env, settings, act);
  // Handed over or given back in the same moment: then there is nothing to do any more.
  if (!cancelled.ok && cancelled.code === 'NOT_CANCELLABLE') return accept(null);
  return cancelled.ok ? accept('cancelled') : cancelled;
}

async function lookAgain(env: Environment, redemption: Redemption, at: EpochMs | null): Promise<Result<null>> {
  await env.store.update('redemptions', redemption._id, asSeen(redemption), { set: { look: at } });
  return accept(null);
}

function asSeen({ state, look }: Redemption): Match {
  return { state, look };
}
