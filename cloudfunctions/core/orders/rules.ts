/**
 * Books one event of an order: what the order is worth now, less what its entries have brought so far. Whatever the
 * order in which its events come, they end in the same books.
 */
import type { DayKey, EpochMs, Points } from '../../../typings/domain';
import {
  type Birth,
  balanceOf,
  claw,
  type Draft,
  type Fact,
  gain,
  type Lot,
  type Member,
  type Moved,
  type Origin,
  rewindow,
} from '../account';
import { dayOf, monthOf } from '../calendar';
import { friendOrderBirths } from '../inviting';
import { noticeBirth } from '../messaging';
import type { Programme } from '../programme';
import type { Granter } from '../templates';
import { type Ladder, standingOn, type Tiers } from '../tiers';
import { keyOf, type OrderEvent, type OrderOrigin, refOf, timeOf } from './event';
import { explain } from './explain';
import { type Grown, grow } from './growth';
import { type Context, type Happened, happened, type Known, knownOf, type OrderResult, remainingFen } from './known';
import { type Target, targetOf } from './target';

/** All that a booking may look at. */
export interface Booking {
  member: Member;
  /** What the ledger says about the order so far. */
  facts: readonly Fact[];
  order: OrderOrigin;
  event: OrderEvent;
  print: string;
  /** In force when the order was paid. */
  programme: Programme;
  ladders: readonly Ladder[];
  /** As they are called today: for what the member is told. */
  tiers: Tiers;
  store: string;
  today: DayKey;
  now: EpochMs;
  grant: Granter;
}

export interface BookedPosting {
  change: Pick<Member, 'lots' | 'growth' | 'tier' | 'firstOrder'>;
  drafts: [Draft];
}

export type Refused = 'REFUND_TOO_LARGE' | 'TOO_MANY';

/** More partial refunds than this no order has. */
const REFUNDS_MAX = 50;

export function book(booking: Booking): BookedPosting | Refused {
  const { member, order, event, today } = booking;
  const known = knownOf(booking.facts);
  const refused = refusedBy(known, event);
  if (refused) return refused;
  const next = happened(known, event, { ...order, programmeVersion: booking.programme.version });
  const context = known.context ?? (event.type === 'paid' ? contextOf(booking) : null);
  const before = targetOf(known, known.context, booking.programme);
  const after = targetOf(next, context, booking.programme);
  const moved = move(booking, known, before, after);
  if (!Number.isSafeInteger(member.balance + moved.points)) return 'TOO_MANY';
  const grown = grow({
    ...booking,
    bookedOn: context?.bookedOn ?? today,
    before,
    after,
    growth: after.growth - known.growth,
  });
  const result: OrderResult = {
    event,
    context: event.type === 'paid' ? context : null,
    waived: moved.waived,
    owed: moved.owed,
    spendableFrom: waitsUntil(event, after, today),
  };
  const key = keyOf(refOf(order), event);
  const to = { memberId: member._id, key, day: today, source: 'order' as const, result: moved.points };
  const granted = booking.grant(event.type === 'paid' ? after.grants : [], to);
  const explained = { event, next, before: known.points, after, moved, grown, today, programme: booking.programme };
  // Refunds are known when its return window is over and it is looked at.
  const told = { ref: refOf(order), key, today, now: booking.now };
  const friendOrder = event.type === 'refunded' ? [] : friendOrderBirths(member, told);
  const draft: Draft = {
    key,
    kind: event.type === 'paid' ? 'order' : event.type === 'refunded' ? 'refund' : 'completed',
    ref: refOf(order),
    moves: moved.moves,
    growth: grown.growth,
    because: [...explain(explained), ...granted.because],
    programmeVersion: booking.programme.version,
    print: booking.print,
    result,
    births: [...noticesOf(booking, next, moved, grown, result), ...granted.births, ...friendOrder],
    origin: originOf(order, next),
  };
  const firstOrder = firstOrderAfter(member.firstOrder, refOf(order), next);
  return {
    change: { lots: moved.lots, growth: member.growth + grown.growth, tier: grown.tier, firstOrder },
    drafts: [draft],
  };
}

