/**
 * Rings of keys that functions share. Law: at every moment the key a function seals with is one that all others can
 * open. So a new key is first hung behind the others everywhere, and only then put in front, the timer's function last.
 * What broke off in between is recognised by its rings and finished by the next deployment, whatever was asked of it.
 */
import { KEYS_MAX, RING_IDS, readRing } from '../../cloudfunctions/platform/keyring';
import type { Obstacle, Variables, Wishes } from './model';

export interface RingAsked {
  variable: string;
  /** Function that is there -> its ring, '' when it has none. */
  held: Variables;
  /** Given on this machine. */
  given: string | undefined;
  /** Nothing can have been sealed yet. */
  fresh: boolean;
  wishes: Pick<Wishes, 'rotateFieldKey' | 'retireFieldKey'>;
  /** Key id -> how many texts are under it, as the timer last counted; null when it never did. */
  sealed: Readonly<Record<string, number>> | null;
  /** 32 random bytes, base64url. */
  newKey: () => string;
}

export interface SettledRing {
  /** For all functions; null when there is none, and none is made. */
  ring: string | null;
  /** Functions that have to learn of keys before anybody seals with them -> the ring they get first. */
  first: Variables;
  /** A key was made. */
  made: boolean;
  obstacles: Obstacle[];
  notes: string[];
}

type Keys = Map<string, string>;

export function settleRing(asked: RingAsked): SettledRing {
  const settled: SettledRing = { ring: null, first: {}, made: false, obstacles: [], notes: [] };
  const stop = (exit: 2 | 3, text: string): SettledRing => ({ ...settled, obstacles: [{ exit, text }] });
  const { variable, held, given } = asked;
  const rings = new Map<string, Keys>();
  for (const [name, text] of Object.entries(held)) {
    const keys = text === '' ? new Map() : keysOf(text);
    if (!keys) return stop(3, `云函数 ${name} 的 ${variable} 不是一串钥匙：请在控制台核对，改好再部署`);
    rings.set(name, keys);
  }
  const offered = given === undefined ? new Map<string, string>() : keysOf(given);
  if (!offered) return stop(2, `给出的 ${variable} 不是一串钥匙：形如 k2:…,k1:…，每把 32 字节，base64url`);
  const all: Keys = new Map();
  for (const [name, keys] of rings) {
    for (const [id, key] of keys) {
      if ((all.get(id) ?? key) !== key)
        return stop(3, `云函数 ${name} 的 ${variable} 里 ${id} 和别的云函数不一样：请先查清哪一把是对的`);
      all.set(id, key);
    }
  }
  if (all.size === 0) return begin(asked, offered, settled);
  for (const [id, key] of offered) {
    if (all.get(id) !== key) return stop(3, `给出的 ${variable} 和云上的不一样：换新钥匙请用 --rotate-field-key`);
  }
  const { rotateFieldKey, retireFieldKey } = asked.wishes;
  if (retireFieldKey !== null && all.has(retireFieldKey)) return retire(asked, retireFieldKey, rings, all, settled);
  if (retireFieldKey !== null) settled.notes.push(absent(retireFieldKey));
  return go(rings, all, rotateFieldKey ? asked.newKey : null, settled);
}

/** No function has a ring yet. */
function begin({ given, fresh, wishes, newKey }: RingAsked, offered: Keys, settled: SettledRing): SettledRing {
  if (wishes.retireFieldKey !== null) settled.notes.push(absent(wishes.retireFieldKey));
  if (given !== undefined && offered.size > 0) return { ...settled, ring: written(offered) };
  if (!fresh && !wishes.rotateFieldKey) return settled;
  return { ...settled, ring: `k1:${newKey()}`, made: true };
}

