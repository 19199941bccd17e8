/**
 * What taking a reward does to its member, decided on a fresh snapshot and on the reward as the shop has it: what the
 * phone says of a price is compared and never believed. No I/O; the clock is an argument.
 */
import type { ExchangeInput } from '../../../typings/api/mall';
import type { DayKey, EpochMs, Fen, Points } from '../../../typings/domain';
import { accept, type Refusal, type Result, refuse } from '../../platform/refusal';
import { type Draft, type Lot, type Member, type Posting, spend, spendable } from '../account';
import { inOrder, type Taken } from '../exchange';
import { counted } from '../limits';
import { refOfTrade } from '../payments';
import type { Settings } from '../settings';
import { openOf } from '../stores';
import type { Granter } from '../templates';
import { counterOf, REFUSALS } from './bars';
import { type Bought, birthsOf, linesOf } from './birth';
import { mostOf, shelfBar } from './card';
import { type Look, lookOf } from './looker';
import { priceOn } from './price';
import { stockOf } from './rank';
import type { Reward } from './reward';

export interface Wish {
  input: ExchangeInput;
  /** As it is now; null: there is none of this id. */
  reward: Reward | null;
  settings: Settings;
  now: EpochMs;
  /** Of the entry. */
  key: string;
  print: string;
  /** With money. */
  trade: string | null;
  /** Sealed, and the id of the key it is sealed with. */
  address: { text: string; under: string } | null;
  grant: Granter;
  /** The code at the counter of a redemption with this id. */
  codeFor(redemptionId: string): string;
}

export function taking(member: Member, today: DayKey, wish: Wish): Result<Posting> {
  const { input, reward, settings } = wish;
  if (!reward || reward.state === 'off') return refuse('REWARD_OFF');
  const field = wrongField(reward, input, settings);
  if (field) return refuse('INVALID_INPUT', { field: `payload.${field}` });
  const look = lookOf(wish.now, settings, member);
  const price = priceOn(reward, today);
  const barred = whyNot(reward, wish, look);
  if (barred) return barred;
  const points = times(price.points, input.quantity) as Points;
  const spent = points === 0 ? { lots: member.lots, moves: [] as Lot[] } : spend(member.lots, points, today);
  if (!spent) return refuse('INSUFFICIENT', { missing: points - spendable(member.lots, today) });
  const { right, rights } = withoutRight(member, reward);
  const taken = takenFor(reward, input.quantity, today, right);
  const cashFen = times(price.cashFen, input.quantity) as Fen;
  const granted = grantedBy(reward, member, today, wish, points);
  if (!granted) return refuse('REWARD_OVER');
  const bought: Bought = { wish, reward, memberId: member._id, today, points, cashFen, right, granted };
  const draft: Draft = {
    key: wish.key,
    print: wish.print,
    kind: wish.trade === null ? 'exchange' : 'reserve',
    ref: wish.trade === null ? null : refOfTrade(wish.trade),
    moves: spent.moves,
    because: linesOf(bought),
    takes: taken.takes,
    ...birthsOf(bought, taken),
  };
  const counters = taken.counter ? counted(member.counters, taken.counter, today) : member.counters;
  return accept({ change: { lots: spent.lots, counters, rights }, drafts: [draft] });
}

/** What the reward does not offer; null when it fits. */
function wrongField(reward: Reward, input: ExchangeInput, { stores }: Settings): keyof ExchangeInput | null {
  const { way, storeId, address } = input;
  if (way === 'none' ? reward.ways.length > 0 : !reward.ways.includes(way)) return 'way';
  if ((way === 'delivery') !== (address !== undefined)) return 'address';
  if (storeId === undefined) return way === 'pickup' && reward.stores.length > 1 ? 'storeId' : null;
  const there = openOf(stores).some(({ id }) => id === storeId);
  const offered = there && (reward.stores.length === 0 || reward.stores.includes(storeId));
  return way === 'pickup' && offered ? null : 'storeId';
}

/** What stands in the way comes before a price that has changed, and that before points that are missing. */
function whyNot(reward: Reward, { input, settings }: Wish, look: Look): Refusal | null {
  const { quantity, expect } = input;
  const bar = shelfBar(reward, settings, look, null, quantity);
  if (bar && bar.code !== 'short') return refuse(REFUSALS[bar.code], bar.args);
  if (quantity > mostOf(reward, look, null)) return refuse('INVALID_INPUT', { field: 'payload.quantity' });
  const { points, cashFen } = priceOn(reward, look.today);
  if (points !== expect.points || cashFen !== expect.cashFen) return refuse('PRICE_CHANGED', { points, cashFen });
  if (cashFen > 0 && settings.trade.pay.adapter === 'none') return refuse('PAYMENT_OFF');
  return bar && refuse(REFUSALS[bar.code], bar.args);
}

/** Rights are used up in the order they were earned. */
function withoutRight({ rights }: Member, { terms }: Reward): Pick<Member, 'rights'> & Pick<Taken, 'right'> {
  const used = inOrder(rights).find(({ code }) => code === terms.right);
  return { right: used ?? null, rights: used ? rights.filter((each) => each !== used) : rights };
}

function takenFor({ _id, limit, counted }: Reward, n: number, day: DayKey, right: Taken['right']): Taken {
  return {
    rewardId: _id,
    quantity: n,
    counter: limit && { of: counterOf(_id), period: limit.period, n, day },
    right,
    takes: counted ? [{ stock: stockOf(_id), n }] : [],
  };
}

/** Null when its coupons are not given any more. */
function grantedBy({ coupon }: Reward, member: Member, day: DayKey, { input, key, grant }: Wish, points: Points) {
  const count = (coupon?.count ?? 0) * input.quantity;
  const grants = coupon ? [{ template: coupon.template, count }] : [];
  const result = 0 - points;
  const granted = grant(grants, { memberId: member._id, key, day, source: 'exchange', result });
  return granted.coupons.length === count ? granted : null;
}

function times(each: number, quantity: number): number {
  const all = each * quantity;
  if (!Number.isSafeInteger(all) || all < 0) throw new RangeError(`${quantity} × ${each} is no amount`);
  return all;
}
