import type { Because, Channel, DayKey, Fen, MonthDay, Points } from '../../../typings/domain';
import type { Grant } from '../templates';

/** What points can be earned for. There is none for sharing: WeChat forbids rewarding it. */
export type Occasion = 'order' | 'checkin' | 'join' | 'birthday' | 'visit';

/** Everything a rule may look at. No clock, no I/O: the same event gives the same points for ever. */
export interface EarningEvent {
  occasion: Occasion;
  /** In the programme's zone. */
  day: DayKey;
  channel: Channel;
  storeId: string;
  /** Tier held when the event is booked: code, the merchant's name for it, its multiplier for this occasion in hundredths. */
  tier: { code: string; name: string; factor: number };
  birthday: MonthDay | null;
  /** The member's first order. */
  firstOrder: boolean;
  /** Of an order: what has been paid and not gone back. 0 for other occasions. */
  amountFen: Fen;
  /** Points that multipliers apply to and that come from elsewhere: the daily check-in's. 0 for other occasions. */
  base: Points;
  /** Multipliers that come with the occasion itself, such as that of a streak; their lines are told as they are. */
  factors?: readonly { factor: number; line: Pick<Because, 'code' | 'args'> }[];
}

export interface Earned {
  points: Points;
  /** One line per factor and extra, with the running sum. */
  because: Because[];
  /** Coupons, in the order of the rules. */
  grants: Grant[];
}
