/** One assistance, as it is stored: born when it is started, then its own arbiter. */
import { createHash } from 'node:crypto';
import type { EpochMs } from '../../../typings/domain';
import type { CaseReason, Reward } from '../inviting';
import type { StockId } from '../stock';

/** 'granted' is decided and on its way: it is rolled forward, never back. */
export type AssistState = 'open' | 'full' | 'review' | 'granted' | 'paid' | 'refused' | 'over';

export interface Help {
  at: EpochMs;
  /** Keyed hash of the network address; null when WeChat does not tell it. */
  address: string | null;
}

export interface Assist {
  _id: string;
  shape: 1;
  starterId: string;
  at: EpochMs;
  /** It is the starter's first, second … of this campaign. */
  number: number;
  campaign: string;
  /** All as promised when it was started. */
  name: string;
  needed: number;
  /** Last instant at which a friend can help. */
  until: EpochMs;
  reward: Reward;
  programmeVersion: number;
  /** What its points are taken from; null: nothing limits what the campaign may cost. */
  budget: StockId | null;
  /** The starter's invite code. */
  code: string;
  state: AssistState;
  /** By member id. */
  helpers: Record<string, Help>;
  count: number;
  reasons: CaseReason[];
  /** Staff member who decided. */
  decidedBy: string | null;
  /** When the timer looks next; null when nothing is left to do. */
  look: EpochMs | null;
  /** Since when somebody must look at it; null when nobody must. */
  case: EpochMs | null;
}

/** The same for any number of starts at once, so that the insert decides which of them is the one. */
export function assistIdOf(starterId: string, campaign: string, number: number): string {
  return createHash('sha256').update(`assist ${starterId} ${campaign} ${number}`).digest('hex').slice(0, 24);
}

/** Of the entry that pays it. */
export function keyOf({ _id }: Pick<Assist, '_id'>): string {
  return `assist:${_id}`;
}
