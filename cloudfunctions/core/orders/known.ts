/** What the ledger already says about an order. */
import type { Channel, DayKey, EpochMs, Fen, Points } from '../../../typings/domain';
import type { Fact } from '../account';
import type { OrderEvent } from './event';

/** What the payment's entry keeps for ever, so that later events of the order are judged as the payment was. */
export interface Context {
  /** Code of the tier held when the payment was booked. */
  tier: string;
  firstOrder: boolean;
  /** The order was paid in the member's birthday month. The birthday itself is nothing for a ledger. */
  birthdayMonth: boolean;
  /** Day on which the payment was booked: the day its growth counts from. */
  bookedOn: DayKey;
}

/** `result` of an order's entry. */
export interface OrderResult extends Record<string, unknown> {
  event: OrderEvent;
  /** Of the payment alone. */
  context: Context | null;
  /** Points that a refund would have taken and the programme waives. */
  waived: Points;
  /** Of the points taken, those the member now owes. */
  owed: Points;
  /** First day on which points of this entry can be spent; null when at once, or when it brought none. */
  spendableFrom: DayKey | null;
}

export interface Payment {
  amountFen: Fen;
  paidAt: EpochMs;
  channel: Channel;
  storeId: string;
  /** Under which it was booked: every later event of the order is judged by the same. */
  programmeVersion: number;
}

/** The events of one order as a set: nothing in it depends on the order in which they came. */
export interface Happened {
  paid: Payment | null;
  /** Earliest completion known. */
  completedAt: EpochMs | null;
  refundedFen: Fen;
  refunds: number;
}

export interface Known extends Happened {
  context: Context | null;
  /** What the order has brought so far, what was waived counted as taken. */
  points: Points;
  growth: number;
}

const NOTHING: Known = {
  paid: null,
  completedAt: null,
  refundedFen: 0 as Fen,
  refunds: 0,
  context: null,
  points: 0 as Points,
  growth: 0,
};

export function knownOf(facts: readonly Fact[]): Known {
  return facts.filter(isOfOrder).reduce(after, NOTHING);
}

function after(known: Known, fact: Fact): Known {
  const { event, context, waived } = fact.result as OrderResult;
  return {
    ...happened(known, event, fact),
    context: context ?? known.context,
    points: (known.points + fact.points - waived) as Points,
    growth: known.growth + fact.growth,
  };
}

/** Other things may refer to an order too. */
function isOfOrder({ kind }: Fact): boolean {
  return kind === 'order' || kind === 'completed' || kind === 'refund';
}

/** The set with one event more. */
export function happened(
  before: Happened,
  event: OrderEvent,
  origin: Pick<Payment, 'channel' | 'storeId' | 'programmeVersion'>,
): Happened {
  const { paid, completedAt, refundedFen, refunds } = before;
  switch (event.type) {
    case 'paid': {
      const { amountFen, paidAt } = event;
      const completed = event.completed ? earlier(completedAt, paidAt) : completedAt;
      const { channel, storeId, programmeVersion } = origin;
      const payment = { amountFen, paidAt, channel, storeId, programmeVersion };
      return { paid: payment, completedAt: completed, refundedFen, refunds };
    }
    case 'completed':
      return { paid, completedAt: earlier(completedAt, event.completedAt), refundedFen, refunds };
    case 'refunded':
      return { paid, completedAt, refundedFen: (refundedFen + event.amountFen) as Fen, refunds: refunds + 1 };
  }
}

/** What was paid and has not gone back. */
export function remainingFen({ paid, refundedFen }: Happened): Fen {
  return (paid ? Math.max(0, paid.amountFen - refundedFen) : 0) as Fen;
}

function earlier(known: EpochMs | null, at: EpochMs): EpochMs {
  return known !== null && known < at ? known : at;
}