/** What happens later to an order belongs to the store that sold it. */
function originOf({ storeId, channel, actor, partnerId }: OrderOrigin, { paid }: Happened): Origin {
  return { storeId: paid?.storeId ?? storeId, channel: paid?.channel ?? channel, actor, partnerId };
}

function refusedBy(known: Known, event: OrderEvent): Refused | null {
  if (event.type !== 'refunded') return null;
  if (known.refunds >= REFUNDS_MAX) return 'TOO_MANY';
  return known.paid && event.amountFen > remainingFen(known) ? 'REFUND_TOO_LARGE' : null;
}

function contextOf({ member, order, event, programme, ladders, today }: Booking): Context {
  const paidIn = monthOf(dayOf(timeOf(event), programme.zone));
  return {
    tier: standingOn(member.tier, ladders, today).tier,
    firstOrder: member.firstOrder === null || member.firstOrder === refOf(order),
    birthdayMonth: member.birthday?.slice(0, 2) === paidIn.slice('2026-'.length),
    bookedOn: today,
  };
}

export interface MovedPoints extends Moved {
  /** Sum of the moves. */
  points: Points;
  waived: Points;
  owed: Points;
}

function move({ member, programme, today }: Booking, known: Known, before: Target, after: Target): MovedPoints {
  const due = after.points - known.points;
  const { shortfall } = programme.refund;
  const nothing = { waived: 0 as Points, owed: 0 as Points };
  const opened = reopened(member.lots, known, before, after, today);
  if (due > 0 && after.window)
    return { ...both(opened, gain(opened.lots, { ...after.window, points: due as Points }, today)), ...nothing };
  if (due === 0) return { ...both(opened, { lots: opened.lots, moves: [] }), ...nothing };
  const clawed = claw(opened.lots, -due as Points, after.window ? [after.window] : [], today, shortfall);
  return { ...both(opened, clawed), waived: clawed.waived, owed: clawed.owed };
}

/** A completion brings the day forward on which the order's points can be spent. */
function reopened(lots: Lot[], known: Known, { window: was }: Target, { window }: Target, today: DayKey): Moved {
  if (!was || !window || was.from === window.from || known.points <= 0) return { lots, moves: [] };
  return rewindow(lots, was, window, known.points, today);
}

function waitsUntil(event: OrderEvent, { points, window }: Target, today: DayKey): DayKey | null {
  if (event.type === 'refunded' || points === 0 || !window?.from) return null;
  return window.from > today ? window.from : null;
}

/** An order that has gone back wholly was none, so the next one is the first. */
function firstOrderAfter(first: string | null, ref: string, next: Happened): string | null {
  if (remainingFen(next) > 0) return first ?? ref;
  return first === ref ? null : first;
}

function noticesOf(booking: Booking, next: Happened, moved: MovedPoints, grown: Grown, result: OrderResult): Birth[] {
  const { member, order, event, now } = booking;
  const key = keyOf(refOf(order), event);
  const births: Birth[] = [];
  // Paid by coupon and points alone: no money came, and none goes back.
  if (event.type !== 'completed' && event.amountFen === 0) return births;
  if (event.type === 'paid') {
    const facts = {
      fen: event.amountFen,
      points: moved.points,
      store: booking.store,
      from: result.spendableFrom ?? '',
    };
    births.push(noticeBirth(member._id, key, 'sale', facts, now));
  }
  // Before its payment is known, a refund means nothing to the member.
  if (event.type === 'refunded' && next.paid)
    births.push(noticeBirth(member._id, key, 'refund', { fen: event.amountFen, points: moved.points }, now));
  if (grown.notice) births.push(noticeBirth(member._id, `${key}:tier`, grown.notice.kind, grown.notice.facts, now));
  return births;
}

function both(first: Moved, second: Moved): Moved & { points: Points } {
  const moves = [...first.moves, ...second.moves];
  return { lots: second.lots, moves, points: balanceOf(moves) };
}
