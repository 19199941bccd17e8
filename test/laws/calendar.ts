/** Instants and days for tests, in Shanghai. */
import type { DayKey, EpochMs, Fen } from '../../typings/domain';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** So many days after 1 November 2026, 10:00 in Shanghai. */
export function instant(day: number, hour = 10): EpochMs {
  return (Date.UTC(2026, 10, 1, hour - 8) + day * DAY) as EpochMs;
}

export function fen(yuan: number): Fen {
  return Math.round(yuan * 100) as Fen;
}

export function dayKey(text: string): DayKey {
  return text as DayKey;
}
