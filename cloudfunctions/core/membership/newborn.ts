/** The whole member document with its first entry, as one insert. Pure. */
import type { Because, DayKey, Fen, Points } from '../../../typings/domain';
import {
  type Birth,
  type Consent,
  type Draft,
  FAR_DAY,
  gain,
  genesis,
  type Member,
  type Origin,
  type Posting,
  prepare,
  printOf,
} from '../account';
import { dayOf, monthOf } from '../calendar';
import { evaluate } from '../earning';
import { type Invited, referralBirth } from '../inviting';
import { noticeBirth, uncounted } from '../messaging';
import { lastDayOfPoints } from '../programme';
import type { Settings } from '../settings';
import { type Grant, granterOf } from '../templates';
import { addGrowth, firstTier, standingOn, type TierState, tierFactor, tierTurn } from '../tiers';
import type { Identity } from './identity';
import { memberOrigin, stampAt } from './stamp';

/** Who is born. Without WeChat there is no openid, and nobody has agreed to anything yet. */
export interface Person {
  openid: string | null;
  consent: Consent | null;
  number: string;
  /** A phone number led to this member. */
  phoneBound: boolean;
}

/**
 * It follows from the identity alone (and the programme in force), so whoever finds an identity without its member makes
 * the same member.
 */
export function newborn(identity: Identity, person: Person, settings: Settings, origin: Origin = memberOrigin): Member {
  const { memberId, at } = identity;
  const joinedOn = dayOf(at, settings.programme.zone);
  const blank: Member = {
    shape: 2,
    _id: memberId,
    ...person,
    state: 'active',
    joinedAt: at,
    inviter: identity.invited?.inviterId ?? null,
    joinedOn,
    // A document made again after erasure can never repeat a revision.
    rev: at * 1000 - 1,
    seq: 0,
    floor: 0,
    head: genesis(memberId),
    balance: 0 as Points,
    lots: [],
    growth: 0,
    tier: firstTier(joinedOn, settings.ladders),
    lastExpiry: null,
    month: { key: monthOf(joinedOn), in: 0 as Points, out: 0 as Points },
    lastCheckIn: null,
    checkIn: { days: [], makeUp: null },
    rights: [],
    counters: [],
    profile: { nickname: null, avatar: null, unchecked: false },
    nameCheck: null,
    birthday: null,
    lastBirthday: null,
    firstOrder: null,
    lastExpiring: null,
    aliases: [],
    mergedInto: null,
    lastCodeStep: 0,
    journal: {},
    wake: FAR_DAY,
    noticed: 0,
    lastNotice: null,
    noticesSeen: 0,
  };
  const posting = firstEntry(blank, identity.invited ?? null, settings, origin);
  return prepare(blank, posting, stampAt(at, settings, origin)).after;
}

/** There is always a first entry, of 0 points when joining brings none: the chain of the books begins with it. */
function firstEntry(blank: Member, invited: Invited | null, settings: Settings, origin: Origin): Posting {
  const { programme } = settings;
  const { joinedOn } = blank;
  const earned = evaluate(programme.earning, {
    occasion: 'join',
    day: joinedOn,
    channel: origin.channel,
    storeId: origin.storeId,
    tier: tierFactor(programme.tiers, blank.tier.told, 'join'),
    birthday: null,
    firstOrder: false,
    amountFen: 0 as Fen,
    base: 0 as Points,
  });
  const friend = invitation(blank, invited, settings);
  const points = (earned.points + friend.points) as Points;
  const lot = { from: null, until: lastDayOfPoints(programme, joinedOn), points };
  const { lots, moves } = points > 0 ? gain([], lot, joinedOn) : { lots: [], moves: [] };
  const grown = welcomeGrowth(blank, settings, joinedOn);
  const told = grown.because.map((line) => ({ ...line, result: points }));
  const to = { memberId: blank._id, key: 'join', day: joinedOn, source: 'join' as const, result: points };
  const granted = granterOf(settings.templates, blank.joinedAt)([...earned.grants, ...friend.grants], to);
  const pack = friend.because.map((line) => ({ ...line, result: points }));
  const lines = [...earned.because, ...pack, ...granted.because, ...told];
  const draft: Draft = {
    key: 'join',
    kind: 'join',
    ref: null,
    moves,
    growth: grown.growth,
    because: lines.length > 0 ? lines : [{ code: 'join.welcome', args: {}, result: 0 }],
    print: printOf('member.join', agreed(blank.consent)),
    result: {},
    births: [...grown.births, ...granted.births, ...friend.births],
  };
  return { change: { lots, growth: grown.growth, tier: grown.tier }, drafts: [draft] };
}

interface Invitation {
  points: number;
  grants: readonly Grant[];
  because: Omit<Because, 'result'>[];
  births: Birth[];
}

/** What an invitation adds: the friend's pack, the referral, and word to the inviter, whom no entry of theirs tells. */
function invitation({ _id, joinedAt, joinedOn }: Member, invited: Invited | null, { programme }: Settings): Invitation {
  const { referral, version } = programme;
  if (!invited || !referral) return { points: 0, grants: [], because: [], births: [] };
  const { points = 0, coupons = [] } = referral.friend ?? {};
  const friend = { memberId: _id, at: joinedAt, joinedOn };
  const joined = noticeBirth(invited.inviterId, `referral:${_id}:joined`, 'friendJoined', { friend: '' }, joinedAt);
  return {
    points,
    grants: coupons,
    because: referral.friend ? [{ code: 'invited.pack', args: { points } }] : [],
    births: [referralBirth(friend, invited, referral, version), uncounted(joined)],
  };
}

/** Growth for joining, final at once: there is nothing to return. Its lines still lack the receipt's running sum. */
function welcomeGrowth(
  { _id, joinedAt, tier }: Member,
  { programme, ladders }: Settings,
  today: DayKey,
): { growth: number; tier: TierState; because: Because[]; births: Birth[] } {
  const growth = programme.growth.join;
  if (growth === 0) return { growth, tier, because: [], births: [] };
  const grown = addGrowth(tier, ladders, { day: today, final: today, growth }, today);
  const before = standingOn(tier, ladders, today);
  const after = standingOn(grown, ladders, today);
  const turn = tierTurn(before, after, programme.tiers);
  const counted = { code: 'growth.counted', args: { growth }, result: 0 };
  const { notice } = turn;
  const births = notice ? [noticeBirth(_id, 'join:tier', notice.kind, notice.facts, joinedAt)] : [];
  return { growth, tier: grown, because: [counted, ...turn.because], births };
}

function agreed(consent: Consent | null): object {
  return consent ? { termsVersion: consent.termsVersion, privacyVersion: consent.privacyVersion } : {};
}
