/** Taking a reward: member, settings and reward side by side, then one command. */
import type { ExchangeInput, ExchangeView, PayRequest } from '../../../typings/api/mall';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { currentKeyId, seal } from '../../platform/sealed';
import { findById } from '../../platform/store';
import { type Command, type Executed, execute, tapKey } from '../account';
import { dayOf } from '../calendar';
import { couponView } from '../coupons';
import { findMember, hiddenPrintOf, memberStamp, memberView } from '../membership';
import { type Payment, paymentView, requestPayment, reserveKey, tradeOf } from '../payments';
import { loadSettings, type Settings } from '../settings';
import { type Coupon, granterOf, issueCode, REDEMPTION } from '../templates';
import { bornOf } from './born';
import type { Redemption } from './redemption';
import { redemptionView } from './redemption-view';
import type { Reward } from './reward';
import { taking, type Wish } from './taking';

/**
 * Refuses with NOT_MEMBER, MODULE_OFF, REWARD_OFF, PRICE_CHANGED with the new one, PAYMENT_OFF, INSUFFICIENT, OUT_OF_STOCK,
 * what bars the reward (see bars.ts), or what a command refuses.
 */
export async function exchange(env: Environment, caller: Caller, input: ExchangeInput): Promise<Result<ExchangeView>> {
  const [settings, member, reward] = await Promise.all([
    loadSettings(env),
    findMember(env.store, caller.openid),
    findById<Reward>(env.store, 'rewards', input.rewardId),
  ]);
  if (!settings.shop.modules.mall) return refuse('MODULE_OFF');
  if (!member) return refuse('NOT_MEMBER');
  const tap = tapKey('exchange', caller.key);
  // Whether it costs money is taken from what the person has agreed to, so that a repeat has the same key; the rule
  // then compares it with the price.
  const trade = input.expect.cashFen > 0 ? tradeOf(member._id, tap.key) : null;
  const wish: Wish = {
    input,
    reward,
    settings,
    now: env.now,
    key: trade === null ? tap.key : reserveKey(trade),
    print: hiddenPrintOf('mall.exchange', input),
    trade,
    address: input.address ? { text: seal(JSON.stringify(input.address)), under: currentKeyId() } : null,
    grant: granterOf(settings.templates, env.now),
    codeFor: (id) => issueCode(REDEMPTION, id),
  };
  const { key, print } = wish;
  const command: Command = { ...tap, key, print, rule: (snapshot, today) => taking(snapshot, today, wish) };
  const executed = await execute(env, member, command, memberStamp(env, settings));
  if (!executed.ok) return executed;
  return accept(await viewOf(env, settings, executed.data, caller.openid));
}

/** What an entry that takes a reward keeps for its answer; see birth.ts. */
interface Answered {
  redemptionId: string;
  coupons: { id: string; name: string }[];
  trade: string | null;
}

async function viewOf(env: Environment, settings: Settings, done: Executed, openid: string): Promise<ExchangeView> {
  const today = dayOf(env.now, settings.programme.zone);
  const { redemptionId, coupons: named, trade } = done.fact.result as unknown as Answered;
  const [[payment], [redemption], coupons] = await Promise.all([
    bornOf<Payment>(env, done, 'payments', trade === null ? [] : [trade]),
    bornOf<Redemption>(env, done, 'redemptions', [redemptionId]),
    bornOf<Coupon>(
      env,
      done,
      'coupons',
      named.map(({ id }) => id),
    ),
  ]);
  return {
    now: env.now,
    today,
    repeated: done.repeated,
    because: done.fact.because,
    redemption: redemption ? redemptionView(redemption, settings, today, true) : null,
    coupons: coupons.map((coupon) => couponView(coupon, settings, today)),
    payment: payment ? paymentView(payment) : null,
    request: payment ? await asked(env, settings, payment, openid) : null,
    member: memberView(done.member, settings, today),
  };
}

/** Whatever WeChat says, the points are set aside: the payment can be made from its own page. */
async function asked(
  env: Environment,
  settings: Settings,
  payment: Payment,
  openid: string,
): Promise<PayRequest | null> {
  return payment.state === 'open' ? requestPayment(env, settings, payment, openid) : null;
}
