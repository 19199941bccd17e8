import type { EpochMs, Fen } from '../../../typings/domain';
import type { Birth } from '../account';

/**
 * Money on its way back: born by the entry that gave everything else back. A trade is refunded once and wholly, under one
 * number, whatever the reason; so however often it is asked for, it is one refund.
 */
export interface Refund {
  /** Refund number. */
  _id: string;
  shape: 1;
  trade: string;
  memberId: string;
  amountFen: Fen;
  at: EpochMs;
  /** 'due': WeChat has not taken it yet. 'failed': WeChat has given it up, or refuses for days: the shop has to act. */
  state: 'due' | 'underway' | 'done' | 'failed';
  tries: number;
  /** When the timer sees to it; null when there is nothing left to do. */
  look: EpochMs | null;
}

export function refundNoOf(trade: string): string {
  return `${trade}R`;
}

/** @param amountFen what was paid: a trade goes back as a whole */
export function refundBirth(trade: string, memberId: string, amountFen: Fen, at: EpochMs): Birth {
  const document: Refund = {
    _id: refundNoOf(trade),
    shape: 1,
    trade,
    memberId,
    amountFen,
    at,
    state: 'due',
    tries: 0,
    look: at,
  };
  return { collection: 'refunds', document };
}
