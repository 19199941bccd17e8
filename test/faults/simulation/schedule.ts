/**
 * Runs several processes against one database, one request at a time, in an order decided from outside, and lets
 * requests fail in every way the kernel must survive. The same decisions give the same run.
 */
import { type Store, StoreError } from '../../../cloudfunctions/platform/store';
import type { Memory, Request } from './memory-store';

/** What may happen to the next request of the process at hand. */
export type Fate =
  /** Applied and answered. */
  | 'served'
  /** Applied; the caller sees a time-out. */
  | 'answer lost'
  /** Not applied yet; the caller sees a time-out. It is applied at some later moment. */
  | 'late'
  /** Never applied; the caller sees an error. */
  | 'refused'
  /** The caller dies before it is applied. */
  | 'crash before'
  /** The caller dies after it was applied. */
  | 'crash after';

const WRITE_FATES: Fate[] = ['answer lost', 'late', 'refused', 'crash before', 'crash after'];
const READ_FATES: Fate[] = ['refused', 'crash before'];

/** At this step, do not go on with the process at hand, but so. */
export type Deviation = { step: number } & ({ fate: Fate } | { turnTo: number } | { apply: 'late' });

interface Waiting {
  request: Request;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

export interface Process {
  name: string;
  run(store: Store): Promise<unknown>;
}

export interface Ending {
  /** By process: what it returned, or what it failed with, or that it died. */
  results: ({ value: unknown } | { failure: unknown } | 'died')[];
  /** Deviations that were possible, by step. */
  choices: Deviation[][];
}

export async function play(
  memory: Memory,
  processes: readonly Process[],
  deviations: readonly Deviation[],
): Promise<Ending> {
  const waiting = processes.map((): Waiting[] => []);
  const results: (Ending['results'][number] | undefined)[] = processes.map(() => undefined);
  const late: Request[] = [];
  processes.forEach((process, index) => {
    const queue = waiting[index] as Waiting[];
    const store = memory.store((request) => new Promise((resolve, reject) => queue.push({ request, resolve, reject })));
    process.run(store).then(
      (value) => {
        results[index] ??= { value };
      },
      (failure: unknown) => {
        results[index] ??= { failure };
      },
    );
  });
  const choices: Deviation[][] = [];
  let current = 0;
  await settled();
  for (let step = 0; ; step += 1) {
    const able = waiting.flatMap((queue, index) => (queue.length > 0 && results[index] !== 'died' ? [index] : []));
    if (able.length === 0) break;
    if (!able.includes(current)) current = able[0] as number;
    choices.push(choicesAt(step, able, current, waiting, late));
    const deviation = deviations.find((each) => each.step === step);
    if (deviation && 'apply' in deviation) {
      applied(late.shift());
      continue;
    }
    if (deviation && 'turnTo' in deviation) current = deviation.turnTo;
    const next = (waiting[current] as Waiting[]).shift() as Waiting;
    const fate = deviation && 'fate' in deviation ? deviation.fate : 'served';
    if (meet(fate, next, late)) {
      results[current] = 'died';
      waiting[current] = [];
    }
    await settled();
  }
  for (const request of late) applied(request);
  return { results: results.map((result) => result ?? 'died'), choices };
}

function choicesAt(step: number, able: number[], current: number, waiting: Waiting[][], late: Request[]): Deviation[] {
  const writes = waiting[current]?.[0]?.request.writes ?? false;
  return [
    ...able.filter((index) => index !== current).map((turnTo) => ({ step, turnTo })),
    ...(writes ? WRITE_FATES : READ_FATES).map((fate) => ({ step, fate })),
    ...(late.length > 0 ? [{ step, apply: 'late' as const }] : []),
  ];
}

/** @returns whether the caller died of it */
function meet(fate: Fate, { request, resolve, reject }: Waiting, late: Request[]): boolean {
  const timeout = () => reject(new StoreError(request.name, 'timed out'));
  if (fate === 'crash before') return true;
  if (fate === 'refused') timeout();
  else if (fate === 'late') {
    late.push(request);
    timeout();
  } else {
    let answer: { value: unknown } | { failure: unknown };
    try {
      answer = { value: request.apply() };
    } catch (failure) {
      answer = { failure };
    }
    if (fate === 'crash after') return true;
    if (fate === 'answer lost') timeout();
    else if ('value' in answer) resolve(answer.value);
    else reject(answer.failure);
  }
  return false;
}

function applied(request: Request | undefined): void {
  try {
    request?.apply();
  } catch (duplicate) {
    if (!(duplicate instanceof StoreError)) throw duplicate;
  }
}

/** All that follows from an answer without asking the database again happens before the next step. */
function settled(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
