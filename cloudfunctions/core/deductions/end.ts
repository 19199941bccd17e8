/** How a reservation of points ends. */
import type { Actor, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { execute, type Fact, factUnder, findMemberById, follow, type Member, printOf } from '../account';
import { stampOf, timerOrigin } from '../membership';
import type { Settings } from '../settings';
import { type Deduction, type DeductionId, endKey, refOf, reserveKey, returnKey, type Taken } from './deduction';
import { giveBack, takenOf } from './drafts';

export type Ending = 'captured' | 'released' | 'returned';

export interface Ended {
  /** True when it had ended so before. */
  repeated: boolean;
  deduction: Deduction;
  taken: Taken;
  /** As it is now. */
  member: Member;
}

/** From where it may go to each end, and where it stands while its entry is not yet known to be committed. */
const WAYS = {
  captured: { from: 'reserved', by: null },
  released: { from: 'reserved', by: 'releasing' },
  returned: { from: 'captured', by: 'returning' },
} as const satisfies Record<Ending, { from: Deduction['state']; by: Deduction['state'] | null }>;

/** When the timer rolls forward what stands between, ms. */
const PATIENCE_MS = 60_000;

/**
 * Captures (the sale is made), releases (it is not) or returns (it went back) the points, once; capture and release exclude
 * each other. Refuses with DEDUCTION_NOT_FOUND, DEDUCTION_ENDED and the state it has, CLOSED or BUSY.
 */
export async function endDeduction(
  env: Environment,
  settings: Settings,
  id: DeductionId,
  ending: Ending,
  actor: Actor = 'partner',
): Promise<Result<Ended>> {
  const deduction = await findById<Deduction>(env.store, 'deductions', refOf(id));
  const owner = deduction && (await findMemberById(env.store, deduction.memberId));
  if (!deduction || !owner) return refuse('DEDUCTION_NOT_FOUND');
  const followed = await follow(env, owner, stampOf(env, settings, timerOrigin));
  if (!followed.ok) return followed;
  const member = followed.data;
  const fact = await factUnder(env.store, member, reserveKey(deduction._id));
  // Claimed, but the points never were taken: there is nothing that a sale could rest on.
  if (!fact && ending !== 'released') return refuse('DEDUCTION_NOT_FOUND');
  const stepped = await step(env, deduction, ending);
  if (!stepped.ok) return stepped;
  const { repeated, state } = stepped.data;
  const now = { ...deduction, state };
  const moved = await settle(env, settings, now, member, actor);
  if (!moved.ok) return moved;
  return accept({ repeated, ...moved.data, taken: takenBy(fact) });
}

function takenBy(fact: Fact | null): Taken {
  return fact ? takenOf(fact) : ({ points: 0, fen: 0, amountFen: 0 } as Taken);
}

/** Claims the way to this end. */
async function step(
  env: Environment,
  deduction: Deduction,
  ending: Ending,
): Promise<Result<{ repeated: boolean; state: Deduction['state'] }>> {
  const { from, by } = WAYS[ending];
  const next = by ?? ending;
  if (deduction.state === from) {
    const look = by ? env.now + PATIENCE_MS : null;
    const held = await env.store.update('deductions', deduction._id, { state: from }, { set: { state: next, look } });
    if (held) return accept({ repeated: false, state: next });
  }
  const there = await findById<Deduction>(env.store, 'deductions', deduction._id);
  const state = there?.state ?? deduction.state;
  if (state === ending || state === by) return accept({ repeated: true, state });
  return refuse('DEDUCTION_ENDED', { state });
}

/** What stands between is rolled forward, never back. */
async function settle(
  env: Environment,
  settings: Settings,
  deduction: Deduction,
  member: Member,
  actor: Actor,
): Promise<Result<{ deduction: Deduction; member: Member }>> {
  const { _id: ref, state, storeId, channel, partnerId } = deduction;
  if (state !== 'releasing' && state !== 'returning') return accept({ deduction, member });
  const key = state === 'releasing' ? endKey(ref) : returnKey(ref);
  const print = printOf('deduct.end', {});
  const executed = await execute(
    env,
    member,
    {
      key,
      ref,
      print,
      known: () => 'ask',
      whenFrozen: true,
      birthsLater: true,
      rule: (before, today, facts) => {
        const taken = facts.find((each) => each.key === reserveKey(ref)) ?? null;
        const { change, draft } = giveBack(before, { key, ref, print }, taken, today);
        return accept({ change, drafts: [draft] });
      },
    },
    stampOf(env, settings, { storeId, channel, actor, partnerId }),
  );
  // An account that was closed has given up its points, these among them.
  if (!executed.ok && executed.code !== 'CLOSED') return executed;
  const done = state === 'releasing' ? 'released' : 'returned';
  await env.store.update('deductions', ref, { state }, { set: { state: done, look: null } });
  const after = executed.ok ? executed.data.member : member;
  return accept({ deduction: { ...deduction, state: done, look: null }, member: after });
}

const PAGE = 50;
/** One that fails gives way to the others for so long, ms. */
const LATER_MS = 10 * 60_000;

/** For the timer: reservations that nobody has ended in time, and ends that broke off. Stops in time. */
export async function releaseDeductions(env: Environment, settings: Settings, stopAt: EpochMs): Promise<number> {
  const where = { look: { lte: env.now } };
  const due = await env.store.find<Deduction>('deductions', { where, order: ['look', 'asc'], limit: PAGE });
  let ended = 0;
  for (const deduction of due) {
    if (env.clock() >= stopAt) break;
    if (await endDue(env, settings, deduction)) ended += 1;
  }
  return ended;
}

/** A broken one holds up nobody else. */
async function endDue(env: Environment, settings: Settings, deduction: Deduction): Promise<boolean> {
  const { _id, state, look } = deduction;
  try {
    const done = await endDeduction(env, settings, deduction, state === 'returning' ? 'returned' : 'released', 'timer');
    if (done.ok) return true;
    // Somebody else has ended it just now, and its look has moved with it.
    if (done.code === 'DEDUCTION_ENDED') return false;
    env.alarm(`a deduction cannot end: ${done.code}`);
  } catch (failure) {
    env.alarm(`a deduction cannot end: ${failure instanceof Error ? failure.message : failure}`);
  }
  const later = { look: env.now + LATER_MS };
  await env.store.update('deductions', _id, { state, look }, { set: later }).catch(() => false);
  return false;
}
