import { createHash } from 'node:crypto';
import type { PaymentState, PaymentView } from '../../../typings/api/mall';
import type { EpochMs, Fen, Points } from '../../../typings/domain';
import type { PayAccount } from '../../platform/pay';
import type { Birth } from '../account';

/**
 * A trade with WeChat Pay: born by the entry that set the points aside. What has become of it is decided by the entry
 * 'pay:<trade>:end' alone; `state` follows that.
 */
export interface Payment {
  /** Trade number, 32 characters of [0-9a-f]: unique at WeChat, and part of every key. */
  _id: string;
  shape: 1;
  memberId: string;
  /** Key of the reserving entry. */
  key: string;
  /** Whose money it is: what is set later changes nothing for a payment that is under way. */
  account: PayAccount;
  /** What WeChat shows, and the list. */
  name: string;
  picture: string | null;
  quantity: number;
  points: Points;
  amountFen: Fen;
  at: EpochMs;
  until: EpochMs;
  state: PaymentState;
  /** WeChat's own number of the payment. */
  transactionId: string | null;
  /** Born when it is paid; none once it has ended: then the entry has them. */
  onCaptured: Birth[];
  /** Id of the key that a text in `onCaptured` is sealed with; absent: before there was a ring. */
  sealedUnder?: string | null;
  /** Redemption it becomes. */
  redemptionId: string | null;
  /** Looks of the timer that came to nothing. */
  tries: number;
  /** When the timer asks WeChat about it; null when nothing can come any more. */
  look: EpochMs | null;
}

/** What the entry that sets points aside knows of the payment it gives birth to. */
export interface Wanted {
  trade: string;
  memberId: string;
  name: string;
  picture: string | null;
  quantity: number;
  points: Points;
  amountFen: Fen;
  onCaptured: Birth[];
  sealedUnder: string | null;
  redemptionId: string | null;
}

/** WeChat's clock may be behind: the timer asks some moments after the last one at which it could be paid. */
const AFTER_MS = 60_000;

/** The trade number of a command: the same key of the same member is the same trade. */
export function tradeOf(memberId: string, key: string): string {
  return createHash('sha256').update(`trade ${memberId} ${key}`).digest('hex').slice(0, 32);
}

export function reserveKey(trade: string): string {
  return `pay:${trade}:reserve`;
}

export function endKey(trade: string): string {
  return `pay:${trade}:end`;
}

export function lateKey(trade: string): string {
  return `pay:${trade}:late`;
}

/** What all entries of a trade belong to. */
export function refOfTrade(trade: string): string {
  return `payment:${trade}`;
}

/** @param minutes in which it has to be paid */
export function paymentBirth(wanted: Wanted, account: PayAccount, minutes: number, at: EpochMs): Birth {
  const { trade, ...rest } = wanted;
  const until = (at + minutes * 60_000) as EpochMs;
  const document: Payment = {
    ...rest,
    _id: trade,
    shape: 1,
    key: reserveKey(trade),
    account,
    at,
    until,
    state: 'open',
    transactionId: null,
    tries: 0,
    look: (until + AFTER_MS) as EpochMs,
  };
  return { collection: 'payments', document };
}

export function paymentView(payment: Payment): PaymentView {
  const { _id: trade, state, name, picture, quantity, points, amountFen: cashFen, until, redemptionId } = payment;
  return { trade, state, name, picture, quantity, points, cashFen, until, redemptionId };
}
