/** From a signed or filled day to the posting that books it. Pure. */
import type { Because, DayKey, EpochMs, Points } from '../../../typings/domain';
import { type Birth, type Draft, gain, type Member, type MemberState, type Posting, printOf } from '../account';
import { monthOf } from '../calendar';
import { noticeBirth } from '../messaging';
import { lastDayOfPoints } from '../programme';
import type { Settings } from '../settings';
import { granterOf } from '../templates';
import { addGrowth, standingOn, tierTurn } from '../tiers';
import { monthRef } from './calendar';
import type { Signed } from './rules';
import type { Terms } from './terms';

/** Unused rights a member can hold, so that the member document stays small: five years of one a month. */
const RIGHTS_KEPT = 60;

export interface Act {
  kind: 'checkin' | 'makeup';
  day: DayKey;
  today: DayKey;
  now: EpochMs;
  /** What the tap is recognised by. */
  tap: string;
}

/** What this member's check-ins are paid by; a guest's by the first tier. */
export function termsOf({ programme, ladders, templates }: Settings, member: Member | null, today: DayKey): Terms {
  const { checkIn, earning, tiers } = programme;
  const tier = member ? standingOn(member.tier, ladders, today).tier : (tiers.list[0]?.code ?? '');
  const coupons = new Map(templates.filter(({ state }) => state === 'on').map(({ code, name }) => [code, name]));
  return { checkIn, earning, tiers, tier, birthday: member?.birthday ?? null, coupons };
}

export function posting(
  settings: Settings,
  member: Member,
  signed: Signed,
  act: Act,
  change: Posting['change'],
): Posting {
  const { earned, because, gift, grants } = signed;
  const key = `${act.kind}:${act.day}`;
  const grown = growthOf(settings, member, act, key, earned);
  const to = { memberId: member._id, key, day: act.today, source: 'checkin' as const, result: earned };
  const granted = granterOf(settings.templates, act.now)(grants, to);
  const earnedRights = signed.rights.map((right) => ({ ...right, earnedOn: act.today }));
  const rights = [...member.rights, ...earnedRights].slice(-RIGHTS_KEPT);
  const lot = { from: null, until: lastDayOfPoints(settings.programme, act.today), points: earned };
  const gained = earned > 0 ? gain(member.lots, lot, act.today) : { lots: member.lots, moves: [] };
  const draft: Draft = {
    key,
    kind: act.kind,
    ref: monthRef(monthOf(act.day)),
    moves: gained.moves,
    because: [...because, ...granted.because, ...grown.because],
    print: printOf(act.kind === 'checkin' ? 'checkin.signIn' : 'checkin.makeUp', act.day),
    result: { tap: act.tap, gift, ...paidBy(member, signed, act) },
    ...(grown.growth === 0 ? {} : { growth: grown.growth }),
    births: [...grown.births, ...granted.births],
  };
  return { change: { ...change, ...grown.change, rights, lots: gained.lots }, drafts: [draft] };
}

/** What a check-in was paid by, kept for ever so that it can be replayed. The birthday itself is nothing for a ledger. */
export interface CheckInContext {
  /** Place in its run. */
  position: number;
  /** Code of the tier held. */
  tier: string;
  birthdayMonth: boolean;
}

/** Of signing in alone: what a card pays depends on the days after it. */
function paidBy(member: Member, signed: Signed, { kind, day }: Act): { context?: CheckInContext } {
  const own = kind === 'checkin' ? signed.days.find((each) => each.day === day) : undefined;
  if (!own) return {};
  const birthdayMonth = member.birthday?.slice(0, 2) === monthOf(day).slice('2026-'.length);
  return { context: { position: own.position, tier: own.tier ?? '', birthdayMonth } };
}

interface Grown {
  change: Partial<Pick<MemberState, 'growth' | 'tier'>>;
  growth: number;
  births: Birth[];
  because: Because[];
}

/** Only signing in time counts as growth: it is for coming, and a card is not. */
function growthOf(settings: Settings, member: Member, act: Act, key: string, earned: Points): Grown {
  const growth = act.kind === 'checkin' ? settings.programme.growth.checkIn : 0;
  if (growth === 0) return { change: {}, growth, births: [], because: [] };
  const { ladders, programme } = settings;
  const { today } = act;
  // There is nothing to return: it is final at once.
  const tier = addGrowth(member.tier, ladders, { day: today, final: today, growth }, today);
  const [before, after] = [standingOn(member.tier, ladders, today), standingOn(tier, ladders, today)];
  const { because, notice } = tierTurn(before, after, programme.tiers);
  const births = notice ? [noticeBirth(member._id, `${key}:${notice.kind}`, notice.kind, notice.facts, act.now)] : [];
  const lines = [{ code: 'growth.counted', args: { growth }, result: 0 }, ...because];
  return {
    change: { growth: member.growth + growth, tier },
    growth,
    births,
    because: lines.map((line) => ({ ...line, result: earned })),
  };
}
