/** The core's listeners, by event. A listener that throws is reported and does not stop the others. */
export class Signals {
  private readonly listeners = new Map<string, Set<(detail: unknown) => void>>();

  constructor(private readonly failed: (error: unknown) => void) {}

  on(event: string, listener: (detail: unknown) => void): void {
    const known = this.listeners.get(event) ?? new Set();
    known.add(listener);
    this.listeners.set(event, known);
  }

  emit(event: string, detail: unknown): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) {
      try {
        listener(detail);
      } catch (error) {
        this.failed(error);
      }
    }
  }
}
