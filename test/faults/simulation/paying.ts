/** Members who take a reward for points and cash, and all that must hold when everything has come to rest. */
import { execute, findMemberById, spend } from '../../../cloudfunctions/core/account';
import {
  cancelPayment,
  findPayment,
  type Payment,
  paymentBirth,
  refOfTrade,
  requestPayment,
  reserveKey,
  sweepPayments,
  told,
  tradeOf,
} from '../../../cloudfunctions/core/payments';
import { makeStock } from '../../../cloudfunctions/core/stock';
import type { PayAccount } from '../../../cloudfunctions/platform/pay';
import { accept, refuse } from '../../../cloudfunctions/platform/refusal';
import type { Store } from '../../../cloudfunctions/platform/store';
import type { EpochMs, Fen, Points } from '../../../typings/domain';
import type { Memory } from './memory-store';
import { MERCHANT, type WeChatPay } from './wechat-pay';
import { aftermath, call, environment, NOON, settings, stamp, tick, world } from './world';

export const MINUTE = 60_000;
const account: PayAccount = { adapter: 'cloudPay', subMchId: MERCHANT };
const PRICE = { points: 100 as Points, fen: 990 as Fen };
const START = 5_000;
const MADE = 40;
const STOCK = 'reward:cup';
/** Minutes to pay in. */
export const WITHIN = 15;

/** A member with points, and a reward of which some are there. */
export async function payingWorld(): Promise<Memory> {
  const memory = await world('m');
  const store = memory.plain();
  await makeStock(environment(store), STOCK, MADE);
  await call(store, 'm', { key: 'gift', points: START });
  await tick(store, 5);
  return memory;
}

/** Sets points and a unit aside, then asks WeChat for an order, as the mall does. */
export async function reserve(store: Store, pay: WeChatPay, key: string, now: EpochMs = NOON): Promise<string> {
  const env = environment(store, now);
  const member = await findMemberById(store, 'm');
  if (!member) throw new Error('no member');
  const trade = tradeOf('m', key);
  const taken = { rewardId: 'cup', quantity: 1, counter: null, right: null, takes: [{ stock: STOCK, n: 1 } as const] };
  const onCaptured = [{ collection: 'redemptions' as const, document: { _id: `r-${trade}` } }];
  const wanted = { trade, memberId: 'm', name: '随行杯', picture: null, quantity: 1, points: PRICE.points };
  const birth = paymentBirth(
    { ...wanted, amountFen: PRICE.fen, onCaptured, sealedUnder: null, redemptionId: `r-${trade}` },
    account,
    WITHIN,
    now,
  );
  const executed = await execute(
    env,
    member,
    {
      key: reserveKey(trade),
      print: trade,
      known: () => 'ask',
      rule: (snapshot, today) => {
        const spent = spend(snapshot.lots, PRICE.points, today);
        if (!spent) return refuse('INSUFFICIENT');
        const draft = {
          key: reserveKey(trade),
          kind: 'reserve' as const,
          ref: refOfTrade(trade),
          moves: spent.moves,
          because: [{ code: 'pay.reserved', args: { name: '随行杯', points: 100, fen: 990 }, result: -100 }],
          print: trade,
          result: { taken },
          takes: taken.takes,
          births: [birth],
        };
        return accept({ change: { lots: spent.lots }, drafts: [draft] });
      },
    },
    { ...stamp, at: now },
  );
  if (!executed.ok) return trade;
  const found = await findPayment(env, executed.data.member, trade);
  if (found.ok) await requestPayment(env, settings, found.data, 'openid-m', pay.open);
  return trade;
}

/** The call-back, true or false. */
export function callBack(store: Store, pay: WeChatPay, trade: string, now: EpochMs = NOON): Promise<unknown> {
  return told(environment(store, now), settings, trade, pay.open);
}

export async function giveUp(store: Store, pay: WeChatPay, trade: string, now: EpochMs = NOON): Promise<unknown> {
  const env = environment(store, now);
  const member = await findMemberById(store, 'm');
  if (!member) throw new Error('no member');
  const found = await findPayment(env, member, trade);
  return found.ok ? cancelPayment(env, settings, found.data, pay.open) : found;
}

export function look(store: Store, pay: WeChatPay, now: number): Promise<unknown> {
  const at = now as EpochMs;
  return sweepPayments(environment(store, at), settings, at + 1, pay.open, async () => 'told');
}

/** Four days without faults, then everything that is wrong. */
export async function wrongAfter(memory: Memory, pay: WeChatPay): Promise<string[]> {
  pay.fate = () => 'answered';
  const store = memory.plain();
  // Past every back-off: what is put off waits twelve hours at most.
  for (let turn = 1; turn <= 4; turn += 1) {
    await tick(store, turn * 24 * 60);
    await look(store, pay, NOON + turn * 24 * 60 * MINUTE);
  }
  const wrong = await aftermath(memory);
  const payments = memory.all('payments') as unknown as Payment[];
  for (const payment of payments) wrong.push(...judged(memory, pay, payment));
  for (const { trade } of pay.orders.values())
    if (!payments.some(({ _id }) => _id === trade)) wrong.push(`an order of ${trade}, which nobody reserved`);
  const captured = payments.filter(({ state }) => state === 'captured').length;
  const [member] = memory.all('members');
  if (member?.balance !== START + 0 - captured * PRICE.points)
    wrong.push(`${member?.balance} points, ${captured} captured`);
  const stock = memory.all('stock').find(({ _id }) => _id === STOCK);
  if (stock?.left !== MADE - captured || stock.sold !== captured || stock.held !== 0)
    wrong.push(`stock ${JSON.stringify(stock)}, ${captured} captured`);
  return wrong;
}

/** Captured and paid, or released and unpaid or refunded: nothing else. */
function judged(memory: Memory, pay: WeChatPay, { _id: trade, state, look: next }: Payment): string[] {
  const wrong: string[] = [];
  const rows = memory.all('ledger').filter(({ ref }) => ref === refOfTrade(trade));
  const kinds = rows
    .map(({ kind }) => String(kind))
    .sort()
    .join();
  const born = memory.all('redemptions').some(({ _id }) => _id === `r-${trade}`);
  const say = (what: string) => wrong.push(`${trade.slice(0, 6)} ${state}: ${what}`);
  const should = {
    captured: 'captured,reserve',
    released: 'released,reserve',
    late: 'late,released,reserve',
    open: '',
  }[state];
  if (kinds !== should) say(`the ledger has ${kinds}`);
  if (next !== null) say('the timer still looks at it');
  if (born !== (state === 'captured')) say(`redemption ${born}`);
  const kept = pay.kept(trade);
  if (kept !== (state === 'captured' ? PRICE.fen : 0)) say(`the shop keeps ${kept} fen`);
  const refunds = memory.all('refunds').filter((refund) => refund.trade === trade);
  if (refunds.length !== (state === 'late' ? 1 : 0)) say(`${refunds.length} refunds`);
  if (refunds.some((refund) => refund.state !== 'done')) say('its refund is not done');
  return wrong;
}
