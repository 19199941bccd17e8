/**
 * How a referral goes on. Pure.
 *
 * Laws: waiting becomes granted or review, or with time lapsed; review becomes granted or refused, by somebody; granted
 * becomes paid or limited, as its entry says. Nothing goes back, and what has ended stays as it is. As long as something
 * is to be done by itself, `look` says when; as long as somebody must decide, `case` says since when.
 */
import type { DayKey, EpochMs } from '../../../typings/domain';
import { addDays } from '../calendar';
import { type CaseReason, type Referral, SETTLE_MS, type Stage } from '../inviting';
import type { Rewarded } from './book-reward';

export type StageName = 'registered' | 'firstOrder';

/** What a change makes of the stages; null: nothing. */
export type Step = Partial<Pick<Referral, StageName | 'risk'>>;

export function judged(
  stages: Pick<Referral, StageName>,
  name: StageName,
  reasons: readonly CaseReason[],
): Step | null {
  const stage = stages[name];
  if (stage.state !== 'waiting') return null;
  if (reasons.length === 0) return { [name]: { ...stage, state: 'granted' } };
  return { [name]: { ...stage, state: 'review', reasons: [...reasons] } };
}

export function decided(referral: Referral, name: StageName, pay: boolean, by: string): Step | null {
  const stage = referral[name];
  if (stage.state !== 'review') return null;
  return { [name]: { ...stage, state: pay ? 'granted' : 'refused', decidedBy: by } };
}

export function ended(referral: Referral, name: StageName, outcome: Rewarded, today: DayKey): Step | null {
  const stage = referral[name];
  if (stage.state !== 'granted') return null;
  const end: Stage =
    outcome === 'paid'
      ? { ...stage, state: 'paid', day: today }
      : { ...stage, state: 'limited', limit: outcome, day: null };
  return { [name]: end };
}

/** An order has been seen that will stand on `day` unless it goes back before. The one that stands first is told. */
export function ordered({ firstOrder: stage }: Referral, ref: string, day: DayKey): Step | null {
  if (stage.state !== 'waiting') return null;
  const sooner = stage.day === null || day < stage.day || stage.ref === ref;
  if (!sooner || (stage.ref === ref && stage.day === day)) return null;
  return { firstOrder: { ...stage, ref, day } };
}

/** That order has gone back. */
export function returned({ firstOrder: stage }: Referral, ref: string): Step | null {
  if (stage.state !== 'waiting' || stage.ref !== ref) return null;
  return { firstOrder: { ...stage, ref: null, day: null } };
}

/** The friend's order stands. */
export function stood(referral: Referral, ref: string, day: DayKey, reasons: readonly CaseReason[]): Step | null {
  const told = { firstOrder: { ...referral.firstOrder, ref, day }, registered: referral.registered };
  return judged(told, 'firstOrder', reasons);
}

/** A till tells of an order some days late. */
const LATE_DAYS = 3;

/** No order came in time. One that waits for its return window is waited for. */
export function lapsed({ firstOrder: stage, orderUntil }: Referral, today: DayKey): Step | null {
  if (stage.state !== 'waiting' || today <= addDays(orderUntil, LATE_DAYS)) return null;
  // Made again as it is, so that it is looked at on another day.
  return stage.ref === null ? { firstOrder: { ...stage, state: 'lapsed' } } : { firstOrder: stage };
}

/** Day on which it is looked at whether an order came in time: when nothing can come any more, then daily while one waits. */
export function lapseDay(
  { orderUntil, firstOrder }: Pick<Referral, 'orderUntil' | 'firstOrder'>,
  today: DayKey,
): DayKey {
  const days = [addDays(orderUntil, LATE_DAYS), ...(firstOrder.day === null ? [] : [firstOrder.day, today])];
  return addDays(
    days.reduce((latest, day) => (day > latest ? day : latest)),
    1,
  );
}

/** When somebody must look at it, once the step is made. */
export function caseOf(referral: Pick<Referral, StageName | 'case'>, now: EpochMs): EpochMs | null {
  const open = referral.registered.state === 'review' || referral.firstOrder.state === 'review';
  return open ? (referral.case ?? now) : null;
}

/** When the timer looks next, once the step is made. @param lapsesAt when the time for a first order is over */
export function lookOf(
  { registered, firstOrder, at }: Pick<Referral, StageName | 'at'>,
  now: EpochMs,
  lapsesAt: EpochMs,
): EpochMs | null {
  if (registered.state === 'granted' || firstOrder.state === 'granted') return now;
  if (registered.state === 'waiting') return (at + SETTLE_MS) as EpochMs;
  return firstOrder.state === 'waiting' ? lapsesAt : null;
}
