/** Texts that are brought under another key while everything else goes on, and while anything is cut off. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Resealed, reseal } from '../../cloudfunctions/core/sealing';
import { currentKeyId, keyIdOf, seal, unseal } from '../../cloudfunctions/platform/sealed';
import type { Store } from '../../cloudfunctions/platform/store';
import type { EpochMs } from '../../typings/domain';
import { explore } from './simulation/explore';
import { Memory } from './simulation/memory-store';
import { type Deviation, type Ending, play } from './simulation/schedule';
import { environment, NOON } from './simulation/world';

const MINUTE = 60_000;
const ADDRESS = JSON.stringify({ name: '林小满', phone: '13800001234', detail: '一号路 1 号' });

const keyOf = (id: string) => createHash('sha256').update(id).digest('base64url');
const hand = (...ids: string[]) => {
  process.env.HUITOUKE_FIELD_KEYS = ids.map((id) => `${id}:${keyOf(id)}`).join(',');
};

beforeEach(() => {
  process.env.HUITOUKE_SECRET = Buffer.alloc(32, 7).toString('base64url');
});

afterEach(() => {
  delete process.env.HUITOUKE_FIELD_KEYS;
});

type Sealed = { _id: string; address: string | null; sealedUnder: string | null };

const redemption = (id: string) => ({ _id: id, name: '杯', address: seal(ADDRESS), sealedUnder: currentKeyId() });
const payment = (id: string) => {
  const birth = { collection: 'redemptions', document: redemption(`r-${id}`) };
  return {
    _id: id,
    state: 'open',
    onCaptured: [{ collection: 'notices', document: { _id: 'n' } }, birth],
    sealedUnder: currentKeyId(),
  };
};

/** So many of each, sealed with the key in use. */
async function shop(redemptions: number, payments = 0): Promise<Memory> {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  for (let n = 0; n < redemptions; n += 1) await store.add('redemptions', redemption(`r${n}`));
  for (let n = 0; n < payments; n += 1) await store.add('payments', payment(`p${n}`));
  return memory;
}

const tick = (store: Store, minutes = 0): Promise<Resealed> => {
  const now = (NOON + minutes * MINUTE) as EpochMs;
  return reseal(environment(store, now), (now + MINUTE) as EpochMs);
};

/** Every address there is, in redemptions and in payments that wait. */
function addressesIn(memory: Memory): string[] {
  const redemptions = memory.all('redemptions') as unknown as Sealed[];
  const births = memory.all('payments').flatMap(({ onCaptured }) => onCaptured as { document: Sealed }[]);
  return [...redemptions, ...births.map(({ document }) => document)].flatMap(({ address }) => address ?? []);
}

const idsIn = (memory: Memory) => [...new Set(addressesIn(memory).map(keyIdOf))].sort();

test('whatever is cut off, every text opens at every moment, and the next tick ends under the new key', async () => {
  const run = async (deviations: Deviation[]): Promise<Ending> => {
    hand('k1');
    const memory = await shop(2, 1);
    hand('k2', 'k1');
    const erase = async (store: Store) => {
      await store.update('redemptions', 'r0', {}, { set: { address: null, sealedUnder: null } });
    };
    const ending = await play(
      memory,
      [
        { name: 'tick', run: (store) => tick(store) },
        { name: 'another', run: (store) => tick(store) },
        { name: 'erasing', run: erase },
      ],
      deviations,
    );
    for (const text of addressesIn(memory))
      if (unseal(text) !== ADDRESS) throw new Error('a text opens to something else');
    const after = await tick(memory.plain(), 20);
    if (after.left.k1 !== undefined && after.left.k1 > 0) throw new Error(`${after.left.k1} are left`);
    if (idsIn(memory).some((id) => id !== 'k2')) throw new Error(`texts are under ${idsIn(memory)}`);
    hand('k2');
    for (const text of addressesIn(memory)) if (unseal(text) !== ADDRESS) throw new Error('lost with the old key');
    const erased = memory.all('redemptions').find(({ _id }) => _id === 'r0') as unknown as Sealed;
    if (ending.results[2] !== 'died' && erased.address !== null && 'value' in (ending.results[2] ?? {}))
      throw new Error('what was erased is back');
    return ending;
  };
  const { runs } = await explore(run, 2, 60);
  expect(runs).toBeGreaterThan(60);
});

