/**
 * Handing a reward over at the counter: the redemption itself decides who was first (docs/architecture.md). Every act
 * leaves its key in `uses`, so that a repeat finds what it has done.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById, StoreError } from '../../platform/store';
import { addDays, dayOf, startOf } from '../calendar';
import { loadSettings, type Settings } from '../settings';
import { isKeptIn } from '../stores';
import type { Redemption } from './redemption';
import { isTold, TOLD_MS, tell } from './telling';

export interface HandingOver {
  code: string;
  key: string;
  /** 'staff:<id>' */
  by: string;
  storeId: string;
}

export interface HandedOver {
  repeated: boolean;
  redemption: Redemption;
}

/** Refuses with REDEMPTION_NOT_FOUND. The digits say nothing of whose it is. */
export async function findRedemptionByCode(env: Environment, code: string): Promise<Result<Redemption>> {
  if (!/^\d{16}$/.test(code)) return refuse('REDEMPTION_NOT_FOUND');
  const [found] = await env.store.find<Redemption>('redemptions', { where: { code }, limit: 1 });
  return found ? accept(found) : refuse('REDEMPTION_NOT_FOUND');
}

/**
 * Refuses with REDEMPTION_NOT_FOUND, REDEMPTION_EXPIRED, REDEMPTION_STORE, UNDONE when this very key was undone, BUSY, or
 * REDEMPTION_ENDED with `by`, `at` and `storeId` of who was first.
 */
export async function handOver(env: Environment, settings: Settings, act: HandingOver): Promise<Result<HandedOver>> {
  const found = await findRedemptionByCode(env, act.code);
  if (!found.ok) return found;
  const redemption = found.data;
  const mark = digest(act.key);
  const known = knownUnder(redemption, mark);
  if (known) return known.ok ? told(env, settings, known.data) : known;
  const today = dayOf(env.now, settings.programme.zone);
  if (redemption.state !== 'taken') return endedBy(redemption);
  if (redemption.until !== null && redemption.until < today) return refuse('REDEMPTION_EXPIRED');
  if (!isKeptIn(redemption.stores, act.storeId, settings.stores)) return refuse('REDEMPTION_STORE');
  const use = { by: act.by, storeId: act.storeId, at: env.now, undone: null };
  const look = isTold(redemption, settings) ? env.now + TOLD_MS : null;
  const set = { state: 'completed', usedBy: mark, [`uses.${mark}`]: use, endedAt: env.now, look };
  const where = { state: 'taken', [`uses.${mark}`]: null };
  const handed = await changed(env, redemption._id, where, set, (after) => knownUnder(after, mark) ?? endedBy(after));
  return handed.ok ? told(env, settings, handed.data) : handed;
}

/** A call that died before this is completed by its repeat, or by the timer. */
async function told(env: Environment, settings: Settings, handed: HandedOver): Promise<Result<HandedOver>> {
  if (!isTold(handed.redemption, settings)) return accept(handed);
  const said = await tell(env, settings, handed.redemption);
  return said.ok ? accept(handed) : said;
}

/** Refuses with REDEMPTION_NOT_FOUND, REDEMPTION_ENDED when another act stands, or BUSY. When it may be undone, the caller says. */
export async function undoHandOver(
  env: Environment,
  { redemptionId, key }: { redemptionId: string; key: string },
): Promise<Result<HandedOver>> {
  const [settings, redemption] = await Promise.all([
    loadSettings(env),
    findById<Redemption>(env.store, 'redemptions', redemptionId),
  ]);
  if (!redemption) return refuse('REDEMPTION_NOT_FOUND');
  const mark = digest(key);
  const judge = (after: Redemption): Result<HandedOver> =>
    after.uses[mark]?.undone ? accept({ repeated: true, redemption: after }) : endedBy(after);
  if (redemption.uses[mark]?.undone) return judge(redemption);
  const set = {
    state: 'taken',
    usedBy: null,
    [`uses.${mark}.undone`]: env.now,
    endedAt: null,
    look: lookOf(redemption, settings),
  };
  return changed(env, redemptionId, { state: 'completed', usedBy: mark }, set, judge);
}

/** When the timer looks at one that waits to be collected: on the day after its last. */
export function lookOf({ until }: Pick<Redemption, 'until'>, { programme }: Settings): EpochMs | null {
  return until === null ? null : startOf(addDays(until, 1), programme.zone);
}

/** What this key has done before; null when nothing. */
function knownUnder(redemption: Redemption, mark: string): Result<HandedOver> | null {
  const use = redemption.uses[mark];
  if (!use) return null;
  return use.undone === null ? accept({ repeated: true, redemption }) : refuse('UNDONE');
}

function endedBy({ state, uses, usedBy, endedAt }: Redemption): Result<never> {
  const use = usedBy === null ? undefined : uses[usedBy];
  if (state === 'completed' && use)
    return refuse('REDEMPTION_ENDED', { state, by: use.by, at: use.at, storeId: use.storeId });
  return refuse('REDEMPTION_ENDED', { state, at: endedAt ?? undefined });
}

/** One update under its condition. When it did not hold, or nobody knows, the document itself says what has happened. */
async function changed(
  env: Environment,
  id: string,
  where: Record<string, string | null>,
  set: Record<string, unknown>,
  judge: (after: Redemption) => Result<HandedOver>,
): Promise<Result<HandedOver>> {
  const outcome = await attempt(env, id, where, set);
  const after = await findById<Redemption>(env.store, 'redemptions', id);
  if (!after) throw new Error('a redemption has vanished');
  if (outcome === 'done') return accept({ repeated: false, redemption: after });
  // Not answered, and as before: it may be applied at any later moment.
  if (outcome === 'unknown' && after.state === where.state) return refuse('BUSY');
  return judge(after);
}

async function attempt(
  env: Environment,
  id: string,
  where: Record<string, string | null>,
  set: Record<string, unknown>,
): Promise<'done' | 'not so' | 'unknown'> {
  try {
    return (await env.store.update('redemptions', id, where, { set })) ? 'done' : 'not so';
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    return 'unknown';
  }
}
