/** What an order is worth: a pure function of the set of its events, of what its payment pinned, and of one programme. */
import type { Because, MonthDay, Points } from '../../../typings/domain';
import type { Window } from '../account';
import { dayOf } from '../calendar';
import { evaluate } from '../earning';
import type { Programme } from '../programme';
import type { Grant } from '../templates';
import { tierFactor } from '../tiers';
import { type Context, type Happened, type Payment, remainingFen } from './known';
import { windowOf } from './window';

export interface Target {
  points: Points;
  growth: number;
  /** Null before the payment is known. */
  window: Window | null;
  /** How the points come about; none when there are none. */
  because: Because[];
  /** Coupons that come with its payment; a return does not take them back: they may have been used. */
  grants: Grant[];
}

const NOTHING: Target = { points: 0 as Points, growth: 0, window: null, because: [], grants: [] };

/** @param programme the one in force when the order was paid */
export function targetOf(order: Happened, context: Context | null, programme: Programme): Target {
  const { paid, completedAt } = order;
  if (!paid || !context) return NOTHING;
  const window = windowOf({ paidAt: paid.paidAt, completedAt }, programme);
  const amountFen = remainingFen(order);
  // What has gone back wholly has earned nothing, fixed extras included.
  if (amountFen === 0) return { ...NOTHING, window };
  const { perFen } = programme.growth;
  const growth = perFen === null ? 0 : Math.floor(amountFen / perFen);
  return { ...earned(paid, amountFen, context, programme), growth, window };
}

function earned(
  paid: Payment,
  amountFen: Payment['amountFen'],
  context: Context,
  programme: Programme,
): Pick<Target, 'points' | 'because' | 'grants'> {
  const day = dayOf(paid.paidAt, programme.zone);
  return evaluate(programme.earning, {
    occasion: 'order',
    day,
    channel: paid.channel,
    storeId: paid.storeId,
    tier: tierFactor(programme.tiers, context.tier, 'order'),
    // Rules ask for the month alone, and the month is all that was kept.
    birthday: context.birthdayMonth ? (day.slice('2026-'.length) as MonthDay) : null,
    firstOrder: context.firstOrder,
    amountFen,
    base: 0 as Points,
  });
}
