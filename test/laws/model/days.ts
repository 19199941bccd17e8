/** Days as plain numbers, counted from 1 January 1970. */

const DAY_MS = 86_400_000;

export interface Civil {
  year: number;
  /** 1 to 12 */
  month: number;
  date: number;
  /** 1 = Monday … 7 = Sunday */
  weekday: number;
}

/** @param offsetHours of a zone without daylight saving */
export function dayAt(instant: number, offsetHours: number): number {
  return Math.floor((instant + offsetHours * 3_600_000) / DAY_MS);
}

const known = new Map<number, Civil>();

export function civil(day: number): Civil {
  let found = known.get(day);
  if (!found) {
    const date = new Date(day * DAY_MS);
    found = {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      date: date.getUTCDate(),
      weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
    };
    known.set(day, found);
  }
  return found;
}

/** Last day of the month that is so many months after the one of `day`. */
export function monthEnd(day: number, months: number): number {
  const { year, month } = civil(day);
  return Date.UTC(year, month - 1 + months + 1, 0) / DAY_MS;
}

export function dayOf(year: number, month: number, date: number): number {
  return Date.UTC(year, month - 1, date) / DAY_MS;
}

export function parse(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / DAY_MS;
}

export function show(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
