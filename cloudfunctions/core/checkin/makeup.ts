/**
 * Filling a missed day with a make-up card. Pure.
 *
 * Laws: a card adds what signing in time would have added under today's programme, less what the days after the gap have
 * already been paid, so that the mended run has paid exactly what it would have in time. Each day counts by its own date's
 * rules and by the tier held when it was signed, the filled one by today's: a card never pays a rise in tier in arrears. A milestone that the later part
 * has been paid is not paid again. What two runs have been paid is never taken back: where together they got more than one
 * run does (a milestone of once in a run, reached in both), the card adds nothing. Coupons come as rights do: those of
 * milestones not given yet, and what the filled day's own rules give.
 *
 * A card is one of the month in which it is used, also when the day it fills belongs to the month before: what counts is
 * how often somebody mends, and a card that has lapsed with its month stays lapsed.
 */
import type { Because, DayKey, Points } from '../../../typings/domain';
import { addDays, monthOf } from '../calendar';
import type { CheckInProgramme, Milestone } from '../programme';
import type { Signed } from './rules';
import {
  type CheckInState,
  couponsOf,
  giftOf,
  kept,
  milestoneLines,
  milestonesAt,
  type SignedDay,
  signedOn,
} from './streak';
import { type Place, paidFor, type Terms, worthOf } from './terms';

/** Cards of today's month. */
export function cardsLeft(state: CheckInState, programme: CheckInProgramme, today: DayKey): number {
  const used = state.makeUp?.month === monthOf(today) ? state.makeUp.used : 0;
  return Math.max(programme.makeUp.perMonth - used, 0);
}

/** Whether this is a missed day that a card could fill, cards left or not. */
export function isOpen(
  days: readonly SignedDay[],
  programme: CheckInProgramme,
  joinedOn: DayKey,
  day: DayKey,
  today: DayKey,
): boolean {
  const first = addDays(today, -programme.makeUp.windowDays);
  return programme.makeUp.perMonth > 0 && day < today && day >= first && day >= joinedOn && !signedOn(days, day);
}

/** The day must be open. `left` is what remains on the cards after this one. */
export function fill(days: readonly SignedDay[], terms: Terms, day: DayKey, today: DayKey, left: number): Signed {
  const before = signedOn(days, addDays(day, -1))?.position ?? 0;
  const later = runAfter(days, day);
  const stretch: Place[] = [
    { day, position: before + 1 },
    ...later.map((each, i) => ({ day: each.day, position: before + 2 + i, tier: each.tier ?? firstTier(terms) })),
  ];
  const due = stretch.reduce((sum, place) => sum + paidFor(terms, place).points, 0);
  const paid = later.reduce((sum, each) => sum + each.points, 0);
  const earned = Math.max(due - paid, 0) as Points;
  const fresh = notYetPaid(terms, stretch, later);
  const brought = withinSum(terms, fresh, earned);
  const filled: SignedDay = {
    day,
    position: before + 1,
    points: earned,
    milestones: fresh.flatMap(({ reached }) => reached.map(({ streak }) => streak)),
    madeUp: true,
    tier: terms.tier,
  };
  const moved = new Map(later.map((each, i) => [each.day, { ...each, position: before + 2 + i }]));
  return {
    days: kept([...days.map((each) => moved.get(each.day) ?? each), filled], today),
    earned,
    because: [
      card(day, left),
      ...(later.length > 0 ? lines(earned, brought) : paidFor(terms, stretch[0] as Place).because),
    ],
    gift: giftOf(
      brought.at(-1)?.place.position ?? 0,
      brought.flatMap(({ reached }) => reached),
      worth(terms, brought),
      terms.coupons,
    ),
    rights: fresh.flatMap(({ reached }) => reached.flatMap(({ right }) => (right ? [right] : []))),
    grants: [
      ...fresh.flatMap(({ reached }) => couponsOf(reached)),
      ...paidFor(terms, { day, position: before + 1 }, []).grants,
    ],
  };
}

/** Days from before there were tiers were paid as the first tier's are. */
function firstTier({ tiers }: Terms): string | undefined {
  return tiers.list[0]?.code;
}

function runAfter(days: readonly SignedDay[], day: DayKey): SignedDay[] {
  const run: SignedDay[] = [];
  for (let next = signedOn(days, addDays(day, 1)); next; next = signedOn(days, addDays(next.day, 1))) run.push(next);
  return run;
}

/** Milestones of one place of the mended run. */
interface Reached {
  place: Place;
  reached: Milestone[];
}

/** Milestones of the stretch, less those that its later days were given at their old places: the latest remain. */
function notYetPaid(terms: Terms, stretch: readonly Place[], later: readonly SignedDay[]): Reached[] {
  const given = new Map<number, number>();
  for (const streak of later.flatMap((each) => each.milestones)) given.set(streak, (given.get(streak) ?? 0) + 1);
  return stretch.flatMap((place) => {
    const reached = milestonesAt(terms.checkIn, place.position).filter(({ streak }) => {
      const already = given.get(streak) ?? 0;
      given.set(streak, already - 1);
      return already <= 0;
    });
    return reached.length > 0 ? [{ place, reached }] : [];
  });
}

/** Where earlier pay leaves less than the milestones are worth, the points are told as one sum and only rights remain. */
function withinSum(terms: Terms, fresh: Reached[], earned: Points): Reached[] {
  if (worth(terms, fresh) <= earned) return fresh;
  return fresh.flatMap(({ place, reached }) => {
    const rights = reached.filter(({ right }) => right).map((each) => ({ ...each, points: 0, factor: 100 }));
    return rights.length > 0 ? [{ place, reached: rights }] : [];
  });
}

function worth(terms: Terms, list: readonly Reached[]): Points {
  return list.reduce((sum, { place, reached }) => sum + worthOf(terms, place, reached), 0) as Points;
}

function card(day: DayKey, left: number): Because {
  return { code: 'makeup.card', args: { day, left }, result: 0 };
}

/** Several days are told as one sum, and the points that milestones add to it. */
function lines(earned: Points, brought: readonly Reached[]): Because[] {
  const bonus = brought.reduce((all, { reached }) => all + reached.reduce((sum, { points }) => sum + points, 0), 0);
  const base = earned - bonus;
  const list: Because[] = base > 0 ? [{ code: 'checkin.base', args: { points: base }, result: base }] : [];
  let sum = base;
  for (const { place, reached } of brought) {
    list.push(...milestoneLines(place.position, reached, sum));
    sum += reached.reduce((all, { points }) => all + points, 0);
  }
  return list;
}
