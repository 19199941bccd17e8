import type { State } from './state';

const OFFSET = 'clock.offsetMs';

/**
 * The cloud's clock: the machine's, moved by an offset. It keeps ticking after a move, and the move outlives a restart.
 * Database, functions, timers and messages see it; time-outs and signed URLs use the machine's own.
 */
export class Clock {
  #offsetMs: number;
  #listeners = new Set<(fromMs: number, toMs: number) => void>();

  constructor(private readonly state: Pick<State, 'settings'>) {
    this.#offsetMs = state.settings.get(OFFSET) ?? 0;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  nowMs(): number {
    return Date.now() + this.#offsetMs;
  }

  async moveTo(nowMs: number): Promise<void> {
    await this.#set(nowMs - Date.now());
  }

  async advance(ms: number): Promise<void> {
    await this.#set(this.#offsetMs + ms);
  }

  async reset(): Promise<void> {
    await this.#set(0);
  }

  onMove(listener: (fromMs: number, toMs: number) => void): void {
    this.#listeners.add(listener);
  }

  async #set(offsetMs: number): Promise<void> {
    const fromMs = this.nowMs();
    this.#offsetMs = offsetMs;
    await this.state.settings.put(OFFSET, offsetMs);
    for (const listener of this.#listeners) listener(fromMs, this.nowMs());
  }
}
