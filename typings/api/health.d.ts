/** Contract of the shop's check-up: part of the function `staff`. */

/** amber: works, and should be looked at · red: something does not work · unknown: nobody could say. */
export type HealthState = 'green' | 'amber' | 'red' | 'unknown';

/** What is looked at by the cloud itself. */
export type HealthCode =
  | 'tick'
  | 'steps'
  | 'openapi'
  | 'collections'
  | 'keys'
  | 'settings'
  | 'http'
  | 'pay'
  | 'stuck'
  | 'backlog';

/** What is to be done: names its steps on the phone. */
export type HealthCure =
  | 'trigger'
  | 'logs'
  | 'openapi'
  | 'deploy'
  | 'keys'
  | 'settings'
  | 'http'
  | 'payKeys'
  | 'payAnswer'
  | 'books'
  | 'wait'
  | 'close'
  | 'client'
  | 'network';

/** Codes, names of steps and collections, counts: never anything of a person, never a secret. */
export type HealthArgs = Record<string, string | number | string[]>;

export interface HealthRow {
  code: HealthCode;
  state: HealthState;
  /** What was found: names its sentence together with `code`. */
  finding: string;
  args: HealthArgs;
  /** Null where nothing is to be done. */
  cure: HealthCure | null;
}

export interface HealthView {
  rows: HealthRow[];
  /** When it was looked, '14:05' in the shop's zone. */
  time: string;
  /** Of the function that answers; null where it was not told. */
  build: string | null;
  /** Version of the program that the functions were built from. */
  version: string;
  /** What the phone itself asks: each function's build, and each collection, which has to refuse it. */
  functions: string[];
  collections: string[];
}

export type HealthActions = {
  'health.look': [Record<string, never>, HealthView];
};
