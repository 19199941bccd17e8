import type { ClosingView, LostView } from '../../../typings/api/account';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { debtOf, type Member, pending, spendable } from '../account';
import { dayOf } from '../calendar';
import { streakOf } from '../checkin';
import { couponCounts } from '../coupons';
import type { Settings } from '../settings';
import { findStaff } from '../staffing';
import { standingOn, tierView } from '../tiers';
import { openOf } from './open';
import { CLOSING_DAYS, closingOf } from './rules';

export async function closingView(
  env: Environment,
  settings: Settings,
  member: Member,
  openid: string,
): Promise<ClosingView> {
  const { zone } = settings.programme;
  const today = dayOf(env.now, zone);
  const [{ coupons }, open, staff] = await Promise.all([
    couponCounts(env, settings, member, today),
    openOf(env, member, zone),
    findStaff(env.store, openid),
  ]);
  const closing = closingOf(member);
  return {
    now: env.now,
    today,
    seq: member.seq,
    state: closing ? { is: 'waiting', until: closing.until, day: dayOf(closing.until, zone) } : { is: 'open' },
    days: CLOSING_DAYS,
    lost: lostOf(member, settings, today, coupons),
    open,
    staff: staff !== null && staff.state !== 'left',
  };
}

function lostOf(member: Member, { programme, ladders }: Settings, today: DayKey, coupons: number): LostView {
  const { number, lots, tier, growth, checkIn, rights } = member;
  return {
    number,
    points: spendable(lots, today),
    waiting: pending(lots, today),
    debt: debtOf(lots, today),
    coupons,
    tier: tierView(programme.tiers, standingOn(tier, ladders, today).tier),
    growth,
    streak: streakOf(checkIn.days, today),
    rights,
  };
}