test('a long shop takes several ticks, and nothing is done twice', async () => {
  hand('k1');
  const memory = await shop(120);
  hand('k2', 'k1');
  let now = NOON as number;
  const clock = () => {
    now += 100;
    return now as EpochMs;
  };
  const env = { ...environment(memory.plain()), clock };
  const done: number[] = [];
  for (let n = 0; n < 10; n += 1) {
    const { done: more } = await reseal(env, (now + 1_000) as EpochMs);
    done.push(more);
  }
  expect(done.filter((more) => more > 0).length).toBeGreaterThan(1);
  expect(done.reduce((sum, more) => sum + more, 0)).toBe(120);
  expect(idsIn(memory)).toEqual(['k2']);
});

test('a tick that finds everything under the one key asks once', async () => {
  hand('k1');
  const memory = await shop(3, 1);
  const asked: string[] = [];
  const store = memory.store(async (request) => {
    asked.push(request.name);
    return request.apply();
  });
  expect(await tick(store)).toEqual({ current: 'k1', done: 0, left: {} });
  expect(asked).toEqual(['find redemptions']);
});

test('a key is said to be free only when nothing under it is on its way', async () => {
  hand('k1');
  const memory = await shop(1, 1);
  const store = memory.plain();
  const birth = { collection: 'redemptions', document: redemption('late') };
  await store.add('members', { _id: 'm', due: NOON, journal: { e1: { births: [birth] } } } as { _id: string });
  await store.add('stuck', { _id: 'm:7', births: [birth], credits: [] } as { _id: string });
  hand('k2', 'k1');
  const lefts = [await tick(store), await tick(store, 9)].map(({ left }) => left);
  expect(lefts, 'calls that began with the old key may still run').toEqual([{}, {}]);
  expect((await tick(store, 11)).left).toEqual({ a1: 0, k1: 2, k2: 1 });
  await store.update('members', 'm', {}, { unset: ['due', 'journal.e1'] });
  expect((await tick(store, 21)).left).toEqual({ a1: 0, k1: 1, k2: 1 });
  await store.update('stuck', 'm:7', {}, { set: { births: [] } });
  expect((await tick(store, 31)).left).toEqual({ a1: 0, k1: 0, k2: 1 });
  await store.add('redemptions', birth.document);
  expect((await tick(store, 41)).left).toEqual({ a1: 0, k1: 0, k2: 2 });
  expect(idsIn(memory)).toEqual(['k2']);
});

test('a text whose key is gone, or that was changed, is counted and called out, and keeps no other from its turn', async () => {
  hand('k3');
  const memory = await shop(60);
  const store = memory.plain();
  hand('k1');
  for (let n = 0; n < 5; n += 1) await store.add('redemptions', redemption(`later${n}`));
  const changed = { ...redemption('changed'), address: `${seal(ADDRESS).slice(0, -4)}AAAA` };
  await store.add('redemptions', changed);
  hand('k2', 'k1');
  const env = environment(store, NOON);
  const now = (NOON + MINUTE) as EpochMs;
  expect(await reseal(env, now)).toEqual({ current: 'k2', done: 5, left: { k1: 1, k3: 60 } });
  expect(env.alarms.join()).toMatch(/changed.*k3/s);
  expect(env.alarms.join()).not.toContain('13800001234');
  expect(idsIn(memory)).toEqual(['k1', 'k2', 'k3']);
});

test('what was sealed before there was a ring comes under its first key', async () => {
  delete process.env.HUITOUKE_FIELD_KEYS;
  const memory = await shop(2, 1);
  hand('k1');
  expect(await tick(memory.plain())).toMatchObject({ current: 'k1', done: 3 });
  expect(idsIn(memory)).toEqual(['k1']);
});
