/** A new key for what is sealed, brought in while the shop is open, through the real functions (docs/decisions/0030). */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Resealed } from '../../cloudfunctions/core/sealing';
import { keyIdOf } from '../../cloudfunctions/platform/sealed';
import type { Store } from '../../cloudfunctions/platform/store';
import { openCloudStore } from '../../scripts/cloud-store';
import type { Answer } from '../../typings/api/envelope';
import { address, openMall, put, rich, wish } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

const NAME = 'HUITOUKE_FIELD_KEYS';
const MINUTE = 60_000;
const PEOPLE = ['o-under-k1', 'o-meanwhile', 'o-under-k2'] as const;

let shop: Shop;
let store: Store;
let [k1, k2] = ['', `k2:${randomBytes(32).toString('base64url')}`];

async function must<T>(answer: Promise<Answer<T>>): Promise<T> {
  const done = await answer;
  if (!done.ok) throw new Error(done.error.code);
  return done.data;
}

async function hand(ring: string, functions?: string[]): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ name: NAME, ring, ...(functions ? { functions } : {}) });
  const response = await fetch(`${shop.origin}/local/keyrings`, { method: 'POST', headers, body });
  return response.json();
}

/** Has a mug sent. */
async function order(openid: string): Promise<void> {
  await rich(shop, openid);
  const mug = await put(shop, {}, 5);
  await must(shop.act(openid, 'mall.exchange', wish(mug, { way: 'delivery', address }), 'sent'));
}

/** The address as its owner sees it, and as the staff see it. */
async function read(openid: string): Promise<void> {
  const [own] = (await must(shop.act(openid, 'redemptions.list', { segment: 'open' as never }))).redemptions;
  const view = await must(shop.act(openid, 'redemptions.view', { id: own?.id as string }));
  expect(view.redemption.address).toEqual({ ...address, phone: expect.any(String) });
}

async function everybodyReads(...people: string[]): Promise<void> {
  for (const openid of people) await read(openid);
  const { parcels } = (await must(shop.staff('o-owner', 'parcels.list', { segment: 'due' }))) as {
    parcels: { address: { detail: string } }[];
  };
  expect(parcels.map((each) => each.address.detail)).toEqual(people.map(() => address.detail));
}

async function keysInUse(): Promise<(string | null)[]> {
  const found = await store.find<{ address: string; sealedUnder: string }>('redemptions', { where: {}, limit: 100 });
  for (const each of found) expect(each.sealedUnder).toBe(keyIdOf(each.address));
  return [...new Set(found.map((each) => keyIdOf(each.address)))].sort();
}

async function tick(): Promise<Resealed> {
  return ((await shop.tick()) as { sealing: Resealed }).sealing;
}

beforeAll(async () => {
  shop = await openShop(2);
  await openMall(shop);
  store = await openCloudStore(shop.origin);
  await must(shop.staff('o-owner', 'staff.claim', { code: await shop.setupCode(), name: '店主' }, 'claim'));
  const { keyrings } = (await (await fetch(`${shop.origin}/local/keyrings`)).json()) as {
    keyrings: Record<string, Record<string, string>>;
  };
  k1 = keyrings.shopper?.[NAME] as string;
  expect(k1).toMatch(/^k1:/);
  expect(Object.values(keyrings).every((rings) => rings[NAME] === k1)).toBe(true);
});
afterAll(() => shop.close());

test('a new key is appended, first here and then there: everybody reads everything, and still seals with the old', async () => {
  await order(PEOPLE[0]);
  expect(await hand(`${k1},${k2}`, ['staff'])).toEqual({ functions: ['staff'] });
  await everybodyReads(PEOPLE[0]);
  await hand(`${k1},${k2}`);
  await order(PEOPLE[1]);
  await everybodyReads(PEOPLE[0], PEOPLE[1]);
  expect(await keysInUse()).toEqual(['k1']);
});

test('it is put first, first here and then there: what one seals with it the other reads', async () => {
  await hand(`${k2},${k1}`, ['shopper']);
  await order(PEOPLE[2]);
  expect(await keysInUse()).toEqual(['k1', 'k2']);
  await everybodyReads(...PEOPLE);
  await hand(`${k2},${k1}`);
  await everybodyReads(...PEOPLE);
});

test('the timer brings everything under it, says when the old one is free, and then the new one alone opens all', async () => {
  expect(await tick()).toMatchObject({ current: 'k2', done: 2, left: {} });
  expect(await keysInUse()).toEqual(['k2']);
  await shop.advance(11 * MINUTE);
  await tick();
  await shop.advance(11 * MINUTE);
  expect((await tick()).left).toEqual({ a1: 0, k1: 0, k2: 3 });
  await hand(k2);
  await everybodyReads(...PEOPLE);
});

test('a ring that is none is refused, and everything goes on', async () => {
  expect(await hand('k1:short')).toMatchObject({ error: { code: 'INVALID_PARAM', field: 'ring' } });
  expect(await hand(k2, ['public'])).toMatchObject({ error: { code: 'NOT_FOUND', field: 'functions' } });
  await everybodyReads(...PEOPLE);
});
