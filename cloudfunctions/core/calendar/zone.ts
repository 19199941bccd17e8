/** Instants seen in a shop's time zone. Cloud functions run in UTC, so a day never comes from the machine's own zone. */
import type { DayKey, EpochMs } from '../../../typings/domain';

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

export function isZone(zone: string): boolean {
  try {
    formatter(zone);
    return true;
  } catch (unknownZone) {
    if (unknownZone instanceof RangeError) return false;
    throw unknownZone;
  }
}
