/** What goes into the commit of an order's event beside the event itself: a coupon used for it, points taken off its price. */
import type { Because, DayKey } from '../../../typings/domain';
import type { Result } from '../../platform/refusal';
import type { Draft, Member, Posting, Take } from '../account';

export interface Beside {
  change: Posting['change'];
  /** Of other refs than the order's; they come before the event's own entry. */
  drafts: Draft[];
  /** Named by the event's own entry. */
  takes: Take[];
  /** The first lines of the event's own receipt. */
  because: Because[];
}

export interface Besides {
  /** What a repeat of the event must have in common with it. */
  content: object;
  /** Pure, like the event's own rule. */
  rule(member: Member, today: DayKey): Result<Beside>;
}

export const NOTHING_BESIDE: Beside = { change: {}, drafts: [], takes: [], because: [] };
