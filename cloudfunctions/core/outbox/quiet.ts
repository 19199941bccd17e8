/** Hours in which nobody is disturbed, on the wall in the shop's zone. Pure. */
import type { DayKey, EpochMs } from '../../../typings/domain';
import { addDays, dayOf, startOf, wallClock } from '../calendar';
import type { Messages } from '../messaging';

type Quiet = Messages['quiet'];

export function isQuiet({ from, to }: Quiet, at: EpochMs, zone: string): boolean {
  const { time } = wallClock(at, zone);
  return from <= to ? from <= time && time < to : time >= from || time < to;
}

/** When the day's first message may go out: the quiet hours of the night before are over then. */
export function opensOn(day: DayKey, quiet: Quiet, zone: string): EpochMs {
  const { from, to } = quiet;
  // Quiet hours within one day leave its first hours open.
  if (from <= to && from > '00:00') return startOf(day, zone);
  return onWall(day, from === to ? '00:00' : to, zone);
}

export function tomorrow(at: EpochMs, zone: string): DayKey {
  return addDays(dayOf(at, zone), 1);
}

const MINUTE_MS = 60_000;

/** Where clocks are changed on that morning it is an hour off: the sender looks at the wall once more. */
function onWall(day: DayKey, time: string, zone: string): EpochMs {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (startOf(day, zone) + (hours * 60 + minutes) * MINUTE_MS) as EpochMs;
}
