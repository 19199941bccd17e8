/** The two ends between a page and the page it opened. What one end emits, the other end's listeners get. */
type Listener = (data: unknown) => void;

export class EventChannel {
  private readonly listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  private other: EventChannel | undefined;

  static pair(): [EventChannel, EventChannel] {
    const opener = new EventChannel();
    const opened = new EventChannel();
    opener.other = opened;
    opened.other = opener;
    return [opener, opened];
  }

  emit(event: string, data?: unknown): void {
    this.other?.deliver(event, data);
  }

  on(event: string, listener: Listener): void {
    this.add(event, listener, false);
  }

  once(event: string, listener: Listener): void {
    this.add(event, listener, true);
  }

  off(event: string, listener?: Listener): void {
    const rest = (this.listeners.get(event) ?? []).filter(
      (item) => listener !== undefined && item.listener !== listener,
    );
    this.listeners.set(event, rest);
  }

  private add(event: string, listener: Listener, once: boolean): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), { listener, once }]);
  }

  private deliver(event: string, data: unknown): void {
    const known = this.listeners.get(event) ?? [];
    this.listeners.set(
      event,
      known.filter((item) => !item.once),
    );
    for (const { listener } of known) listener(data);
  }
}
