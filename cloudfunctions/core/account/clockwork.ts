/** What the passing of time does to a member: the account commits it, others decide it. */
import type { DayKey } from '../../../typings/domain';
import type { Carry } from './entry';
import type { Member, MemberState } from './member';
import type { Draft } from './posting';

/** What time alone has made due: booked before the member's next command, or by the nightly run. */
export interface Due {
  change: Partial<Omit<MemberState, 'month'>>;
  /** Oldest first; none when nothing is to be booked. */
  drafts: Draft[];
}

/**
 * All functions are pure. A draft's key must be proven known by a field of the state that only grows, because nobody
 * asks the ledger for it. Closed and merged members are never asked about.
 */
export interface Clockwork {
  due(member: Member, today: DayKey): Due;
  /** First day after `today` on which `due` will have something again if nothing else happens; FAR_DAY when never. */
  wake(member: Member, today: DayKey): DayKey;
  /**
   * What a merge changes on the member who stays beyond what the account does itself (lots, the sum of growth, aliases,
   * rights, birthday, first order, phone): the tier. `member` has all of that already.
   */
  absorb(member: Member, carry: Carry, today: DayKey): Partial<Pick<MemberState, 'tier' | 'rights' | 'lastExpiring'>>;
}

export const FAR_DAY = '9999-12-31' as DayKey;
