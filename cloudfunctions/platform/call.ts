/** What happens around every call of a function: its environment, its one log line, and that nothing escapes. */
import { currentBuild } from './build';
import { systemClock } from './clock';
import { cloudStore } from './cloud-store';
import type { Environment } from './environment';
import { randomId } from './ids';
import { Meter } from './meter';
import { type Refusal, refuse } from './refusal';
import { StoreError } from './store';

export interface Context {
  request_id?: string;
}

export interface Note {
  /** Name of a known action; never what a stranger sent. */
  action: string;
}

/** Longest part of an error that goes into the log, characters. */
const ERROR_LENGTH = 600;

/** Runs a call and writes its log line: no openid, no names, nothing of the payload. */
export async function observed<T extends { ok: true } | Refusal>(
  name: string,
  context: Context | undefined,
  call: (env: Environment, note: Note) => Promise<T>,
): Promise<T | Refusal> {
  const meter = new Meter();
  const alarms: string[] = [];
  const note: Note = { action: '?' };
  const startedAt = systemClock();
  let failure: unknown;
  let answer: T | Refusal;
  try {
    answer = await call(environment(meter, alarms), note);
  } catch (thrown) {
    failure = thrown;
    // The database did not answer: the same key may be sent again. Anything else is a bug.
    answer = refuse(thrown instanceof StoreError ? 'BUSY' : 'INTERNAL');
  }
  const line = {
    function: name,
    build: currentBuild(),
    requestId: context?.request_id ?? null,
    action: note.action,
    ok: answer.ok,
    ...(answer.ok ? {} : { code: answer.code }),
    depth: meter.depth,
    requests: meter.requests,
    ms: systemClock() - startedAt,
    ...(alarms.length > 0 ? { alarms: alarms.slice(0, 20) } : {}),
    ...(failure === undefined ? {} : { error: described(failure) }),
  };
  console.log(JSON.stringify(line));
  return answer;
}

function environment(meter: Meter, alarms: string[]): Environment {
  return {
    store: cloudStore(meter),
    now: systemClock(),
    clock: systemClock,
    pause: (ms) => new Promise((done) => setTimeout(done, ms)),
    chance: Math.random,
    newId: randomId,
    alarm: (what) => alarms.push(what),
  };
}

function described(failure: unknown): string {
  const text =
    failure instanceof StoreError ? failure.message : failure instanceof Error ? failure.stack : String(failure);
  return (text ?? '').slice(0, ERROR_LENGTH);
}
