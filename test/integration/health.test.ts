/** The shop's check-up through the functions themselves: what is well, and each thing that is broken. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TimerHealth } from '../../cloudfunctions/core/health';
import { collections } from '../../cloudfunctions/manifest/collections';
import { functions } from '../../cloudfunctions/manifest/functions';
import type { Answer } from '../../typings/api/envelope';
import type { HealthCode, HealthRow, HealthView } from '../../typings/api/health';
import { allOf } from './shop/database';
import { BUILD, openShop, type Shop } from './shop/shop';
import { MERCHANT, PayV3 } from './wechat/pay-v3';

let shop: Shop;
const BOSS = 'boss';
const MINUTE = 60_000;

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}

const look = async (): Promise<HealthView> => sure(await shop.staff(BOSS, 'health.look', {}));
async function row(code: HealthCode): Promise<HealthRow> {
  const found = (await look()).rows.find((each) => each.code === code);
  if (!found) throw new Error(`no row ${code}`);
  return found;
}
async function control(method: string, path: string, body?: object): Promise<unknown> {
  const given = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${shop.origin}${path}`, { method, ...given });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
const written = async () => (await allOf(shop, 'health'))[0] as unknown as TimerHealth | undefined;

beforeAll(async () => {
  shop = await openShop();
  sure(await shop.staff(BOSS, 'staff.claim', { code: await shop.setupCode(), name: '何禾' }, 'claim'));
});
afterAll(() => shop.close());

test('every line of the log says the build', async () => {
  const lines = (await shop.logs()) as unknown as { build: unknown }[];
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.every(({ build }) => build === BUILD)).toBe(true);
});

test.each(Object.keys(functions))('%s says which build it is to whoever asks, before anything else', async (name) => {
  const told = { ok: true, data: { build: BUILD } };
  expect(await shop.raw('anybody', { action: 'build' }, name)).toEqual(told);
  expect(await shop.raw(undefined, { action: 'build', payload: 'x'.repeat(9_000) }, name)).toEqual(told);
});

test('over HTTP nobody is told the build', async () => {
  const body = JSON.stringify({ action: 'build' });
  for (const path of ['/partner', '/partner/v1/ping', '/payment', '/payment?action=build']) {
    const answer = await fetch(`${shop.origin}/http${path}`, { method: 'POST', body });
    expect(answer.ok).toBe(false);
    expect(await answer.text()).not.toContain(BUILD);
  }
});

test('the self-check reads every collection, writes nothing, and is not for phones', async () => {
  const answer = sure(await shop.raw(undefined, { action: 'selfCheck' }, 'timer'));
  expect(answer).toEqual({
    build: BUILD,
    collections: Object.fromEntries(Object.keys(collections).map((name) => [name, true])),
    keys: true,
    sealed: null,
  });
  expect(await written()).toBeUndefined();
  expect(await shop.raw('anybody', { action: 'selfCheck' }, 'timer')).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
});

test('before the first tick the timer is said to stand still', async () => {
  expect(await row('tick')).toMatchObject({ state: 'red', finding: 'never', cure: 'trigger' });
  expect(await row('steps')).toMatchObject({ state: 'unknown' });
});

test('a shop as it was deployed has nothing but green', async () => {
  await shop.tick();
  const { rows, build, version, functions: names, collections: kept } = await look();
  expect(rows.filter(({ state }) => state !== 'green')).toEqual([]);
  expect(rows).toHaveLength(10);
  expect({ build, version }).toEqual({ build: BUILD, version: '0.1.0' });
  expect(names).toEqual(Object.keys(functions));
  expect(kept).toEqual(Object.keys(collections));
});

test('WeChat is asked once an hour, and at every tick while something is wrong', async () => {
  const before = await written();
  await shop.advance(10 * MINUTE);
  await shop.tick();
  const soon = await written();
  expect(soon?.tick.at).toBeGreaterThan(before?.tick.at ?? 0);
  expect(soon?.openapi).toEqual(before?.openapi);
  await control('POST', '/local/defects', { unpermitted: ['timer'] });
  await shop.advance(50 * MINUTE);
  await shop.tick();
  expect(await row('openapi')).toMatchObject({ state: 'red', finding: 'denied', args: { functions: ['timer'] } });
  await control('DELETE', '/local/defects');
  await shop.tick();
  expect(await row('openapi')).toMatchObject({ state: 'green' });
});

test('a function without permission is told apart from one that has it', async () => {
  await control('POST', '/local/defects', { unpermitted: ['staff'] });
  expect(await row('openapi')).toMatchObject({ state: 'red', args: { functions: ['staff'] }, cure: 'openapi' });
  await control('DELETE', '/local/defects');
});

test('a path that leads nowhere is red as soon as a till needs it', async () => {
  await control('POST', '/local/defects', { unrouted: ['/partner'] });
  expect(await row('http')).toMatchObject({ state: 'amber', finding: 'other', args: { paths: ['/partner'] } });
  await shop.partnerKey();
  expect(await row('http')).toMatchObject({ state: 'red', cure: 'http' });
  await control('DELETE', '/local/defects');
  expect(await row('http')).toMatchObject({ state: 'green' });
});

test('functions with different keys are found', async () => {
  const { keyrings } = (await control('GET', '/local/keyrings')) as { keyrings: { timer: Record<string, string> } };
  const [name, ring] = Object.entries(keyrings.timer)[0] ?? [];
  const other = `k9:${Buffer.alloc(32, 7).toString('base64url')}`;
  await control('POST', '/local/keyrings', { name, ring: other, functions: ['staff'] });
  expect(await row('keys')).toMatchObject({ state: 'red', finding: 'differ', cure: 'keys' });
  await control('POST', '/local/keyrings', { name, ring, functions: ['staff'] });
  expect(await row('keys')).toMatchObject({ state: 'green', finding: 'same' });
});

test("the merchant's keys are right when WeChat Pay answers them", async () => {
  const wechat = await PayV3.open();
  wechat.now = shop.now;
  const provide = (value: string | null) => control('POST', '/local/provided', { name: 'HUITOUKE_PAY_V3', value });
  const pay = {
    adapter: 'v3' as const,
    mchId: MERCHANT,
    appId: `wx${'0'.repeat(16)}`,
    notifyUrl: `${shop.origin}/http/payment`,
  };
  const content = { trade: 'toys' as const, pay, payWithinMinutes: 15, tellShipping: true };
  sure(await shop.staff(BOSS, 'shop.savePayment', { content, rev: 0 }, 'pay-1'));
  expect(await row('pay')).toMatchObject({ state: 'unknown', finding: 'notYet' });
  const ticked = async () => {
    await shop.advance(10_001);
    await shop.tick();
    return row('pay');
  };
  expect(await ticked()).toMatchObject({ state: 'red', finding: 'missing', cure: 'payKeys' });
  await provide('{}');
  expect(await ticked()).toMatchObject({ state: 'red', finding: 'broken' });
  await provide(JSON.stringify({ ...wechat.keys, mchId: '1900000110' }));
  expect(await ticked()).toMatchObject({ state: 'red', finding: 'other' });
  await provide(JSON.stringify(wechat.keys));
  expect(await ticked()).toMatchObject({ state: 'green', finding: 'answered' });
  expect(await row('http')).toMatchObject({ state: 'green', args: { paths: ['/partner', '/payment'] } });
  await wechat.close();
  await shop.advance(60 * MINUTE);
  expect(await ticked()).toMatchObject({ state: 'red', finding: 'silent', cure: 'payAnswer' });
  await provide(null);
  sure(
    await shop.staff(BOSS, 'shop.savePayment', { content: { ...content, pay: { adapter: 'none' } }, rev: 1 }, 'pay-2'),
  );
  expect(await ticked()).toMatchObject({ state: 'green', finding: 'off' });
});

test('parked entries and members whose time has long come are counted', async () => {
  await shop.store('stuck', { _id: 'm-1:7', shape: 1 } as { _id: string });
  expect(await row('stuck')).toMatchObject({ state: 'red', finding: 'some', args: { n: 1 } });
  await shop.join('o-late');
  expect(await row('backlog')).toMatchObject({ state: 'green' });
  const [member] = (await allOf(shop, 'members')) as unknown as { _id: string }[];
  await shop.store('members', { ...member, _id: 'late', openid: 'nobody', due: shop.now() - 3 * 3_600_000 } as {
    _id: string;
  });
  expect(await row('backlog')).toMatchObject({ state: 'amber', finding: 'some', args: { n: 1 } });
});

test('settings that cannot be read stop the timer, and the check-up says which it is', async () => {
  await shop.store('settings', { _id: 'mall', shape: 99 } as { _id: string });
  await shop.advance(10_001);
  await expect(shop.tick()).rejects.toThrow('INTERNAL');
  expect(await row('settings')).toMatchObject({ state: 'red', finding: 'unreadable', cure: 'settings' });
  expect(await row('steps')).toMatchObject({ state: 'red', args: { steps: ['settings'] }, cure: 'settings' });
  expect(await row('tick')).toMatchObject({ state: 'green' });
});
