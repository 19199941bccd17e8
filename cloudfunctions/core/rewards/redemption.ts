import type { RewardKind, Way } from '../../../typings/api/mall';
import type { DayKey, EpochMs, Fen, Points } from '../../../typings/domain';

/**
 * A reward that was taken: born by the member's entry and from then on its own arbiter. Handing over: taken or shipped →
 * completed. Giving back: taken → cancelling (the document is claimed), then the member's entry, then cancelled.
 */
export interface Redemption {
  /** Digest of member and key of the entry. */
  _id: string;
  shape: 1;
  memberId: string;
  /** Key of the entry that took it: 'exchange' or 'reserve'. */
  key: string;
  rewardId: string;
  rewardVersion: number;
  name: string;
  kind: RewardKind;
  picture: string | null;
  quantity: number;
  points: Points;
  cashFen: Fen;
  /** Trade number of what was paid; null when it cost points alone. */
  trade: string | null;
  way: Way;
  /** 16 digits for the counter; '' where there is nothing to collect. */
  code: string;
  /** Stores that may hand it over; none: every one. */
  stores: string[];
  /** Sealed (platform/sealed.ts): JSON of an address. */
  address: string | null;
  /** Id of the key it is sealed with, by which an old key's texts are found (core/sealing); absent: before there was a ring. */
  sealedUnder?: string | null;
  at: EpochMs;
  /** Last day to collect it. */
  until: DayKey | null;
  state: 'taken' | 'shipped' | 'completed' | 'cancelling' | 'cancelled';
  /** Key of the cancelling that has claimed it, and why. */
  cancelling: { key: string; reason: 'member' | 'staff' | 'timeout'; by: string; storeId: string; at: EpochMs } | null;
  /** Digest of a hand-over's key -> what it did. Never removed. */
  uses: Record<string, { by: string; storeId: string; at: EpochMs; undone: EpochMs | null }>;
  usedBy: string | null;
  shipping: { carrier: string; number: string; at: EpochMs } | null;
  endedAt: EpochMs | null;
  /** When the timer looks at it: not collected in time, or a cancelling that broke off; null when never. */
  look: EpochMs | null;
  coupons: { id: string; name: string }[];
}
