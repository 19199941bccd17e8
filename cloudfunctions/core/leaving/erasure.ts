/**
 * What is still to be erased of somebody: `erasures/<memberId>`, born with the entry that closes the account. It goes through
 * all steps again and again, a pass at a time, and is gone itself when nothing can come any more and a whole pass has found
 * nothing.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Birth, Member } from '../account';

export interface Erasure {
  /** The member's id. */
  _id: string;
  shape: 1;
  /** The account was closed then. */
  at: EpochMs;
  /** Ids of pictures that the entry has made the member's document forget. */
  files: string[];
  pass: number;
  /** Step of the pass that comes next, and where in it. */
  step: number;
  cursor: string;
  /** What this pass has found so far. */
  found: number;
  /** When the pass began, no entry of theirs waited any more: what it finds nothing of will not come again. */
  quiet: boolean;
  /** When the timer goes on with it. */
  look: EpochMs;
}

export function erasureBirth({ _id, profile }: Pick<Member, '_id' | 'profile'>, at: EpochMs): Birth {
  const document: Erasure = {
    _id,
    shape: 1,
    at,
    files: [...(profile.former ?? []), ...(profile.avatar === null ? [] : [profile.avatar])],
    pass: 1,
    step: 0,
    cursor: '',
    found: 0,
    quiet: false,
    look: at,
  };
  return { collection: 'erasures', document };
}

/** Whose data it is. */
export interface Leaver {
  /** The member's id, and those of members that have become this one. */
  ids: readonly string[];
  erasure: Erasure;
}

/** What one piece of a step has done. `cursor`: there is more, and where; null: the step is done. */
export interface Piece {
  found: number;
  cursor: string | null;
}

/** Documents of one piece. */
export const PAGE = 100;

/** A page that was full may have another one behind it, which begins where this one began: what is erased is found no more. */
export function pieceOf(found: number): Piece {
  return { found, cursor: found === PAGE ? 'again' : null };
}
