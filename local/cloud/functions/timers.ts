import { Cron } from 'croner';
import type { Clock } from '../clock';
import type { CallAnswer, Functions } from '.';
import type { CloudFunction } from './catalogue';

/**
 * The zone in which trigger times are read. The platform's is not stated for certain; Tencent's functions are in
 * Beijing's, and no program should depend on it.
 */
const TRIGGER_ZONE = 'Asia/Shanghai';
/** setTimeout takes no more; a longer wait is made of several. */
const LONGEST_WAIT_MS = 86_400_000;

/** Reads seven fields, second to year. @throws when it is none. */
export function cronOf(pattern: string): Cron {
  return new Cron(pattern, { mode: '7-part', paused: true, timezone: TRIGGER_ZONE });
}

/**
 * Timer triggers, on the cloud's clock. When it is moved forward over one or more times of a trigger, that trigger fires
 * once, with the latest of them.
 */
export class Timers {
  #waits = new Map<string, NodeJS.Timeout>();
  #closed = false;

  constructor(
    private readonly functions: Functions,
    private readonly clock: Clock,
    private readonly enabled: boolean,
    private readonly log: (line: string) => void,
  ) {
    clock.onMove((fromMs, toMs) => this.#moved(fromMs, toMs));
  }

  /** After the functions or their triggers changed. */
  arm(): void {
    this.#disarm();
    if (!this.enabled || this.#closed) return;
    for (const declared of this.functions.all()) if (declared.timer) this.#wait(declared, declared.timer);
  }

  close(): void {
    this.#closed = true;
    this.#disarm();
  }

  /** As the platform does it: no WX context, and nobody waits for the result. Undefined without such a function. */
  async fire(functionName: string, atMs = this.clock.nowMs()): Promise<CallAnswer | undefined> {
    const declared = this.functions.declared(functionName);
    if (!declared) return undefined;
    const event = {
      Type: 'Timer',
      TriggerName: declared.timer?.name ?? 'manual',
      Time: new Date(atMs).toISOString().replace(/\.\d{3}Z$/, 'Z'),
      Message: '',
    };
    return this.functions.call({ name: functionName, event: JSON.stringify(event), trigger: 'timer', source: '' });
  }

  #wait(declared: CloudFunction, timer: { name: string; cron: string }): void {
    const dueMs = cronOf(timer.cron).nextRun(new Date(this.clock.nowMs()))?.getTime();
    if (dueMs === undefined) return;
    const waitMs = Math.min(Math.max(dueMs - this.clock.nowMs(), 0), LONGEST_WAIT_MS);
    const wait = setTimeout(() => {
      if (this.clock.nowMs() >= dueMs) this.#fireUnwatched(declared.name, dueMs);
      this.#wait(declared, timer);
    }, waitMs);
    wait.unref();
    this.#waits.set(declared.name, wait);
  }

  #moved(fromMs: number, toMs: number): void {
    if (!this.enabled || this.#closed) return;
    for (const { name, timer } of this.functions.all()) {
      if (!timer) continue;
      const [latest] = cronOf(timer.cron).previousRuns(1, new Date(toMs + 1));
      if (latest && latest.getTime() > fromMs && latest.getTime() <= toMs) this.#fireUnwatched(name, latest.getTime());
    }
    this.arm();
  }

  #fireUnwatched(name: string, atMs: number): void {
    this.fire(name, atMs).catch((error: unknown) => this.log(`timer of ${name} failed: ${String(error)}`));
  }

  #disarm(): void {
    for (const wait of this.#waits.values()) clearTimeout(wait);
    this.#waits.clear();
  }
}
