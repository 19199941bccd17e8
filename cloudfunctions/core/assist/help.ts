/** A friend helps, once. */
import type { AssistView } from '../../../typings/api/friends';
import type { EpochMs } from '../../../typings/domain';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import type { Member } from '../account';
import { addDays, dayOf, startOf } from '../calendar';
import { findMember } from '../membership';
import { loadSettings, type Settings } from '../settings';
import { giveTurnBack, type Turns, takeTurn } from '../tallies';
import type { Assist } from './assist';
import { stateAt } from './rules';
import { settleAssist } from './settle';
import { assistView } from './view';

/** One place is left and several want it: whoever loses reads again, and finds it full. */
const ATTEMPTS = 4;
const HELPS_PER_DAY = 20;

/** Whether somebody may see one: it takes its id, which only its starter sends. Refuses with ASSIST_NOT_FOUND. */
export async function viewAssist(env: Environment, openid: string, id: string): Promise<Result<AssistView>> {
  const [settings, member, assist] = await Promise.all([
    loadSettings(env),
    findMember(env.store, openid),
    findById<Assist>(env.store, 'assists', id),
  ]);
  if (!assist) return refuse('ASSIST_NOT_FOUND');
  return accept(await assistView(env, settings, assist, member?._id ?? null));
}

/**
 * Helping twice is helping once. Refuses with NOT_MEMBER, FROZEN, ASSIST_NOT_FOUND, ASSIST_OWN, ASSIST_ENDED,
 * LIMIT_REACHED (a day's helps) or BUSY.
 * @param address keyed hash of the caller's network address
 */
export async function helpAssist(
  env: Environment,
  { openid }: Caller,
  { id }: { id: string },
  address: string | null,
): Promise<Result<AssistView>> {
  const [settings, member, assist] = await Promise.all([
    loadSettings(env),
    findMember(env.store, openid),
    findById<Assist>(env.store, 'assists', id),
  ]);
  if (!member) return refuse('NOT_MEMBER');
  if (!assist) return refuse('ASSIST_NOT_FOUND');
  if (assist.starterId === member._id) return refuse('ASSIST_OWN');
  if (assist.helpers[member._id]) return accept(await assistView(env, settings, assist, member._id));
  if (member.state !== 'active') return refuse('FROZEN');
  if (stateAt(assist, env.now) !== 'open') return refuse('ASSIST_ENDED');
  const turns = turnsOf(env, settings, member);
  if (!(await takeTurn(env.store, turns))) return refuse('LIMIT_REACHED', { count: turns.max, period: 'day' });
  const helped = await join(env, assist, member._id, address);
  if (helped.outcome !== 'helped') await giveTurnBack(env.store, turns);
  if (helped.outcome === 'busy') return refuse('BUSY');
  if (helped.outcome === 'ended') return refuse('ASSIST_ENDED');
  const now = helped.assist.state === 'full' ? await settledNow(env, settings, helped.assist) : helped.assist;
  return accept(await assistView(env, settings, now, member._id));
}

type Joined = { outcome: 'helped' | 'before' | 'ended'; assist: Assist } | { outcome: 'busy' };

/** The friend who makes it full closes it with the same update, so that there is never one too many. */
async function join(env: Environment, first: Assist, memberId: string, address: string | null): Promise<Joined> {
  let assist = first;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (assist.helpers[memberId]) return { outcome: 'before', assist };
    if (stateAt(assist, env.now) !== 'open') return { outcome: 'ended', assist };
    const help = { at: env.now, address };
    const last = assist.count + 1 >= assist.needed;
    const where = { state: 'open', until: { gte: env.now }, [`helpers.${memberId}`]: null };
    const places = last ? { count: assist.needed - 1 } : { count: { lte: assist.needed - 2 } };
    const closed = last ? { state: 'full' as const, look: env.now } : {};
    const set = { [`helpers.${memberId}`]: help, ...closed };
    if (await env.store.update('assists', assist._id, { ...where, ...places }, { inc: { count: 1 }, set }))
      return { outcome: 'helped', assist: afterwards(assist, memberId, help, closed) };
    const fresh = await findById<Assist>(env.store, 'assists', assist._id);
    if (!fresh) throw new Error('an assistance has vanished');
    assist = fresh;
  }
  return { outcome: 'busy' };
}

function afterwards(
  assist: Assist,
  memberId: string,
  help: Assist['helpers'][string],
  closed: Partial<Assist>,
): Assist {
  const helpers = { ...assist.helpers, [memberId]: help };
  return { ...assist, ...closed, helpers, count: Object.keys(helpers).length };
}

/** What fails here, the timer does: the help has been counted. */
async function settledNow(env: Environment, settings: Settings, assist: Assist): Promise<Assist> {
  try {
    return await settleAssist(env, settings, assist);
  } catch (failure) {
    env.alarm(`assistance ${assist._id}: ${failure instanceof Error ? failure.message : failure}`);
    return assist;
  }
}

/** A member helps others so many times a day, whatever they are called. */
function turnsOf(env: Environment, { programme }: Settings, { _id }: Member): Turns {
  const { zone, assist } = programme;
  const today = dayOf(env.now, zone);
  // A tally is asked for until its day is over, whatever the zone.
  const until = startOf(addDays(today, 2), zone) as EpochMs;
  return { id: `assist:${_id}:${today}`, max: assist?.helpsPerDay ?? HELPS_PER_DAY, until };
}
