/** Member documents of earlier shapes, as today's code sees them. */
import { findById, type Reader } from '../../platform/store';
import type { Member } from './member';

/** What came with shape 2. Of a document of shape 1 a commit may already have written some of it, and the rest is absent. */
type Later =
  | 'tier'
  | 'birthday'
  | 'lastBirthday'
  | 'firstOrder'
  | 'lastExpiring'
  | 'aliases'
  | 'mergedInto'
  | 'phoneBound'
  | 'lastCodeStep'
  | 'wake'
  | 'noticed'
  | 'lastNotice'
  | 'noticesSeen'
  | 'counters'
  | 'inviter';

export type StoredMember = Member | (Omit<Member, 'shape' | Later> & { shape: 1 } & Partial<Pick<Member, Later>>);

/** Lowest tier of every programme that was in force under shape 1. */
const FIRST_TIER = 'regular';

/** The member as of today's shape. Every read of a member goes through it. */
export function memberOf(stored: StoredMember): Member {
  // Counters and inviters came within shape 2: absent, they are none.
  if (stored.shape === 2) {
    if (stored.counters && stored.inviter !== undefined) return stored;
    return { ...stored, counters: stored.counters ?? [], inviter: stored.inviter ?? null };
  }
  const { joinedOn, growth } = stored;
  const added: Pick<Member, Later> = {
    tier: {
      base: { tier: FIRST_TIER, since: joinedOn, until: null, progress: growth, kept: growth },
      at: joinedOn,
      log: [],
      losses: [],
      told: FIRST_TIER,
      toldUntil: null,
      turned: null,
      warned: null,
      gifts: [],
    },
    birthday: null,
    lastBirthday: null,
    firstOrder: null,
    lastExpiring: null,
    aliases: [],
    mergedInto: null,
    phoneBound: false,
    lastCodeStep: 0,
    // Absent in the database, where it is found like a day that has come.
    wake: joinedOn,
    noticed: 0,
    lastNotice: null,
    noticesSeen: 0,
    counters: [],
    inviter: null,
  };
  return { ...added, ...stored, shape: 2 };
}

export async function findMemberById(store: Reader, id: string): Promise<Member | null> {
  const stored = await findById<StoredMember>(store, 'members', id);
  return stored && memberOf(stored);
}
