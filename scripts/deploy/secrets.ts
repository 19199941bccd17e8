/**
 * Values of environment variables that are secret: what the cloud has stays, what it lacks comes from this machine, and
 * only a shop that has not begun gets new ones. Nothing here is ever printed but names.
 */
import { settleRing } from './keyring';
import type { Declared, Found, Obstacle, Variables, Wishes } from './model';

export interface Given {
  /** From the environment and `.env.deploy`. */
  said: Variables;
  /** From `.deploy/<env>.keys.json`: made by an earlier deployment. */
  kept: Variables;
}

export interface SecretsAsked {
  given: Given;
  wishes: Wishes;
  /** Key id -> texts under it; null when nobody has counted. */
  sealed: Readonly<Record<string, number>> | null;
  newKey: () => string;
}

export interface Settled {
  /** Variable -> its value in every function that declares it. */
  values: Record<string, string>;
  /** Function -> variables it gets before all others get theirs. */
  first: Record<string, Record<string, string>>;
  /** What was made here, to be kept in a safe place. */
  made: Record<string, string>;
  obstacles: Obstacle[];
  notes: string[];
}

/** Nothing was ever signed, looked up or sealed: no member, and no function that could have made one. */
export function isUnbegun({ members, functions }: Found): boolean {
  return members === null || (members === 0 && Object.keys(functions).length === 0);
}

export function settleSecrets(declared: Declared, found: Found, asked: SecretsAsked): Settled {
  const settled: Settled = { values: {}, first: {}, made: {}, obstacles: [], notes: [] };
  for (const name of namesOf(declared, 'secrets')) settleSecret(name, declared, found, asked, settled);
  for (const name of namesOf(declared, 'keyrings')) settleKeyring(name, declared, found, asked, settled);
  return settled;
}

function settleSecret(name: string, declared: Declared, found: Found, asked: SecretsAsked, settled: Settled): void {
  const { said, kept } = asked.given;
  const stop = (exit: 2 | 3, text: string) => settled.obstacles.push({ exit, text });
  const held = Object.entries(heldBy('secrets', name, declared, found)).filter(([, value]) => value !== '');
  const [first] = held;
  if (!first) {
    const value = said[name] ?? kept[name];
    if (value !== undefined) settled.values[name] = value;
    else if (isUnbegun(found)) settled.values[name] = settled.made[name] = asked.newKey();
    else
      stop(
        2,
        `缺少 ${name}：云上没有，这里也没有，而店里已经有会员。把当时收好的值写进 .env.deploy 再部署，不能新做一个`,
      );
    return;
  }
  const [holder, value] = first;
  const other = held.find(([, each]) => each !== value);
  if (other)
    return void stop(
      3,
      `云函数 ${holder} 和 ${other[0]} 的 ${name} 不一样：请在控制台查清哪一个是对的，改成一样再部署`,
    );
  if (said[name] !== undefined && said[name] !== value)
    return void stop(
      3,
      `这里给出的 ${name} 和云上的不一样。换掉它，会员码、手机号、合作方的钥匙都会失效：请去掉这里的值`,
    );
  if (kept[name] !== undefined && kept[name] !== value)
    settled.notes.push(`.deploy 里收着的 ${name} 和云上的不一样，以云上的为准；请重新抄一份收好`);
  settled.values[name] = value;
}

function settleKeyring(name: string, declared: Declared, found: Found, asked: SecretsAsked, settled: Settled): void {
  const { given, wishes, sealed, newKey } = asked;
  const held = heldBy('keyrings', name, declared, found);
  const none = Object.values(held).every((ring) => ring === '');
  const { ring, first, made, obstacles, notes } = settleRing({
    variable: name,
    held,
    // Kept rings go back to a cloud that has none; one that has its own may have moved on since.
    given: given.said[name] ?? (none ? given.kept[name] : undefined),
    fresh: isUnbegun(found),
    wishes,
    sealed,
    newKey,
  });
  settled.obstacles.push(...obstacles);
  settled.notes.push(...notes);
  if (ring === null) return;
  settled.values[name] = ring;
  if (made) settled.made[name] = ring;
  for (const [fn, value] of Object.entries(first)) {
    if (value !== ring) settled.first[fn] = { ...settled.first[fn], [name]: value };
  }
}

/**
 * What only the merchant has: the value given here, or else the one that a function already holds, for those that lack it.
 */
export function settleProvided(
  declared: Declared,
  found: Found,
  { said }: Given,
  notes: string[],
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of namesOf(declared, 'provided')) {
    const held = new Set(Object.values(heldBy('provided', name, declared, found)).filter((value) => value !== ''));
    const [only] = held;
    if (said[name]) values[name] = said[name];
    else if (held.size === 1 && only !== undefined) values[name] = only;
    else if (held.size > 1) notes.push(`几个云函数的 ${name} 不一样，这里又没有给出，没有动它们`);
  }
  return values;
}

/** Function that declares it and is there -> its value, '' when it has none. */
function heldBy(kind: Kind, name: string, declared: Declared, found: Found): Record<string, string> {
  const holders = Object.entries(declared.functions).filter(([, fn]) => fn[kind]?.includes(name));
  const there = holders.flatMap(([holder]) => {
    const { [holder]: fn } = found.functions;
    return fn ? [[holder, fn.variables[name] ?? ''] as const] : [];
  });
  return Object.fromEntries(there);
}

type Kind = 'secrets' | 'keyrings' | 'provided';

export function namesOf({ functions }: Declared, kind: Kind): string[] {
  return [...new Set(Object.values(functions).flatMap((fn) => fn[kind] ?? []))];
}
