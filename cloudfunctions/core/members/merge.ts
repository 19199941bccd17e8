/** Two members that are one person become one, by the staff's hand: the one without WeChat goes. */
import type { MemberActions, MergePreview } from '../../../typings/api/members';
import type { EpochMs, Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Birth, balanceOf, merge as become, findMemberById, type Member } from '../account';
import { dayOf } from '../calendar';
import { couponCounts } from '../coupons';
import { findByRef } from '../membership';
import { noticeBirth } from '../messaging';
import { openCount } from '../rewards';
import { loadSettings, type Settings } from '../settings';
import type { Staff } from '../staffing';
import { tooFast } from './limits';
import { refOf } from './recognised';
import { careStamp, memberRow, subjectOf } from './subject';
import { bringTags } from './tags';

/**
 * Which of the two would go, and what comes together. Refuses with MEMBER_NOT_FOUND, TOO_FAST, CLOSED, FROZEN, BUSY, and
 * NOT_ALLOWED with the reason 'same', 'bothWeChat' or 'noWeChat'.
 */
export async function mergeView(
  env: Environment,
  staff: Staff,
  input: MemberActions['members.mergeView'][0],
): Promise<Result<MergePreview>> {
  const hurried = await tooFast(env, staff, 'phone');
  if (hurried) return hurried;
  const settings = await loadSettings(env);
  const ref = refOf(input.other);
  if (!ref) return refuse('INVALID_INPUT', { field: 'other' });
  const [own, other] = await Promise.all([subjectOf(env, settings, input.id), findByRef(env, ref)]);
  if (!own.ok) return own;
  if (!other.ok) return other;
  const pair = pairOf(own.data, other.data);
  if (!pair.ok) return pair;
  const { from, into } = pair.data;
  const today = dayOf(env.now, settings.programme.zone);
  const [{ coupons }, redemptions] = await Promise.all([
    couponCounts(env, settings, from, today),
    openCount(env, from),
  ]);
  return accept({
    now: env.now,
    today,
    from: memberRow(from, settings, today),
    into: memberRow(into, settings, today),
    points: balanceOf(from.lots),
    growth: from.growth,
    coupons,
    redemptions,
  });
}

function pairOf(one: Member, other: Member): Result<{ from: Member; into: Member }> {
  if (one._id === other._id) return refuse('NOT_ALLOWED', { field: 'other', reason: 'same' });
  const inWeChat = [one, other].filter(({ openid }) => openid !== null);
  if (inWeChat.length === 2) return refuse('NOT_ALLOWED', { field: 'other', reason: 'bothWeChat' });
  const [into] = inWeChat;
  if (!into) return refuse('NOT_ALLOWED', { field: 'other', reason: 'noWeChat' });
  const from = into === one ? other : one;
  for (const { state } of [from, into]) {
    if (state === 'frozen') return refuse('FROZEN');
    if (state === 'closed') return refuse('CLOSED');
  }
  return accept({ from, into });
}

/** May be repeated, also after it broke off. Refuses as the preview does. */
export async function merge(
  env: Environment,
  _staff: Staff,
  input: MemberActions['members.merge'][0],
): Promise<Result<MemberActions['members.merge'][1]>> {
  const settings = await loadSettings(env);
  const [from, into] = await Promise.all([findMemberById(env.store, input.from), subjectOf(env, settings, input.into)]);
  if (!into.ok) return into;
  if (!from) return refuse('MEMBER_NOT_FOUND', { field: 'from' });
  const refused = barTo(from, into.data);
  if (refused) return refused;
  return joined(env, settings, from, into.data);
}

/** One that has already become this member is merged again: that completes it, or tells what it brought. */
function barTo(from: Member, into: Member) {
  if (from.state === 'merged') {
    const here = from.mergedInto === into._id || into.aliases.includes(from._id);
    return here ? null : refuse('NOT_ALLOWED', { field: 'from', reason: 'gone' });
  }
  const pair = pairOf(from, into);
  if (!pair.ok) return pair;
  return pair.data.from === from ? null : refuse('NOT_ALLOWED', { field: 'from', reason: 'bothWeChat' });
}

async function joined(
  env: Environment,
  settings: Settings,
  from: Member,
  into: Member,
): Promise<Result<MemberActions['members.merge'][1]>> {
  const births = (points: number): Birth[] =>
    points > 0 ? [noticeBirth(into._id, `merge:${from._id}`, 'merged', { points }, env.now as EpochMs)] : [];
  const merged = await become(env, from, into, births, careStamp(env, settings));
  if (!merged.ok) return merged;
  await bringTags(env, from, merged.data.member);
  const { points, growth } = merged.data.out;
  const today = dayOf(env.now, settings.programme.zone);
  return accept({ now: env.now, today, points: (0 - points) as Points, growth: 0 - growth });
}