/** Goes on to the ring of all keys, newest first; with one more when it is asked for and nothing is unfinished. */
function go(rings: Map<string, Keys>, all: Keys, newKey: (() => string) | null, settled: SettledRing): SettledRing {
  const finished = [...rings.values()].every((keys) => inOrder(keys) === written(all));
  if (newKey === null) return { ...settled, ring: written(all), first: catchingUp(rings, all) };
  if (!finished) {
    const notes = [...settled.notes, '上一次换钥匙没有做完，这次先把它做完'];
    return { ...settled, ring: written(all), first: catchingUp(rings, all), notes };
  }
  const id = `k${Math.max(...[...all.keys()].map(numberOf)) + 1}`;
  if (all.size >= KEYS_MAX || !RING_IDS.includes(id)) {
    const text = `已经有 ${all.size} 把钥匙，先用 --retire-field-key 拿走不用的`;
    return { ...settled, obstacles: [{ exit: 3, text }] };
  }
  const more = new Map(all).set(id, newKey());
  return { ...settled, ring: written(more), first: catchingUp(rings, more), made: true };
}

/** Every function that lacks a key gets it behind its own: it can open what the others will seal. */
function catchingUp(rings: Map<string, Keys>, all: Keys): Record<string, string> {
  const first: Record<string, string> = {};
  const oldestFirst = [...all.keys()].sort((a, b) => numberOf(a) - numberOf(b));
  for (const [name, keys] of rings) {
    const missing = oldestFirst.filter((id) => !keys.has(id));
    if (missing.length === 0) continue;
    first[name] = [...keys.keys(), ...missing].map((id) => `${id}:${all.get(id)}`).join(',');
  }
  return first;
}

/** Takes a key away that nothing is under any more. */
function retire(
  { sealed }: RingAsked,
  id: string,
  rings: Map<string, Keys>,
  all: Keys,
  settled: SettledRing,
): SettledRing {
  const stop = (text: string): SettledRing => ({ ...settled, obstacles: [{ exit: 3, text }] });
  const rest = without(all, id);
  const [newest] = [...rest.keys()].sort(newestFirst);
  if (newest === undefined || numberOf(newest) < numberOf(id))
    return stop(`${id} 正在使用，不能拿走：先用 --rotate-field-key 换一把新的`);
  const finished = [...rings.values()].every((keys) => inOrder(without(keys, id)) === written(rest));
  if (!finished || frontsOf(rings).has(id)) return stop('上一次换钥匙没有做完：先不带 --retire-field-key 部署一次');
  const { [newest]: current, [id]: left } = sealed ?? {};
  if (current === undefined || left === undefined) return stop(`现在还说不准哪些内容用着 ${id}：过半小时再来`);
  if (left > 0) return stop(`还有 ${left} 处内容用着 ${id}：定时任务每次换一批，过些时候再来`);
  const notes = [...settled.notes, `拿走 ${id} 以后，更早的备份要靠它才能打开：和备份放在一起收好`];
  return { ...settled, ring: written(rest), notes };
}

function absent(id: string): string {
  return `没有叫 ${id} 的钥匙，不用拿走`;
}

function without(keys: Keys, id: string): Keys {
  return new Map([...keys].filter(([each]) => each !== id));
}

function frontsOf(rings: Map<string, Keys>): Set<string | undefined> {
  return new Set([...rings.values()].map((keys) => keys.keys().next().value));
}

function inOrder(keys: Keys): string {
  return [...keys].map(([id, key]) => `${id}:${key}`).join(',');
}

/** As it stands in the end: newest first. */
function written(keys: Keys): string {
  return inOrder(new Map([...keys].sort(([a], [b]) => newestFirst(a, b))));
}

function keysOf(text: string): Keys | null {
  const read = readRing(text);
  return read.ok ? new Map(read.keys.map(({ id, key }) => [id, key.toString('base64url')])) : null;
}

function newestFirst(a: string, b: string): number {
  return numberOf(b) - numberOf(a);
}

function numberOf(id: string): number {
  return Number(id.slice(1));
}
