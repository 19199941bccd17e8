/** What the cloud and an instance say to each other over the child's channel. */

export type ToInstance =
  | { kind: 'load'; entry: string; sdk: string; adminUrl: string; offsetMs: number }
  | {
      kind: 'invoke';
      id: string;
      /** JSON text of the event. */
      event: string;
      environment: Record<string, string>;
      context: Record<string, unknown>;
      offsetMs: number;
    }
  | { kind: 'clock'; offsetMs: number };

export interface Thrown {
  name: string;
  message: string;
  stack: string;
}

export type FromInstance =
  | { kind: 'ready' }
  /** The module could not be loaded. */
  | { kind: 'broken'; error: Thrown }
  | { kind: 'began'; id: string }
  | { kind: 'result'; id: string; json: string }
  | { kind: 'error'; id: string; error: Thrown }
  /** Nobody caught it; the process ends right after. */
  | { kind: 'dying'; error: Thrown };

/** Begins a line of output with the request id it belongs to. */
export const LINE_MARK = '\u0001';

/** Depth of the last answers an instance had when it began a request, and the depth of the request answered. */
export const AFTER_HEADER = 'x-local-after';
export const DEPTH_HEADER = 'x-local-depth';
