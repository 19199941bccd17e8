/** What the timer has to see to, oldest first: payments, refunds and shipments each wait under `look`. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Collection } from '../../platform/store';

export interface Waiting {
  _id: string;
  tries: number;
  look: EpochMs | null;
}

export type Queue = Extract<Collection, 'payments' | 'refunds' | 'shipments'>;

/** What came of a look: nothing yet, and it is put off. */
export type Looked = 'done' | 'later';

const AT_ONCE = 100;
const TOGETHER = 5;
const MINUTE_MS = 60_000;
/** 1, 2, 4 … minutes, at most this. */
const LONGEST_MINUTES = 12 * 60;

/**
 * Looks at everything that is due, a few at a time. One that fails is put off like one that came to nothing, and holds up
 * nobody else.
 * @returns how many were settled
 */
export async function workOff<T extends Waiting>(
  env: Environment,
  queue: Queue,
  stopAt: number,
  look: (one: T) => Promise<Looked>,
): Promise<number> {
  const due = await env.store.find<T>(queue, {
    where: { look: { lte: env.now } },
    order: ['look', 'asc'],
    limit: AT_ONCE,
  });
  let settled = 0;
  for (let start = 0; start < due.length && env.clock() < stopAt; start += TOGETHER) {
    const outcomes = await Promise.all(due.slice(start, start + TOGETHER).map((one) => lookAt(env, queue, one, look)));
    settled += outcomes.filter((outcome) => outcome === 'done').length;
  }
  return settled;
}

async function lookAt<T extends Waiting>(
  env: Environment,
  queue: Queue,
  one: T,
  look: (one: T) => Promise<Looked>,
): Promise<Looked> {
  try {
    const outcome = await look(one);
    if (outcome === 'later') await putOff(env, queue, one);
    return outcome;
  } catch (failure) {
    env.alarm(`${queue} ${one._id}: ${failure instanceof Error ? failure.message : failure}`);
    await putOff(env, queue, one).catch(() => undefined);
    return 'later';
  }
}

/** Only where nobody else has been: `look` moves with every change. */
async function putOff(env: Environment, queue: Queue, { _id, tries, look }: Waiting): Promise<void> {
  const minutes = Math.min(2 ** Math.min(tries, 20), LONGEST_MINUTES);
  const set = { look: env.now + minutes * MINUTE_MS, tries: tries + 1 };
  await env.store.update(queue, _id, { look }, { set });
}
