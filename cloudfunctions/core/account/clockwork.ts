/** What the passing of time does to a member: the account commits it, others decide it. */
import type { DayKey } from '../../../typings/domain';
import type { Member, MemberState } from './member';
import type { Draft } from './posting';

/** What time alone has made due: booked before the member's next command, or by the nightly run. */
export interface Due {
  change: Partial<Omit<MemberState, 'month'>>;
  /** Oldest first; none when nothing is to be booked. */
  drafts: Draft[];
}

/**
 * Both functions are pure. A draft's key must be proven known by a field of the state that only grows, because nobody
 * asks the ledger for it.
 */
export interface Clockwork {
  due(member: Member, today: DayKey): Due;
  /** First day after `today` on which `due` will have something again if nothing else happens; FAR_DAY when never. */
  wake(member: Member, today: DayKey): DayKey;
}

export const FAR_DAY = '9999-12-31' as DayKey;
