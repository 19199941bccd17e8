/**
 * Brings sealed texts under the key that is in use now, so that an old one can be taken away (docs/decisions/0030). A
 * text is replaced under the condition that it still is the old one: whatever is cut off or runs twice, every text
 * opens at every moment, and what is done is not done again.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { currentKeyId, KEY_IDS, keyIdOf, keyIds, NotOpenedError, seal, unseal } from '../../platform/sealed';
import type { Match } from '../../platform/store';
import { sealedTextsIn } from './texts';
import { onTheWay } from './under-way';

/** Collections whose documents say with which key their texts are sealed. */
const PLACES = ['redemptions', 'payments'] as const;
type Place = (typeof PLACES)[number];

const PAGE = 50;
/** Requests at once: as many connections as a function may well have. */
const AT_ONCE = 8;
/** Counted no further. */
const COUNT_MAX = 1_000;

export interface Resealed {
  /** Key that new texts are under. */
  current: string;
  /** Documents brought under it now. */
  done: number;
  /**
   * By id of a key: how many documents are known to hold texts under it, at most a thousand of a kind. A zero is certain:
   * nothing is under that key, and nothing is on its way. An id is missing while that cannot be said yet, and the current
   * one's too.
   */
  left: Record<string, number>;
}

interface Marked {
  _id: string;
  sealedUnder: string;
}

export function nothingResealed(): Resealed {
  return { current: currentKeyId(), done: 0, left: {} };
}

/** Keys are not being changed, and nothing was under another one. */
export function isAtRest({ done, left }: Resealed): boolean {
  return !isChanging() && done === 0 && Object.keys(left).length === 0;
}

/** The one that is derived is at hand in every shop; who has but one key of a ring is not changing keys. */
function isChanging(): boolean {
  return keyIds().length > 2;
}

/** With one key that everything is under, which is how most ticks find it, it costs one request. */
export async function reseal(env: Environment, stopAt: EpochMs): Promise<Resealed> {
  const current = currentKeyId();
  const ids = keyIds();
  const resealed = nothingResealed();
  const first = await marked(env, 'redemptions', others(KEY_IDS, current), PAGE);
  if (first.length === 0 && !isChanging()) return resealed;
  const opened = others(ids, current);
  for (const place of PLACES) resealed.done += await resealAll(env, place, opened, stopAt);
  resealed.left = await countLeft(env, current, opened);
  const lost = Object.keys(resealed.left).filter((id) => !ids.includes(id));
  if (lost.length > 0) env.alarm(`texts are sealed with keys that are gone: ${lost.join(', ')}`);
  return resealed;
}

function others(ids: readonly string[], current: string): string[] {
  return ids.filter((id) => id !== current);
}

function marked(env: Environment, place: Place, under: readonly string[], limit: number): Promise<Marked[]> {
  const where: Match = { sealedUnder: { in: under } };
  return env.store.find<Marked>(place, { where, limit, fields: ['sealedUnder'] });
}

async function resealAll(env: Environment, place: Place, under: readonly string[], stopAt: EpochMs): Promise<number> {
  let done = 0;
  while (env.clock() < stopAt) {
    const where: Match = { sealedUnder: { in: under } };
    const page = await env.store.find<Marked>(place, { where, limit: PAGE });
    let here = 0;
    for (let at = 0; at < page.length && env.clock() < stopAt; at += AT_ONCE) {
      const written = await Promise.all(page.slice(at, at + AT_ONCE).map((each) => resealOne(env, place, each)));
      here += written.filter(Boolean).length;
    }
    done += here;
    // A page of which nothing could be opened would be read again and again.
    if (page.length < PAGE || here === 0) break;
  }
  return done;
}

/** @returns whether it is under the current key by this very request */
async function resealOne(env: Environment, place: Place, document: Marked): Promise<boolean> {
  const { _id, sealedUnder } = document;
  const texts = sealedTextsIn(document, keyIdOf);
  const current = currentKeyId();
  const where: Record<string, string> = { sealedUnder };
  const set: Record<string, string | null> = { sealedUnder: texts.length > 0 ? current : null };
  try {
    for (const { path, text } of texts) {
      where[path] = text;
      set[path] = seal(unseal(text));
    }
  } catch (unopened) {
    if (!(unopened instanceof NotOpenedError)) throw unopened;
    env.alarm(`${place}/${_id}: ${unopened.message}`);
    return false;
  }
  return env.store.update(place, _id, where, { set });
}

/**
 * In the order in which a text travels, so that none slips through between two looks: a payment that is made puts it into
 * its member's journal, and from there it is delivered.
 */
async function countLeft(env: Environment, current: string, opened: readonly string[]): Promise<Resealed['left']> {
  const under = others(KEY_IDS, current);
  const paying = await marked(env, 'payments', under, COUNT_MAX);
  const waiting = await onTheWay(env, current);
  const there = await marked(env, 'redemptions', under, COUNT_MAX);
  const left = new Map(waiting === null ? [] : [...opened, current].map((id) => [id, 0]));
  const mine = waiting === null ? [] : await marked(env, 'redemptions', [current], COUNT_MAX);
  const found = [...paying, ...there, ...mine].map(({ sealedUnder }) => sealedUnder);
  for (const id of [...found, ...(waiting ?? [])]) left.set(id, (left.get(id) ?? 0) + 1);
  return Object.fromEntries(left);
}
