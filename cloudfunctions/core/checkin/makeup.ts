/**
 * Filling a missed day with a make-up card. Pure.
 *
 * Laws: a card adds what signing in time would have added under today's programme, less what the days after the gap have
 * already been paid, so that the mended run has paid exactly what it would have in time. A milestone that the later part
 * has been paid is not paid again. What two runs have been paid is never taken back: where together they got more than one
 * run does (a milestone of once in a run, reached in both), the card adds nothing.
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
  giftOf,
  kept,
  milestoneLines,
  milestonesAt,
  pointsAt,
  type SignedDay,
  signedOn,
} from './streak';

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
export function fill(
  days: readonly SignedDay[],
  programme: CheckInProgramme,
  day: DayKey,
  today: DayKey,
  left: number,
): Signed {
  const before = signedOn(days, addDays(day, -1))?.position ?? 0;
  const later = runAfter(days, day);
  const stretch = Array.from({ length: later.length + 1 }, (_, i) => before + 1 + i);
  const due = stretch.reduce((sum, position) => sum + pointsAt(programme, position), 0);
  const paid = later.reduce((sum, each) => sum + each.points, 0);
  const earned = Math.max(due - paid, 0) as Points;
  const fresh = notYetPaid(programme, stretch, later);
  const brought = withinSum(fresh, earned);
  const filled: SignedDay = {
    day,
    position: before + 1,
    points: earned,
    milestones: fresh.map(({ milestone }) => milestone.streak),
    madeUp: true,
  };
  const moved = new Map(later.map((each, i) => [each.day, { ...each, position: before + 2 + i }]));
  return {
    days: kept([...days.map((each) => moved.get(each.day) ?? each), filled], today),
    earned,
    because: lines(day, left, earned, brought),
    gift: giftOf(
      brought.at(-1)?.position ?? 0,
      brought.map(({ milestone }) => milestone),
    ),
    rights: fresh.flatMap(({ milestone }) => (milestone.right ? [milestone.right] : [])),
  };
}

function runAfter(days: readonly SignedDay[], day: DayKey): SignedDay[] {
  const run: SignedDay[] = [];
  for (let next = signedOn(days, addDays(day, 1)); next; next = signedOn(days, addDays(next.day, 1))) run.push(next);
  return run;
}

type Reached = { position: number; milestone: Milestone };

/** Milestones of the stretch, less those that its later days were given at their old places: the latest remain. */
function notYetPaid(programme: CheckInProgramme, stretch: readonly number[], later: readonly SignedDay[]): Reached[] {
  const reached = stretch.flatMap((position) =>
    milestonesAt(programme, position).map((milestone) => ({ position, milestone })),
  );
  const given = new Map<number, number>();
  for (const streak of later.flatMap((each) => each.milestones)) given.set(streak, (given.get(streak) ?? 0) + 1);
  return reached.filter(({ milestone: { streak } }) => {
    const already = given.get(streak) ?? 0;
    given.set(streak, already - 1);
    return already <= 0;
  });
}

/** Where earlier pay leaves less than the milestones' points, the points are told as one sum and only rights remain. */
function withinSum(fresh: readonly Reached[], earned: Points): Reached[] {
  if (bonusOf(fresh) <= earned) return [...fresh];
  return fresh
    .filter(({ milestone }) => milestone.right)
    .map(({ position, milestone }) => ({ position, milestone: { ...milestone, points: 0 } }));
}

function bonusOf(reached: readonly Reached[]): number {
  return reached.reduce((sum, { milestone }) => sum + milestone.points, 0);
}

function lines(day: DayKey, left: number, earned: Points, brought: readonly Reached[]): Because[] {
  const base = earned - bonusOf(brought);
  const list: Because[] = [{ code: 'makeup.card', args: { day, left }, result: 0 }];
  if (base > 0) list.push({ code: 'checkin.base', args: { points: base }, result: base });
  let sum = base;
  for (const { position, milestone } of brought) {
    list.push(...milestoneLines(position, [milestone], sum));
    sum += milestone.points;
  }
  return list;
}
