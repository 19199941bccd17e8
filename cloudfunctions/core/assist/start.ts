/** A member asks friends for help. */
import type { AssistOfferView, AssistView } from '../../../typings/api/friends';
import type { EpochMs } from '../../../typings/domain';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, findById } from '../../platform/store';
import type { Member } from '../account';
import { dayOf } from '../calendar';
import type { AssistTerms } from '../inviting';
import { findMember, inviteCode } from '../membership';
import { budgetFor, giftView } from '../referrals';
import { loadSettings, type Settings } from '../settings';
import type { StockId } from '../stock';
import { type Assist, assistIdOf } from './assist';
import { leftOf } from './budget';
import { isOpenOn, isRunning } from './rules';
import { assistView } from './view';

const HOUR_MS = 3_600_000;

/**
 * Whoever has one running gets that one again. The insert decides between any number of starts at once: they all want the
 * same document. Refuses with MODULE_OFF, NOT_MEMBER, FROZEN, ASSIST_OFF or LIMIT_REACHED.
 */
export async function startAssist(
  env: Environment,
  { openid }: Caller,
  input: { campaign: string },
): Promise<Result<AssistView>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!settings.shop.modules.invite) return refuse('MODULE_OFF');
  if (!member) return refuse('NOT_MEMBER');
  if (member.state !== 'active') return refuse('FROZEN');
  const last = await lastOf(env, member._id);
  if (last && isRunning(last, env.now)) return accept(await assistView(env, settings, last, member._id));
  const terms = openTerms(env, settings);
  if (!terms || terms.campaign !== input.campaign) return refuse('ASSIST_OFF');
  const number = startedOf(terms, last) + 1;
  if (number > terms.perMember) return refuse('LIMIT_REACHED', { count: terms.perMember, period: 'ever' });
  const budget = await budgetLeft(env, terms);
  if (budget === 'spent') return refuse('ASSIST_OFF');
  const promised = { number, budget, code: await inviteCode(env, member) };
  const fresh = newAssist(env, settings, terms, member, promised);
  const made = await ensure(env.store, 'assists', fresh);
  const assist = made ? fresh : await findById<Assist>(env.store, 'assists', fresh._id);
  if (!assist) throw new Error('an assistance has vanished');
  return accept(await assistView(env, settings, assist, member._id));
}

/** What can be started, and what is running; null when there is neither. */
export async function assistOffer(
  env: Environment,
  settings: Settings,
  { _id }: Pick<Member, '_id'>,
): Promise<AssistOfferView | null> {
  if (!settings.shop.modules.invite) return null;
  const last = await lastOf(env, _id);
  const running = last && isRunning(last, env.now) ? last : null;
  const terms = openTerms(env, settings);
  const shown = running ? await assistView(env, settings, running, _id) : null;
  if (terms) {
    const { campaign, name, helpers, hours, lastDay, perMember, reward } = terms;
    const left = Math.max(0, perMember - startedOf(terms, last));
    const gift = giftView(settings, reward);
    return { campaign, name, helpers, hours, gift, lastDay: lastDay as never, left, running: shown };
  }
  if (!running || !shown) return null;
  const { campaign, name, needed, at, until } = running;
  const lastDay = dayOf(at, settings.programme.zone);
  const hours = Math.round((until - at) / HOUR_MS);
  return { campaign, name, helpers: needed, hours, gift: shown.gift, lastDay, left: 0, running: shown };
}

/** What the programme offers today. */
function openTerms(env: Environment, { programme }: Settings): AssistTerms | null {
  const { assist, zone } = programme;
  return assist && isOpenOn(assist, dayOf(env.now, zone)) ? assist : null;
}

/** The newest that this member has started. */
async function lastOf(env: Environment, starterId: string): Promise<Assist | null> {
  const [last] = await env.store.find<Assist>('assists', { where: { starterId }, order: ['at', 'desc'], limit: 1 });
  return last ?? null;
}

/** How many of this campaign. What belongs to an earlier one does not count. */
function startedOf({ campaign }: AssistTerms, last: Assist | null): number {
  return last?.campaign === campaign ? last.number : 0;
}

function newAssist(
  env: Environment,
  { programme }: Settings,
  terms: AssistTerms,
  { _id: starterId }: Member,
  promised: Pick<Assist, 'number' | 'budget' | 'code'>,
): Assist {
  const { campaign, name, helpers: needed, hours, reward } = terms;
  const until = (env.now + hours * HOUR_MS) as EpochMs;
  return {
    ...promised,
    _id: assistIdOf(starterId, campaign, promised.number),
    shape: 1,
    starterId,
    at: env.now,
    campaign,
    name,
    needed,
    until,
    reward,
    programmeVersion: programme.version,
    state: 'open',
    helpers: {},
    count: 0,
    reasons: [],
    decidedBy: null,
    look: (until + 1) as EpochMs,
    case: null,
  };
}

/** What the reward is taken from; 'spent': nobody is sent to their friends for what the campaign cannot pay any more. */
async function budgetLeft(
  env: Environment,
  { campaign, budget, reward }: AssistTerms,
): Promise<StockId | null | 'spent'> {
  const stock = reward.points === 0 ? null : await budgetFor(env, 'assist', campaign, budget);
  if (stock === null) return null;
  return (await leftOf(env, stock)) >= reward.points ? stock : 'spent';
}
