/**
 * Sealed texts that are not yet where they belong: an entry has given birth to them and nobody has delivered it, or a call
 * that sealed with the old key is still running. While there may be such, no key is said to be free.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { keyIdOf } from '../../platform/sealed';
import { ensure, findById } from '../../platform/store';
import { sealedTextsIn } from './texts';

/** Members whose journals are read at once; more of them, and it is said at a later tick. */
const JOURNALS = 500;
const STUCK = 200;

/**
 * Between the first sight of a new key and the first word of what is left of the old: a deployment reaches one function
 * after the other, and a call takes 20 s at most.
 */
const SETTLING_MS = 10 * 60_000;

interface Progress {
  _id: 'sealing';
  shape: 1;
  /** Key that was in use when somebody looked last, and since when. */
  current: string;
  since: EpochMs;
}

/** @returns of each text that waits under another key, that key's id; null while it cannot be said */
export async function onTheWay(env: Environment, current: string): Promise<string[] | null> {
  if ((await since(env, current)) + SETTLING_MS > env.now) return null;
  const [members, stuck] = await Promise.all([
    env.store.find<{ journal: object }>('members', {
      where: { due: { gte: 0 } },
      limit: JOURNALS,
      fields: ['journal'],
    }),
    env.store.find<{ births: object }>('stuck', { where: {}, limit: STUCK, fields: ['births', 'credits'] }),
  ]);
  if (members.length === JOURNALS || stuck.length === STUCK) return null;
  const texts = [...members, ...stuck].flatMap((document) => sealedTextsIn(document, keyIdOf));
  return texts.map(({ keyId }) => keyId).filter((id) => id !== current);
}

async function since(env: Environment, current: string): Promise<EpochMs> {
  const known = await findById<Progress>(env.store, 'jobs', 'sealing');
  if (known?.current === current) return known.since;
  const fresh: Progress = { _id: 'sealing', shape: 1, current, since: env.now };
  if (known) await env.store.update('jobs', 'sealing', {}, { set: { current, since: env.now } });
  else await ensure(env.store, 'jobs', fresh);
  return env.now;
}
