/** What is counted by name, a minute at a time, as far as this instance has seen: who does it too often waits. */
import type { EpochMs } from '../../typings/domain';

const WINDOW_MS = 60_000;
/** Names counted apart; beyond it the oldest is forgotten. */
const NAMES_MAX = 1000;

export class Pace {
  readonly #counted = new Map<string, { since: EpochMs; count: number }>();

  constructor(private readonly most: number) {}

  count(name: string, now: EpochMs): void {
    const entry = this.#current(name, now);
    if (entry) {
      entry.count += 1;
      return;
    }
    this.#counted.delete(name);
    this.#counted.set(name, { since: now, count: 1 });
    const [oldest] = this.#counted.keys();
    if (this.#counted.size > NAMES_MAX && oldest !== undefined) this.#counted.delete(oldest);
  }

  /** Seconds to wait; 0 for who may go on. */
  waitS(name: string, now: EpochMs): number {
    const entry = this.#current(name, now);
    return entry && entry.count >= this.most ? Math.ceil((entry.since + WINDOW_MS - now) / 1000) : 0;
  }

  /** A clock that was set back begins anew. */
  #current(name: string, now: EpochMs): { since: EpochMs; count: number } | undefined {
    const entry = this.#counted.get(name);
    return entry && entry.since <= now && now < entry.since + WINDOW_MS ? entry : undefined;
  }
}
