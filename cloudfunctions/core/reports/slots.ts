/**
 * The hours that rollups are made of: the n-th hour since the shop's day began. Whatever clocks do in summer, a day is
 * exactly its hours, and every instant lies in one of them. Pure.
 */
import type { DayKey, EpochMs } from '../../../typings/domain';
import { addDays, dayOf, startOf } from '../calendar';

const HOUR_MS = 3_600_000;

export interface Slot {
  /** '2026-11-21:09' */
  name: string;
  day: DayKey;
  from: EpochMs;
  /** First instant that is not in it. */
  before: EpochMs;
}

/** Finds slots; keeps what it has computed, since asking a zone for a day's beginning takes tenths of a millisecond. */
export class Slots {
  #starts = new Map<DayKey, EpochMs>();
  #last: Slot | null = null;

  constructor(private readonly zone: string) {}

  of(at: EpochMs): Slot {
    if (this.#last && this.#last.from <= at && at < this.#last.before) return this.#last;
    const day = dayOf(at, this.zone);
    this.#last = this.#slot(day, Math.floor((at - this.#startOf(day)) / HOUR_MS));
    return this.#last;
  }

  named(name: string): Slot {
    return this.#slot(name.slice(0, 10) as DayKey, Number(name.slice(11)));
  }

  #slot(day: DayKey, hour: number): Slot {
    const from = (this.#startOf(day) + hour * HOUR_MS) as EpochMs;
    const before = Math.min(from + HOUR_MS, this.#startOf(addDays(day, 1))) as EpochMs;
    return { name: `${day}:${String(hour).padStart(2, '0')}`, day, from, before };
  }

  #startOf(day: DayKey): EpochMs {
    const known = this.#starts.get(day);
    if (known !== undefined) return known;
    const start = startOf(day, this.zone);
    this.#starts.set(day, start);
    return start;
  }
}
