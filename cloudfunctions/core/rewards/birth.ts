/** What an entry that takes a reward says, and what it gives birth to. No I/O. */
import { createHash } from 'node:crypto';
import type { EarnedRight } from '../../../typings/api/shopper';
import type { Because, DayKey, EpochMs, Fen, Points } from '../../../typings/domain';
import type { Birth, Draft } from '../account';
import { addDays, startOf } from '../calendar';
import type { Taken } from '../exchange';
import { readyBirth, sends } from '../messaging';
import { paymentBirth, shipmentBirth } from '../payments';
import type { Settings } from '../settings';
import type { Granted } from '../templates';
import { discountOn } from './price';
import type { Redemption } from './redemption';
import type { Reward } from './reward';
import type { Wish } from './taking';

export interface Bought {
  wish: Wish;
  reward: Reward;
  memberId: string;
  today: DayKey;
  /** For all of them. */
  points: Points;
  cashFen: Fen;
  right: EarnedRight | null;
  granted: Granted;
}

export function linesOf({ wish, reward, today, points, cashFen, right, granted }: Bought): Because[] {
  const { name } = reward;
  const { quantity } = wish.input;
  const full = reward.price.points * quantity;
  const result = 0 - points;
  const discount = points === full ? null : discountOn(reward, today);
  return [
    { code: 'exchange.reward', args: { name, quantity, points: full }, result: 0 - full },
    ...(discount ? [{ code: 'exchange.discount', args: { name: discount.name, rate: discount.rate }, result }] : []),
    ...(right ? [{ code: 'exchange.right', args: { right: right.name }, result }] : []),
    // A coupon that is still to be paid for has not come yet.
    ...(wish.trade === null ? granted.because : []),
    ...(wish.trade === null ? [] : [{ code: 'pay.reserved', args: { name, points, fen: cashFen }, result }]),
  ];
}

/** Without money the redemption is born at once, otherwise the payment, which bears it when it is paid. */
export function birthsOf(bought: Bought, taken: Taken): Pick<Draft, 'births' | 'result'> {
  const { wish, reward, memberId, points, cashFen, granted } = bought;
  const { trade, settings, now, input } = wish;
  const redemption = redemptionOf(bought);
  const result = { taken, redemptionId: redemption._id, coupons: redemption.coupons, trade };
  const births: Birth[] = [
    { collection: 'redemptions', document: redemption },
    ...granted.births,
    ...readyOf(redemption, settings, now),
  ];
  if (trade === null) return { result, births };
  const { pay, payWithinMinutes, tellShipping } = settings.trade;
  if (pay.adapter === 'none') throw new Error('no money is taken here');
  const { name, pictures } = reward;
  const untold = input.way !== 'none' || !tellShipping;
  const shipped = { trade, memberId, way: 'virtual', item: name, parcel: null } as const;
  const wanted = {
    trade,
    memberId,
    name,
    picture: pictures[0] ?? null,
    quantity: input.quantity,
    points,
    amountFen: cashFen,
    onCaptured: untold ? births : [...births, shipmentBirth(shipped, now)],
    redemptionId: redemption._id,
    sealedUnder: redemption.sealedUnder ?? null,
  };
  return { result, births: [paymentBirth(wanted, pay, payWithinMinutes, now)] };
}

/**
 * Where there is something to collect, and the shop sends such messages: in the inbox alone it would be no news. The store
 * is named where there are several, and only one has it.
 */
function readyOf({ _id, memberId, name, stores, until }: Redemption, settings: Settings, now: EpochMs): Birth[] {
  if (until === null || !sends(settings.messages, 'redemptionReady')) return [];
  const [only, ...others] = stores;
  const named = settings.stores.length > 1 && others.length === 0 && settings.stores.find(({ id }) => id === only);
  return [readyBirth(memberId, _id, { name, store: named ? named.name : '', until }, now)];
}

function redemptionOf({ wish, reward, memberId, today, points, cashFen, granted }: Bought): Redemption {
  const { input, key, trade, address, now, settings } = wish;
  const _id = redemptionIdOf(memberId, key);
  const collected = input.way === 'pickup';
  const until = collected ? addDays(today, reward.collectDays) : null;
  const isCoupon = input.way === 'none';
  return {
    _id,
    shape: 1,
    memberId,
    key,
    rewardId: reward._id,
    rewardVersion: reward.version,
    name: reward.name,
    kind: reward.kind,
    picture: reward.pictures[0] ?? null,
    quantity: input.quantity,
    points,
    cashFen,
    trade,
    way: input.way,
    code: collected ? wish.codeFor(_id) : '',
    stores: collected && input.storeId !== undefined ? [input.storeId] : collected ? reward.stores : [],
    address: address?.text ?? null,
    sealedUnder: address?.under ?? null,
    at: now,
    until,
    // A coupon is in the wallet with it: there is nothing to hand over, and nothing that could go back.
    state: isCoupon ? 'completed' : 'taken',
    cancelling: null,
    uses: {},
    usedBy: null,
    shipping: null,
    endedAt: isCoupon ? now : null,
    look: until === null ? null : startOf(addDays(until, 1), settings.programme.zone),
    coupons: granted.coupons,
  };
}

/** 43 characters of [A-Za-z0-9_-]. */
function redemptionIdOf(memberId: string, key: string): string {
  return createHash('sha256').update(`redemption of ${memberId}:${key}`).digest('base64url');
}
