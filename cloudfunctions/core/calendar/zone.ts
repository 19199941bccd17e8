/** Instants seen in a shop's time zone. Cloud functions run in UTC, so a day never comes from the machine's own zone. */
import type { DayKey, EpochMs } from '../../../typings/domain';
import { dayNumber } from './days';

/** Making a formatter costs some milliseconds, using it some microseconds. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(zone, made);
  return made;
}

/** The day and 'HH:mm' that the wall in `zone` (IANA name) shows at this instant; summer time included. */
export function wallClock(at: EpochMs, zone: string): { day: DayKey; time: string } {
  const parts = Object.fromEntries(
    formatter(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts.year}-${parts.month}-${parts.day}` as DayKey,
    time: `${parts.hour}:${parts.minute}`,
  };
}

export function dayOf(at: EpochMs, zone: string): DayKey {
  return wallClock(at, zone).day;
}

const MINUTE_MS = 60_000;
/** No zone's day begins further than this from that of UTC: offsets reach from −12 to +14 hours. */
const FURTHEST_MINUTES = 15 * 60;

/** First instant of the day in `zone`, to the minute. Where clocks skip midnight, the first minute that there is. */
export function startOf(day: DayKey, zone: string): EpochMs {
  const utc = dayNumber(day) * 24 * 60;
  let [before, reached] = [utc - FURTHEST_MINUTES, utc + FURTHEST_MINUTES];
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (dayOf((middle * MINUTE_MS) as EpochMs, zone) >= day) reached = middle;
    else before = middle;
  }
  return (reached * MINUTE_MS) as EpochMs;
}

export function isZone(zone: string): boolean {
  try {
    formatter(zone);
    return true;
  } catch (unknownZone) {
    if (unknownZone instanceof RangeError) return false;
    throw unknownZone;
  }
}
