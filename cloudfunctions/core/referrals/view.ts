/** What a member sees of inviting: the code, what it brings, and what has become of each friend. */
import type { AssistOfferView, FriendsView, FriendView, InviteView } from '../../../typings/api/friends';
import type { DayKey, Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Member, memberOf, type StoredMember } from '../account';
import { dayOf } from '../calendar';
import type { Referral } from '../inviting';
import { findMember, inviteCode } from '../membership';
import { loadSettings, type Settings } from '../settings';
import { cursorAfter, type Place, placeOf } from './cursor';
import { friendView, markOf } from './friend-view';
import { inviteTerms } from './terms-view';

const PAGE = 20;
/** More friends of one member never join in one and the same millisecond. */
const TIES = 20;
/** Friends that are counted; who has more is told so many. */
const COUNTED_MAX = 1_000;

/** @param offer what friends' help is on offer for this member */
export async function inviteView(
  env: Environment,
  openid: string,
  offer: (settings: Settings, member: Member) => Promise<AssistOfferView | null>,
): Promise<Result<InviteView>> {
  const asking = await askingOf(env, openid);
  if (!asking.ok) return asking;
  const { settings, member, today } = asking.data;
  const [code, page, counts, assist] = await Promise.all([
    inviteCode(env, member),
    pageOf(env, settings, member, null, today),
    countsOf(env, member),
    offer(settings, member),
  ]);
  const { nickname, avatar } = member.profile;
  return accept({
    now: env.now,
    today,
    code,
    inviter: { nickname, avatar },
    terms: inviteTerms(settings),
    counts,
    ...page,
    assist,
  });
}

export async function inviteFriends(env: Environment, openid: string, cursor: string): Promise<Result<FriendsView>> {
  const after = placeOf(cursor);
  if (after === null) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const asking = await askingOf(env, openid);
  if (!asking.ok) return asking;
  const { settings, member, today } = asking.data;
  return accept({ now: env.now, today, ...(await pageOf(env, settings, member, after, today)) });
}

/** How many friends have come; at most `most` are counted. */
export async function friendsCounted(env: Environment, { _id }: Pick<Member, '_id'>, most: number): Promise<number> {
  const where = { inviterId: _id };
  return (await env.store.find('referrals', { where, limit: most, fields: ['_id'] })).length;
}

async function askingOf(
  env: Environment,
  openid: string,
): Promise<Result<{ settings: Settings; member: Member; today: DayKey }>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!settings.shop.modules.invite) return refuse('MODULE_OFF');
  if (!member) return refuse('NOT_MEMBER');
  if (member.state === 'closed' || member.state === 'merged') return refuse('CLOSED');
  return accept({ settings, member, today: dayOf(env.now, settings.programme.zone) });
}

async function pageOf(
  env: Environment,
  settings: Settings,
  { _id }: Member,
  after: Place | null,
  today: DayKey,
): Promise<{ friends: FriendView[]; nextCursor: string | null }> {
  const found = await env.store.find<Referral>('referrals', {
    where: { inviterId: _id, at: { lte: after?.at ?? env.now } },
    order: ['at', 'desc'],
    limit: PAGE + 1 + TIES,
  });
  const further = found
    .map((referral) => ({ referral, at: referral.at, mark: markOf(referral._id) }))
    .sort((a, b) => b.at - a.at || (a.mark < b.mark ? -1 : 1))
    .filter(({ at, mark }) => after === null || at < after.at || mark > after.mark);
  const page = further.slice(0, PAGE);
  const known = await membersOf(
    env,
    page.map(({ referral }) => referral._id),
  );
  const last = page.at(-1);
  return {
    friends: page.map(({ referral }) => friendView(referral, known.get(referral._id) ?? null, settings, today)),
    nextCursor: further.length > PAGE && last ? cursorAfter(last) : null,
  };
}

export async function membersOf(env: Environment, ids: readonly string[]): Promise<Map<string, Member>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  const stored = await env.store.find<StoredMember>('members', { where: { _id: { in: asked } }, limit: asked.length });
  return new Map(stored.map((each) => [each._id, memberOf(each)]));
}

async function countsOf(env: Environment, { _id }: Member): Promise<InviteView['counts']> {
  const found = await env.store.find<Pick<Referral, 'registered' | 'firstOrder'>>('referrals', {
    where: { inviterId: _id },
    order: ['at', 'desc'],
    limit: COUNTED_MAX,
    fields: ['registered', 'firstOrder'],
  });
  const stages = found.flatMap(({ registered, firstOrder }) => [registered, firstOrder]);
  const paid = stages.filter(({ state }) => state === 'paid');
  const waiting = found.filter((each) =>
    [each.registered, each.firstOrder].some(({ state }) => ['waiting', 'review', 'granted'].includes(state)),
  );
  return {
    friends: found.length,
    earned: paid.reduce((sum, { reward }) => sum + reward.points, 0) as Points,
    waiting: waiting.length,
  };
}
