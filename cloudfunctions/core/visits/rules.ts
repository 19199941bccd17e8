/** From a store that somebody stands in to the posting that books the visit. Pure. */
import type { DayKey, EpochMs, Fen, Points } from '../../../typings/domain';
import { type Draft, gain, type Member, type Posting, printOf } from '../account';
import { monthOf } from '../calendar';
import { type Earned, evaluate } from '../earning';
import { counted, countOf } from '../limits';
import { lastDayOfPoints } from '../programme';
import type { Settings } from '../settings';
import { storeNamed } from '../stores';
import { granterOf } from '../templates';
import { standingOn, tierFactor } from '../tiers';

/** In the member's counters: visits of a day, at whatever stores. */
const COUNTER = 'visit';

export interface Visit {
  storeId: string;
  today: DayKey;
  now: EpochMs;
  /** What the tap is recognised by. */
  tap: string;
}

export function visitKey(storeId: string, day: DayKey): string {
  return `visit:${storeId}:${day}`;
}

export function visitPrint(storeId: string, day: DayKey): string {
  return printOf('visit.signIn', { storeId, day });
}

/** Whether this member has been at as many stores today as count. */
export function isFull(settings: Settings, member: Member, today: DayKey): boolean {
  const perDay = settings.programme.visits?.perDay ?? 0;
  return countOf(member.counters, COUNTER, 'day', today) >= perDay;
}

/** What a visit brings this member, or with null a guest. */
export function earnedBy(settings: Settings, member: Member | null, storeId: string, today: DayKey): Earned {
  const { earning, tiers } = settings.programme;
  const tier = member ? standingOn(member.tier, settings.ladders, today).tier : (tiers.list[0]?.code ?? '');
  return evaluate(earning, {
    occasion: 'visit',
    day: today,
    channel: 'mini',
    storeId,
    tier: tierFactor(tiers, tier, 'visit'),
    birthday: member?.birthday ?? null,
    firstOrder: false,
    amountFen: 0 as Fen,
    base: 0 as Points,
  });
}

export function visitPosting(settings: Settings, member: Member, { storeId, today, now, tap }: Visit): Posting {
  const { points, because, grants } = earnedBy(settings, member, storeId, today);
  const key = visitKey(storeId, today);
  const to = { memberId: member._id, key, day: today, source: 'checkin' as const, result: points };
  const granted = granterOf(settings.templates, now)(grants, to);
  const lot = { from: null, until: lastDayOfPoints(settings.programme, today), points };
  const gained = points > 0 ? gain(member.lots, lot, today) : { lots: member.lots, moves: [] };
  const signed = { code: 'visit.signed', args: { store: storeNamed(settings.stores, storeId) }, result: 0 };
  const draft: Draft = {
    key,
    kind: 'visit',
    ref: null,
    moves: gained.moves,
    because: [signed, ...because, ...granted.because],
    print: visitPrint(storeId, today),
    result: { tap, store: storeId, context: paidBy(settings, member, today) },
    births: granted.births,
  };
  const counters = counted(member.counters, { of: COUNTER, period: 'day', n: 1, day: today }, today);
  return { change: { lots: gained.lots, counters }, drafts: [draft] };
}

/** What a visit was paid by, kept for ever so that it can be replayed. The birthday itself is nothing for a ledger. */
export interface VisitContext {
  /** Code of the tier held. */
  tier: string;
  birthdayMonth: boolean;
}

function paidBy({ ladders }: Settings, member: Member, today: DayKey): VisitContext {
  const birthdayMonth = member.birthday?.slice(0, 2) === monthOf(today).slice('2026-'.length);
  return { tier: standingOn(member.tier, ladders, today).tier, birthdayMonth };
}
