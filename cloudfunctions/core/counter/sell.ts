/**
 * A sale is booked: the order, the coupon used for it and the points taken off its price in one commit, under a key made
 * of the cashier and their tap. Whatever breaks off, the repeat of the tap finds in the books what has been done.
 */
import type { DoneView, SaleConfirm } from '../../../typings/api/staff';
import type { Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Member, printOf } from '../account';
import { dayOf } from '../calendar';
import { couponRefusal, withExternal } from '../coupons';
import { takingOff } from '../deductions';
import { type Besides, bookEvent } from '../orders';
import { type Quote, quoteOf } from '../quotes';
import { loadSettings, type Settings } from '../settings';
import { actIdOf, type Staff, worksIn } from '../staffing';
import { openOf } from '../stores';
import { actOf, findAct, keep, type SaleAct } from './act';
import { doneView, repeatOf } from './act-view';
import { giveAllowanceBack, takeAllowance } from './allowance';
import { nameOf } from './customer';
import { plainOf } from './recognise';
import { askedOf, type Customer, customerOfSale, whyNotPoints } from './sale';
import { couponOf, isDecided, orderOf, paidEvent, type Sold, soldAt, soldTo, soldUnder } from './sold';
import { firstNamed } from './used-by';

interface Selling {
  env: Environment;
  settings: Settings;
  staff: Staff;
  input: SaleConfirm;
  /** Of staff and key; also the `_id` of the act. */
  orderId: string;
  print: string;
}

/**
 * Refuses with what `quoteSale` refuses, PRICE_CHANGED with the new figures, CASHIER_LIMIT, why the coupon does not hold
 * (with whoever was first), KEY_REUSED, or BUSY, after which the same key may be sent again.
 */
export async function sell(env: Environment, staff: Staff, input: SaleConfirm, key: string): Promise<Result<DoneView>> {
  const settings = await loadSettings(env);
  const store = worksIn(staff, openOf(settings.stores), input.storeId);
  if (!store.ok) return store;
  const orderId = actIdOf(staff._id, key);
  const selling: Selling = { env, settings, staff, input, orderId, print: printOf('counter.sell', input) };
  const [act, earlier, customer] = await Promise.all([
    findAct(env.store, orderId),
    soldUnder(env, orderId),
    customerOfSale(env, staff, input),
  ]);
  if (act) return repeatOf(env, settings, staff, act, selling.print);
  if (!earlier.ok) return earlier;
  if (earlier.data) return completed(selling, earlier.data);
  if (!customer.ok) return customer;
  const sold = await sellOnce(selling, customer.data);
  if (sold.ok || !isDecided(sold)) return sold;
  // What stood in its way may have been this very sale, by another call of the same key.
  const meanwhile = await soldUnder(env, orderId);
  return meanwhile.ok && meanwhile.data ? completed(selling, meanwhile.data) : firstNamed(env, settings, sold);
}

async function sellOnce(selling: Selling, customer: Customer): Promise<Result<DoneView>> {
  const { env, settings, staff, input, orderId } = selling;
  const quote = agreed(selling, customer, customer.member);
  if (!quote.ok) return quote;
  // Once it is used nobody draws a code of the pool for it any more.
  if (customer.coupon) await withExternal(env, customer.coupon);
  const day = dayOf(env.now, settings.programme.zone);
  const part = { staff, day, orderId, fen: input.amountFen };
  const taken = await takeAllowance(env, part);
  if (taken === 'none left') return refuse('CASHIER_LIMIT');
  const order = saleOrder(selling);
  const event = { type: 'paid' as const, amountFen: quote.data.netFen, paidAt: env.now, completed: true };
  const booked = await bookEvent(env, settings, customer.member, order, event, undefined, beside(selling, customer));
  if (!booked.ok) {
    if (taken === 'now' && isDecided(booked)) await giveAllowanceBack(env, part);
    return booked;
  }
  const sold = await soldTo(env, booked.data.member, orderId);
  if (!sold) throw new Error('a sale that was booked is not in the books');
  return finish(selling, sold, booked.data.repeated);
}

/** The price as the customer was told it, or why it is another one. */
function agreed(selling: Selling, { coupon }: Customer, member: Member): Result<Quote> {
  const { env, settings, input } = selling;
  const asked = askedOf(env, settings, input, { member, coupon });
  const quote = quoteOf(asked);
  const [off] = quote.coupons;
  if (off?.refusal) return couponRefusal(off.coupon, settings, off.refusal);
  const refused = whyNotPoints(quote, asked.points);
  if (refused) return refuse(refused, { field: 'points', maxPoints: quote.deduction?.maxPoints ?? 0 });
  const { netFen, earned } = quote;
  const same = netFen === input.expect.netFen && earned === input.expect.points;
  return same ? accept(quote) : refuse('PRICE_CHANGED', { netFen, points: earned });
}

/** What goes into the order's own commit. The price is looked at again on the very state that is committed on. */
function beside(selling: Selling, customer: Customer): Besides {
  const { env, staff, input, print } = selling;
  const code = 'code' in input.member ? plainOf(input.member.code) : null;
  return {
    content: { print },
    rule: (member, today) => {
      const quote = agreed(selling, customer, member);
      if (!quote.ok) return quote;
      const off = takingOff(env, { order: saleOrder(selling), by: nameOf(staff), quote: quote.data, code });
      return off.rule(member, today);
    },
  };
}

function saleOrder({ orderId, input }: Selling) {
  return orderOf(orderId, input.storeId);
}

/** What the books have already: the same event again, which must be the same sale, and then the rest. */
async function completed(selling: Selling, sold: Sold): Promise<Result<DoneView>> {
  const { env, settings, print } = selling;
  const besides: Besides = { content: { print }, rule: () => refuse('BUSY') };
  const order = saleOrder(selling);
  const booked = await bookEvent(env, settings, sold.member, order, paidEvent(sold), undefined, besides);
  return booked.ok ? finish(selling, { ...sold, member: booked.data.member }, true) : booked;
}

async function finish(selling: Selling, sold: Sold, repeated: boolean): Promise<Result<DoneView>> {
  const { env, settings, staff, input, orderId, print } = selling;
  const { member, paid, deducted } = sold;
  const said = { _id: orderId, storeId: input.storeId, at: soldAt(sold), memberId: member._id, print };
  const act = await keep<SaleAct>(env.store, {
    ...actOf(staff, said),
    kind: 'sale',
    orderId,
    amountFen: input.amountFen,
    netFen: paidEvent(sold).amountFen,
    couponId: couponOf(sold),
    deducted: (deducted ? -deducted.points : 0) as Points,
    earned: paid.points,
    refundedFen: 0 as SaleAct['refundedFen'],
  });
  return accept(doneView(env, settings, staff, { act, member, repeated }));
}
