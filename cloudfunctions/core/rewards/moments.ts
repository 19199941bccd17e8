/** Moments as a merchant writes them: what the wall shows in the programme's zone. Pure. */
import type { EpochMs } from '../../../typings/domain';
import { dayNumber, isDayKey, wallClock } from '../calendar';

const MINUTE_MS = 60_000;
/** No zone is further from UTC than this: offsets reach from −12 to +14 hours. */
const FURTHEST_MINUTES = 15 * 60;

/** '2026-11-22 09:30' */
export function momentText(at: EpochMs, zone: string): string {
  const { day, time } = wallClock(at, zone);
  return `${day} ${time}`;
}

/** The first minute at which the wall shows this, or later where clocks skip it; null for what is no such moment. */
export function momentAt(text: string, zone: string): EpochMs | null {
  const [, day = '', hour = '', minute = ''] = /^(\d{4}-\d\d-\d\d) ([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (!isDayKey(day)) return null;
  const utc = dayNumber(day) * 24 * 60 + Number(hour) * 60 + Number(minute);
  let [before, reached] = [utc - FURTHEST_MINUTES, utc + FURTHEST_MINUTES];
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (momentText((middle * MINUTE_MS) as EpochMs, zone) >= text) reached = middle;
    else before = middle;
  }
  return (reached * MINUTE_MS) as EpochMs;
}
