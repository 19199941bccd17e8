/** Figures through the real timer and the staff's function, with several instances and the real SDK. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DashboardView, FigureCode } from '../../typings/api/reports';
import { openShop, type Shop } from './shop/shop';

const TWO_TICKS_MS = 11 * 60_000;

let shop: Shop;

beforeAll(async () => {
  shop = await openShop(2);
  await shop.staff('boss', 'staff.claim', { code: await shop.setupCode(), name: '店主' }, 'claim-the-shop');
});
afterAll(() => shop.close());

async function settled(): Promise<void> {
  for (let n = 0; n < 2; n += 1) {
    await shop.advance(TWO_TICKS_MS);
    await shop.tick();
  }
}

async function look(span: DashboardView['span'] = 'today'): Promise<DashboardView> {
  const answer = await shop.staff('boss', 'reports.dashboard', { storeId: null, span });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

const value = (view: DashboardView, code: FigureCode) => view.figures.find((each) => each.code === code)?.value;

test('before the timer has ever summed, the figures say so and nothing else', async () => {
  const view = await look();
  expect(view.upTo).toBeNull();
  expect(value(view, 'repurchaseRate')).toBeNull();
});

test('what happened is in the figures after the timer, and outstanding points are the members’ balances', async () => {
  for (const openid of ['anna', 'bert']) await shop.join(openid);
  await shop.act('anna', 'checkin.signIn', {}, 'sign-in');
  await settled();
  const view = await look();
  const books = await Promise.all(['anna', 'bert'].map((openid) => shop.books(openid)));
  const balance = books.reduce((sum, { members }) => sum + (members[0]?.balance ?? 0), 0);
  expect(value(view, 'members')).toBe(2);
  expect(value(view, 'active')).toBe(2);
  expect(value(view, 'checkInRate')).toBe(5_000);
  expect(value(view, 'outstanding')).toBe(balance);
  expect(view.tiers.reduce((sum, { members }) => sum + members, 0)).toBe(2);
  expect(view.sleeping).toMatchObject({ members: 0 });
});

test('ticks at once and again change nothing', async () => {
  const before = await look('week');
  await shop.advance(TWO_TICKS_MS);
  await Promise.all([shop.tick(), shop.tick()]);
  const { figures, tiers, days } = await look('week');
  expect({ figures, tiers, days }).toEqual({ figures: before.figures, tiers: before.tiers, days: before.days });
});

test('who has not come for sixty days is counted and listed, whoever came last first', async () => {
  await shop.day(61);
  await shop.join('cora');
  await settled();
  expect((await look()).sleeping).toEqual({ days: 60, members: 2 });
  const listed = await shop.staff('boss', 'reports.sleeping', { limit: 1 });
  if (!listed.ok) throw new Error(listed.error.code);
  expect(listed.data.members).toMatchObject([{ daysAgo: 61 }]);
  const { nextCursor } = listed.data;
  const more = await shop.staff('boss', 'reports.sleeping', { cursor: nextCursor ?? '', limit: 1 });
  expect(more).toMatchObject({ ok: true, data: { nextCursor: null, members: [{ daysAgo: 61 }] } });
});

test('a look costs no more than two steps of requests', async () => {
  await shop.logs();
  await look('month');
  const [line] = (await shop.logs()).filter(({ action }) => action === 'reports.dashboard');
  expect(line?.depth).toBeLessThanOrEqual(2);
});

test('a store that is not there, or a cursor that was never given, is refused', async () => {
  const ask = (payload: { storeId: string | null }) =>
    shop.staff('boss', 'reports.dashboard', { ...payload, span: 'today' });
  expect(await ask({ storeId: 'nowhere' })).toMatchObject({ ok: false, error: { code: 'STORE_UNKNOWN' } });
  expect(await shop.staff('boss', 'reports.sleeping', { cursor: 'x' })).toMatchObject({
    ok: false,
    error: { code: 'INVALID_INPUT' },
  });
});
