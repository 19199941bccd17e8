/**
 * The cloud's clock, which can be moved. It keeps ticking, so an offset is enough. Without a local cloud only the
 * phone's own display moves.
 */
export class Clock {
  #offsetMs = 0;
  #listeners = new Set<() => void>();
  #hasCloud = true;

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  get moved(): boolean {
    return Math.abs(this.#offsetMs) > 1_000;
  }

  /** False when the phone was started without functions. */
  get hasCloud(): boolean {
    return this.#hasCloud;
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  async read(): Promise<void> {
    const response = await fetch('/local/clock').catch(() => undefined);
    // Anything but 404 is a cloud that will be back.
    if (response?.status === 404) this.#hasCloud = false;
    if (!response?.ok) return;
    this.#take((await response.json()) as { now?: unknown });
  }

  /** `change`: { now }, { advanceDays }, { advanceMs } or { reset: true }, as POST /local/clock takes it. */
  async move(change: { now?: number; advanceDays?: number; advanceMs?: number; reset?: boolean }): Promise<void> {
    if (!this.#hasCloud) {
      const days = (change.advanceDays ?? 0) * 86_400_000 + (change.advanceMs ?? 0);
      this.#offsetMs = change.reset ? 0 : change.now === undefined ? this.#offsetMs + days : change.now - Date.now();
      this.#tell();
      return;
    }
    const response = await fetch('/local/clock', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(change),
    });
    if (!response.ok) throw new Error(`the local cloud refused to move its clock: ${await response.text()}`);
    this.#take((await response.json()) as { now?: unknown });
  }

  #take(answer: { now?: unknown }): void {
    const now = typeof answer.now === 'number' ? answer.now : Date.parse(String(answer.now));
    if (Number.isNaN(now)) throw new Error(`the local cloud's clock answered ${JSON.stringify(answer)}`);
    const offset = now - Date.now();
    // Half a second is the way there and back, not a move.
    this.#offsetMs = Math.abs(offset) < 500 ? 0 : offset;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
