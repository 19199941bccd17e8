import type { DayKey, EpochMs, Points } from '../../../typings/domain';
import { type Consent, gain, genesis, type Lot, type Member, type Origin, prepare, printOf } from '../account';
import { dayOf, monthOf } from '../calendar';
import { lastDayOfPoints, type Programme } from '../programme';

/** `identities`: who somebody is -> which member. Its insert decides who joins; everything else follows from it. */
export interface Identity {
  shape: 1;
  /** Hash of kind and value. */
  _id: string;
  kind: 'openid' | 'number';
  memberId: string;
  at: EpochMs;
  consent: Consent | null;
}

/**
 * The whole member document with its first entry, as one insert. It follows from the identity alone (and the programme
 * in force), so whoever finds an identity without its member makes the same member.
 */
export function newborn(
  identity: Identity,
  consent: Consent,
  openid: string,
  number: string,
  programme: Programme,
): Member {
  const { memberId, at } = identity;
  const joinedOn: DayKey = dayOf(at, programme.zone);
  const blank: Member = {
    shape: 1,
    _id: memberId,
    openid,
    number,
    state: 'active',
    joinedAt: at,
    joinedOn,
    consent,
    // A document made again after erasure can never repeat a revision.
    rev: at * 1000 - 1,
    seq: 0,
    floor: 0,
    head: genesis(memberId),
    balance: 0 as Points,
    lots: [],
    growth: 0,
    lastExpiry: null,
    month: { key: monthOf(joinedOn), in: 0 as Points, out: 0 as Points },
    lastCheckIn: null,
    checkIn: { days: [], makeUp: null },
    rights: [],
    profile: { nickname: null, avatar: null, unchecked: false },
    nameCheck: null,
    journal: {},
  };
  return prepare(blank, firstEntry(blank, joinedOn, programme), {
    at,
    zone: programme.zone,
    programmeVersion: programme.version,
    origin: memberOrigin,
  }).after;
}

/** There is always a first entry, of 0 points when joining brings none: the chain of the books begins with it. */
function firstEntry(blank: Member, joinedOn: DayKey, programme: Programme) {
  const points = programme.joining.points as Points;
  const until = lastDayOfPoints(programme, joinedOn);
  const gained = points > 0 ? gain([], { from: null, until, points }, joinedOn) : { lots: [], moves: [] as Lot[] };
  const because =
    points > 0
      ? [{ code: 'join.points', args: { points }, result: points as number }]
      : [{ code: 'join.welcome', args: {}, result: 0 }];
  const { termsVersion, privacyVersion } = blank.consent;
  return {
    change: { lots: gained.lots },
    drafts: [
      {
        key: 'join',
        kind: 'join' as const,
        ref: null,
        moves: gained.moves,
        because,
        print: printOf('member.join', { termsVersion, privacyVersion }),
        result: {},
      },
    ],
  };
}

export const memberOrigin: Origin = { storeId: 'default', channel: 'mini', actor: 'member', partnerId: null };
