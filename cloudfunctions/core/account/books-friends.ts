/**
 * The books of what friends bring: every reward that its document calls paid is one entry of whom it was promised to, and
 * no entry pays anything else. The documents are read before the members and after them: an entry comes after the
 * decision to pay, and the document says 'paid' only when the entry is there.
 */
import type { Points } from '../../../typings/domain';
import type { Book } from './books';

/** One reward, as the document of the referral or of the assistance says it. */
export interface Promised {
  /** Of the entry that pays it. */
  key: string;
  memberId: string;
  points: Points;
  /** 'granted': decided, and its entry may be there. 'limited': an entry of 0 points, or none. 'open': no entry. */
  state: 'open' | 'granted' | 'paid' | 'limited';
}

/** An entry that pays for friends. */
interface Paid {
  memberId: string;
  points: number;
}

export class FriendBooks {
  private entries = new Map<string, Paid[]>();
  private became = new Map<string, string>();

  add({ member, facts }: Pick<Book, 'member' | 'facts'>): void {
    if (member.mergedInto !== null) this.became.set(member._id, member.mergedInto);
    for (const { kind, key, points } of facts) {
      if (kind !== 'referral' && kind !== 'assist') continue;
      this.entries.set(key, [...(this.entries.get(key) ?? []), { memberId: member._id, points }]);
    }
  }

  /** One sentence each. @param before read before the first member @param after read after the last */
  wrong(before: readonly Promised[], after: readonly Promised[]): string[] {
    const known = new Map(after.map((promised) => [promised.key, promised]));
    const unpaid = before.filter(({ key, state }) => state === 'paid' && !this.entries.has(key));
    const wrong = unpaid.map(({ key }) => `${key}: it is paid, but no entry says so`);
    for (const [key, paid] of this.entries)
      wrong.push(...this.against(known.get(key), paid).map((what) => `${key}: ${what}`));
    return wrong;
  }

  private against(promised: Promised | undefined, entries: readonly Paid[]): string[] {
    if (!promised) return ['an entry pays what nobody promised'];
    const wrong = entries.length > 1 ? [`${entries.length} entries pay it`] : [];
    for (const { memberId, points } of entries) {
      if (!this.isOf(promised.memberId, memberId)) wrong.push('it was paid to somebody else');
      const due = { open: null, granted: points, paid: promised.points, limited: 0 }[promised.state];
      if (due === null) wrong.push('an entry pays it, but nobody has decided so');
      else if (points !== due) wrong.push(`${due} points are due, the entry says ${points}`);
      else if (points !== 0 && points !== promised.points) wrong.push(`${promised.points} promised, ${points} paid`);
    }
    return wrong;
  }

  /** The member itself, or whom it has become. */
  private isOf(promisedTo: string, memberId: string): boolean {
    for (let at: string | undefined = promisedTo, hops = 0; at !== undefined && hops < 100; hops += 1) {
      if (at === memberId) return true;
      at = this.became.get(at);
    }
    return false;
  }
}
