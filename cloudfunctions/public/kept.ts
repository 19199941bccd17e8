/** Answers kept for a moment: a card that goes through a group is opened by all of it at once. */
import type { EpochMs } from '../../typings/domain';

const KEPT_MS = 10_000;
/** Answers kept at once; beyond it the oldest is forgotten. */
const KEPT_MAX = 500;

export class Kept<Value> {
  readonly #answers = new Map<string, { at: EpochMs; value: Value }>();

  /** A clock that was set back begins anew. */
  get(name: string, now: EpochMs): Value | undefined {
    const kept = this.#answers.get(name);
    return kept && kept.at <= now && now < kept.at + KEPT_MS ? kept.value : undefined;
  }

  set(name: string, value: Value, now: EpochMs): void {
    this.#answers.delete(name);
    this.#answers.set(name, { at: now, value });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > KEPT_MAX && oldest !== undefined) this.#answers.delete(oldest);
  }
}
