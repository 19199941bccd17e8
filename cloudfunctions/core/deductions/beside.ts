/** Coupon and points off in the very commit of an order, and both back in the commit of its refund. */
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Refusal, type Result, refuse } from '../../platform/refusal';
import { keyFor } from '../../platform/secrets';
import { factUnder, type Member, printOf } from '../account';
import { stepForSpending } from '../membership';
import { type Beside, type Besides, NOTHING_BESIDE, type OrderId, type OrderOrigin, paidKey } from '../orders';
import { couponLines, type Quote } from '../quotes';
import { orderRef, returnKey, type Taken } from './deduction';
import { giveBack, takeOff } from './drafts';

export interface Sold {
  order: OrderOrigin;
  /** Who uses the coupon, as it remembers it: 'staff:<id>', 'partner:<id>'. */
  by: string;
  /** Without a refusal. */
  quote: Quote;
  /** The member code that was scanned; points need one, and use it up. */
  code: string | null;
}

/** For the payment. Its rule refuses with FROZEN, CODE_NEEDED, CODE_OUTDATED or INSUFFICIENT, the command with what the coupon's state says. */
export function takingOff(env: Environment, { order, by, quote, code }: Sold): Besides {
  const { points = 0, fen = 0 } = quote.deduction ?? {};
  const used = quote.coupons.filter(({ refusal }) => refusal === null);
  const ids = used.map(({ coupon }) => coupon._id);
  const taken = { points, fen, amountFen: quote.netFen + fen } as Taken;
  return {
    content: { coupons: ids, points },
    rule: (member, today) => {
      if (member.state !== 'active' && (points > 0 || ids.length > 0)) return refuse('FROZEN');
      const off = points > 0 ? pointsBeside(env, member, { order, taken, code }, today) : accept(NOTHING_BESIDE);
      if (!off.ok) return off;
      const { storeId, channel, orderId } = order;
      const use = { by, storeId, channel, ref: orderId };
      const takes = ids.map((id) => ({ stock: `coupon:${id}` as const, n: 1, use }));
      return accept({ ...off.data, takes, because: couponLines(used) });
    },
  };
}

function pointsBeside(
  env: Environment,
  member: Member,
  { order, taken, code }: { order: OrderId; taken: Taken; code: string | null },
  today: DayKey,
): Result<Beside> {
  const step = stepOf(code, env.now, member);
  if (typeof step !== 'number') return step;
  const ref = orderRef(order);
  const moved = takeOff(member, { key: ref, ref, print: printOf('deduct', taken), taken }, today);
  if (!moved) return refuse('INSUFFICIENT');
  const change = { ...moved.change, lastCodeStep: step };
  return accept({ ...NOTHING_BESIDE, change, drafts: [moved.draft] });
}

/** A member code is good for spending once. Refuses with CODE_NEEDED or CODE_OUTDATED. */
export function stepOf(code: string | null, now: EpochMs, { lastCodeStep, number }: Member): number | Refusal {
  if (code === null) return refuse('CODE_NEEDED');
  const step = isOf(code, number) ? stepForSpending(code, now, keyFor('member-code'), lastCodeStep) : null;
  return step ?? refuse('CODE_OUTDATED');
}

/** The code shows all digits of the number but the last. */
function isOf(code: string, number: string): boolean {
  return code.slice(2, 13) === number.slice(0, -1);
}

/** For the refund of the whole order: what its payment took comes back. */
export async function givingBack(env: Environment, member: Member, order: OrderId): Promise<Besides> {
  const ref = orderRef(order);
  const undoes = paidKey(order);
  const [fact, payment] = await Promise.all([factUnder(env.store, member, ref), factUnder(env.store, member, undoes)]);
  const print = printOf('deduct.returned', {});
  const used = (payment?.holds ?? []).filter(({ stock }) => stock.startsWith('coupon:'));
  const takes = used.map(({ stock, n }) => ({ stock, n: -n, undoes }));
  return {
    content: { coupons: used.map(({ stock }) => stock), points: fact?.points ?? 0 },
    rule: (now, today) => {
      if (!fact) return accept({ ...NOTHING_BESIDE, takes });
      const { change, draft } = giveBack(now, { key: returnKey(ref), ref, print }, fact, today);
      return accept({ change, drafts: [draft], takes, because: [] });
    },
  };
}
