/** What becomes of an assistance that is full, or whose time is over. Any number at once; each step is decided once. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { findById } from '../../platform/store';
import type { Member } from '../account';
import type { CaseReason, Referral } from '../inviting';
import { noticeBirth } from '../messaging';
import { bookReward, settleReferral } from '../referrals';
import type { Settings } from '../settings';
import { type Assist, keyOf } from './assist';
import { leftOf } from './budget';
import { helperIds, judge, judgedAt, REVIEW, type Signals, stateAt } from './rules';

/** As far as it goes now. The document as it is afterwards, to the best of our knowledge. */
export async function settleAssist(env: Environment, settings: Settings, assist: Assist): Promise<Assist> {
  switch (assist.state) {
    case 'open':
      return stateAt(assist, env.now) === 'over' ? move(env, assist, { state: 'over', look: null }) : assist;
    case 'full': {
      const next = await decided(env, settings, assist);
      return next.state === 'full' ? next : settleAssist(env, settings, next);
    }
    case 'granted':
      return paid(env, settings, assist);
    default:
      return assist;
  }
}

/** Nobody is ever refused by this: what is doubtful waits for a person, and a friend who has just joined for ten minutes. */
async function decided(env: Environment, settings: Settings, assist: Assist): Promise<Assist> {
  const [{ joinings, ...others }, affordable] = await Promise.all([signalsOf(env, assist), isCovered(env, assist)]);
  const known = judgedAt(joinings);
  if (known !== null && known > env.now) return move(env, assist, { look: known });
  // The timer may be behind with them.
  if (known !== null) for (const { _id } of joinings) await settleReferral(env, settings, _id);
  const settled = known === null ? joinings : (await signalsOf(env, assist)).joinings;
  const reasons = judge({ ...others, joinings: settled }, settings.programme.referral?.review ?? REVIEW);
  const all: CaseReason[] = affordable ? reasons : [...reasons, { code: 'budget', args: {} }];
  return all.length === 0
    ? move(env, assist, { state: 'granted', look: env.now })
    : move(env, assist, { state: 'review', reasons: all, look: null, case: env.now });
}

type Joining = Pick<Referral, '_id' | 'registered' | 'at'>;

async function signalsOf(env: Environment, assist: Assist): Promise<Signals & { joinings: Joining[] }> {
  const ids = helperIds(assist);
  const among = { where: { _id: { in: ids } }, limit: ids.length };
  const [joinings, members] = await Promise.all([
    env.store.find<Joining>('referrals', { ...among, fields: ['registered', 'at'] }),
    env.store.find<Pick<Member, 'joinedAt'>>('members', { ...among, fields: ['joinedAt'] }),
  ]);
  const newcomers = members.map(({ joinedAt }) => joinedAt).filter((at) => at > assist.at);
  return { helpers: Object.values(assist.helpers), newcomers, joinings };
}

async function isCovered(env: Environment, { budget, reward }: Assist): Promise<boolean> {
  return budget === null || (await leftOf(env, budget)) >= reward.points;
}

/** One entry, under the assistance's own key. */
async function paid(env: Environment, settings: Settings, assist: Assist): Promise<Assist> {
  const { starterId, name, needed: helpers, reward, budget } = assist;
  const key = keyOf(assist);
  const points = reward.points;
  const done = await bookReward(env, settings, starterId, {
    kind: 'assist',
    key,
    ref: key,
    reward,
    because: { code: 'assist.done', args: { name, helpers, points } },
    limits: [],
    budget,
    // Several may become full in the same moment. What is granted is owed, also when the budget ends with it.
    owed: true,
    births: [noticeBirth(starterId, key, 'assistDone', { name, points }, env.now)],
  });
  // The account is busy: whoever looks next goes on.
  if (!done.ok) return assist;
  // A closed account has given up what would have come.
  return move(env, assist, { state: done.data === 'account' ? 'over' : 'paid', look: null });
}

/** On from the state it was read in; whoever comes second follows the first. */
async function move(env: Environment, assist: Assist, next: Partial<Assist>): Promise<Assist> {
  const where = { state: assist.state };
  if (await env.store.update('assists', assist._id, where, { set: next })) return { ...assist, ...next };
  const fresh = await findById<Assist>(env.store, 'assists', assist._id);
  if (!fresh) throw new Error('an assistance has vanished');
  return fresh;
}

export interface AssistsSwept {
  paid: number;
  review: number;
  over: number;
  /** Full, but not yet to be judged. */
  later: number;
  failed: number;
}

const PAGE = 100;
/** One that fails gives way to the others for so long, ms. */
const LATER_MS = 10 * 60_000;

/** For the timer: those that are full and not yet paid, and those whose time is over. Stops in time. */
export async function sweepAssists(env: Environment, settings: Settings, stopAt: EpochMs): Promise<AssistsSwept> {
  const swept: AssistsSwept = { paid: 0, review: 0, over: 0, later: 0, failed: 0 };
  while (env.clock() < stopAt) {
    const where = { look: { lte: env.now } };
    const due = await env.store.find<Assist>('assists', { where, order: ['look', 'asc'], limit: PAGE });
    for (const assist of due) {
      if (env.clock() >= stopAt) break;
      swept[await attempt(env, settings, assist)] += 1;
    }
    if (due.length < PAGE) break;
  }
  return swept;
}

/** A broken one holds up nobody else. */
async function attempt(env: Environment, settings: Settings, assist: Assist): Promise<keyof AssistsSwept> {
  try {
    const { state, look } = await settleAssist(env, settings, assist);
    if (state === 'paid' || state === 'review' || state === 'over') return state;
    // A friend has only just joined.
    if (look !== null && look > env.now) return 'later';
    env.alarm(`assistance ${assist._id} stays ${state}`);
  } catch (failure) {
    env.alarm(`assistance ${assist._id}: ${failure instanceof Error ? failure.message : failure}`);
  }
  const later = { look: (env.now + LATER_MS) as EpochMs };
  await env.store.update('assists', assist._id, { look: assist.look }, { set: later }).catch(() => false);
  return 'failed';
}
