import type { EpochMs, Fen, Points } from '../../../typings/domain';
import type { Birth, Take } from '../account';

/**
 * A trade with WeChat Pay: born by the entry that set the points aside. What has become of it is decided by the entry
 * 'pay:<trade>:end' alone; `state` follows that.
 */
export interface Payment {
  /** Trade number, 32 characters of [0-9A-Za-z]: unique at WeChat, and part of every key. */
  _id: string;
  shape: 1;
  memberId: string;
  /** Key of the reserving entry. */
  key: string;
  /** What WeChat shows, and the list. */
  name: string;
  picture: string | null;
  quantity: number;
  points: Points;
  amountFen: Fen;
  at: EpochMs;
  until: EpochMs;
  state: 'open' | 'captured' | 'released' | 'late';
  /** WeChat's own number of the payment. */
  transactionId: string | null;
  /** Born when it is paid. */
  onCaptured: Birth[];
  /** Given back when it is not. */
  onReleased: Take[];
  /** Redemption it becomes. */
  redemptionId: string | null;
  tries: number;
  /** When the timer asks WeChat about it; null when nothing can come any more. */
  look: EpochMs | null;
}
