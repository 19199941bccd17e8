/** Signing in on the day itself. Pure. */
import type { Because, DayKey, Points } from '../../../typings/domain';
import { addDays } from '../calendar';
import type { CheckInProgramme } from '../programme';
import {
  basePoints,
  type EarnedGift,
  giftOf,
  kept,
  milestoneLines,
  milestonesAt,
  pointsAt,
  type SignedDay,
  signedOn,
} from './streak';

export interface Signed {
  days: SignedDay[];
  earned: Points;
  because: Because[];
  gift: EarnedGift | null;
  /** Rights that this check-in brings. */
  rights: { code: string; name: string }[];
}

/** @returns null when the day is signed already */
export function signIn(days: readonly SignedDay[], programme: CheckInProgramme, today: DayKey): Signed | null {
  if (signedOn(days, today)) return null;
  const position = (signedOn(days, addDays(today, -1))?.position ?? 0) + 1;
  const reached = milestonesAt(programme, position);
  const earned = pointsAt(programme, position);
  const day: SignedDay = {
    day: today,
    position,
    points: earned,
    milestones: reached.map((each) => each.streak),
    madeUp: false,
  };
  return {
    days: kept([...days, day], today),
    earned,
    because: [baseLine(programme, position), ...milestoneLines(position, reached, basePoints(programme, position))],
    gift: giftOf(position, reached),
    rights: reached.flatMap((each) => (each.right ? [each.right] : [])),
  };
}

/** A stepped reward says which day of the run it is for. */
function baseLine(programme: CheckInProgramme, position: number): Because {
  const points = basePoints(programme, position);
  const stepped = programme.steps.some((step) => step.from > 1 && step.from <= position);
  return stepped
    ? { code: 'checkin.step', args: { day: position, points }, result: points }
    : { code: 'checkin.base', args: { points }, result: points };
}
