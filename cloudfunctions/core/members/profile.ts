/** Everything about one member on one page. */
import type { MemberProfile } from '../../../typings/api/members';
import type { EpochMs, Fen } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import { balanceOf, type Fact, factsBefore, type Member } from '../account';
import { dayOf } from '../calendar';
import { streakOf } from '../checkin';
import { couponCounts } from '../coupons';
import { memberView } from '../membership';
import { openCount } from '../rewards';
import { loadSettings, type Settings } from '../settings';
import type { Staff } from '../staffing';
import { aloneOf } from './limits';
import { memberRow, subjectOf } from './subject';
import { tagsOf } from './tags';

/** Entries that are looked through for orders. */
const LOOKED_THROUGH = 200;

/** Refuses with MEMBER_NOT_FOUND and BUSY. */
export async function profile(env: Environment, staff: Staff, { id }: { id: string }): Promise<Result<MemberProfile>> {
  const settings = await loadSettings(env);
  const subject = await subjectOf(env, settings, id);
  if (!subject.ok) return subject;
  const member = subject.data;
  const today = dayOf(env.now, settings.programme.zone);
  const [inviter, facts, { coupons }, redemptions] = await Promise.all([
    inviterOf(env, member),
    factsBefore(env.store, member, member.seq, LOOKED_THROUGH, 'profile'),
    couponCounts(env, settings, member, today),
    openCount(env, member),
  ]);
  const { progress, points } = memberView(member, settings, today);
  return accept({
    now: env.now,
    today,
    member: memberRow(member, settings, today),
    inviter,
    phoneBound: member.phoneBound,
    birthdaySet: member.birthday !== null,
    progress,
    points,
    balance: balanceOf(member.lots),
    growth: member.growth,
    streak: streakOf(member.checkIn.days, today),
    lastCheckIn: member.lastCheckIn,
    ...tagsOf(member),
    totals: totalsOf(facts, settings, facts.length < LOOKED_THROUGH && member.aliases.length === 0),
    coupons,
    redemptions,
    merged: member.aliases.length,
    alone: aloneOf(settings.care, staff),
  });
}

async function inviterOf(env: Environment, { inviter }: Member): Promise<MemberProfile['inviter']> {
  if (inviter === null) return null;
  const query = { where: { _id: inviter }, limit: 1, fields: ['number', 'profile', 'state'] };
  const [found] = await env.store.find<Pick<Member, '_id' | 'number' | 'profile' | 'state'>>('members', query);
  if (!found) return null;
  return { id: found._id, number: found.number, nickname: found.state === 'closed' ? null : found.profile.nickname };
}

/** Orders that were paid, less what went back. */
export function totalsOf(
  facts: readonly Pick<Fact, 'kind' | 'result' | 'at'>[],
  { programme }: Pick<Settings, 'programme'>,
  complete: boolean,
): MemberProfile['totals'] {
  const paid = facts.filter(({ kind }) => kind === 'order');
  const back = facts.filter(({ kind }) => kind === 'refund');
  const fenOf = ({ result }: Pick<Fact, 'result'>) => {
    const { event } = result as { event?: { amountFen?: number } };
    return event?.amountFen ?? 0;
  };
  const sum = (list: typeof paid) => list.reduce((total, fact) => total + fenOf(fact), 0);
  const last = paid.reduce<number | null>((latest, { at }) => Math.max(latest ?? 0, at), null);
  return {
    orders: paid.length,
    spentFen: Math.max(0, sum(paid) - sum(back)) as Fen,
    lastOrderOn: last === null ? null : dayOf(last as EpochMs, programme.zone),
    complete,
  };
}
