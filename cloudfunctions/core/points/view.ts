import type { PointsView } from '../../../typings/api/shopper';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { debtOf, endingByMonth, pendingByDay, spendable } from '../account';
import { dayOf } from '../calendar';
import { findMember } from '../membership';
import { pointsGuide } from '../programme';
import { loadSettings } from '../settings';

/** What can be spent, what waits, and what ends when. */
export async function pointsView(env: Environment, openid: string): Promise<Result<PointsView>> {
  const [{ programme }, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!member) return refuse('NOT_MEMBER');
  const today = dayOf(env.now, programme.zone);
  return accept({
    now: env.now,
    today,
    available: spendable(member.lots, today),
    debt: debtOf(member.lots, today),
    pending: pendingByDay(member.lots, today),
    expiring: endingByMonth(member.lots, today),
    rules: pointsGuide(programme),
  });
}
