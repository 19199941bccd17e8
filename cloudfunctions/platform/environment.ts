import type { EpochMs } from '../../typings/domain';
import type { Clock } from './clock';
import type { Store } from './store';

/** What a service may use of the world around it. Made once per call. */
export interface Environment {
  store: Store;
  /** The instant of the call: one for all of its rules, so that they agree on the day. */
  now: EpochMs;
  /** The running clock, for those who must stop in time. */
  clock: Clock;
  /** Waits between attempts. */
  pause(ms: number): Promise<void>;
  /** 0 ≤ value < 1, for spreading attempts apart. */
  chance(): number;
  newId(): string;
  /** Something an operator must look at; goes into the call's one log line. Never personal data. */
  alarm(what: string): void;
}
