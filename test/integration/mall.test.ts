/** The points mall through the real SDK: RED-1 to RED-11. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorCode } from '../../typings/api/envelope';
import type { Fen, Points } from '../../typings/domain';
import { address, available, goods, openMall, put, RICH, rich, taken, wish } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

const DAY = 86_400_000;

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await openMall(shop);
  await shop.store('settings', {
    _id: 'templates',
    shape: 1,
    list: [template],
  } as { _id: string });
});
afterAll(() => shop.close());

const template = {
  code: 'five',
  name: '五元券',
  value: { kind: 'amount', fen: 500, thresholdFen: 0 },
  validity: { kind: 'relative', afterDays: 0, days: 30 },
  channels: [],
  stores: [],
  categories: [],
  stacking: null,
  claim: null,
  note: '',
  pool: false,
  state: 'on',
};

async function refusal(openid: string, input: Parameters<typeof wish>, key: string): Promise<ErrorCode | null> {
  const answer = await shop.act(openid, 'mall.exchange', wish(...input), key);
  return answer.ok ? null : answer.error.code;
}

test('points become a redemption with a code, once for each key', async () => {
  const reward = await put(shop, { _id: 'once' }, 5);
  await rich(shop, 'once');
  const first = await shop.act('once', 'mall.exchange', wish(reward, { quantity: 2 }), '2-tap');
  const again = await shop.act('once', 'mall.exchange', wish(reward, { quantity: 2 }), '2-tap');
  if (!first.ok || !again.ok) throw new Error('refused');
  const { redemption, member, because, repeated } = first.data;
  expect(redemption).toMatchObject({ state: 'taken', quantity: 2, points: 400, way: 'pickup', until: '2026-11-28' });
  expect(redemption?.code).toMatch(/^72\d{14}$/);
  expect([repeated, member.points.available]).toEqual([false, RICH - 400]);
  expect(because).toEqual([
    { code: 'exchange.reward', args: { name: '马克杯', quantity: 2, points: 400 }, result: -400 },
  ]);
  expect(again.data).toMatchObject({ repeated: true, redemption: { id: redemption?.id } });
  const other = await shop.act('once', 'mall.exchange', wish(reward, { quantity: 1 }), '2-tap');
  expect(!other.ok && other.error.code).toBe('KEY_REUSED');
  const { wrong, rows, entries } = await shop.books('once');
  expect(wrong).toEqual([]);
  expect([...rows, ...entries].filter(({ kind }) => kind === 'exchange')).toHaveLength(1);
});

test('an exchange takes four round trips and six requests, the shelf two', async () => {
  const reward = await put(shop, { _id: 'trips' }, 5);
  await rich(shop, 'trips');
  await shop.logs();
  await taken(shop, 'trips', reward, '2-tap');
  const [exchanged] = await shop.logs();
  expect(exchanged?.depth).toBeLessThanOrEqual(4);
  expect(exchanged?.requests).toBeLessThanOrEqual(6);
  await shop.act('trips', 'mall.list', {});
  await shop.act('trips', 'home.shelf', {});
  const [list, home] = await shop.logs();
  expect([list?.depth, home?.depth]).toEqual([2, 2]);
});

test('a price that has changed since is shown, and nothing is taken', async () => {
  const reward = await put(shop, {
    _id: 'stale',
    discounts: [{ name: '周六', weekdays: [6], monthDays: [], rate: 50 }],
  });
  await rich(shop, 'stale');
  const answer = await shop.act('stale', 'mall.exchange', wish(reward), '2-tap');
  expect(answer.ok ? null : answer.error).toMatchObject({
    code: 'PRICE_CHANGED',
    details: { points: 100, cashFen: 0 },
  });
  const free = { points: 0 as Points, cashFen: 0 as Fen };
  expect(await refusal('stale', [reward, { expect: free }], '2-free')).toBe('PRICE_CHANGED');
  expect(await available(shop, 'stale')).toBe(RICH);
  const shown = await shop.act('stale', 'mall.reward', { id: 'stale' });
  if (!shown.ok) throw new Error(shown.error.code);
  expect(shown.data.price).toEqual({ points: 100, cashFen: 0, was: { points: 200, cashFen: 0, name: '周六' } });
  expect(
    await refusal('stale', [reward, { expect: { points: 100 as Points, cashFen: 0 as Fen } }], '2-tap'),
  ).toBeNull();
});

test('every reason has its refusal, the same that the card shows, and nothing is taken', async () => {
  await rich(shop, 'barred');
  const now = shop.now();
  const terms = (change: object) => ({ terms: { ...goods.terms, ...change } });
  const cases: [ErrorCode, string, Parameters<typeof put>[1], number | null][] = [
    ['INSUFFICIENT', 'short', { price: { points: 1_001, cashFen: 0 } }, null],
    ['REWARD_SOON', 'soon', { window: { from: now + DAY, until: null } }, null],
    ['REWARD_OVER', 'over', { window: { from: null, until: now - 1 } }, null],
    ['TIER_REQUIRED', 'tier', terms({ tiers: ['gold'] }), null],
    ['STREAK_REQUIRED', 'streak', terms({ streak: 7 }), null],
    ['RIGHT_REQUIRED', 'right', terms({ right: 'streak30' }), null],
    ['TAG_REQUIRED', 'tag', terms({ tags: ['vip'] }), null],
    ['OUT_OF_STOCK', 'soldOut', {}, 0],
    ['REWARD_OVER', 'over', { kind: 'coupon', ways: [], coupon: { template: 'gone', count: 1 } }, null],
  ];
  for (const [index, [code, bar, change, made]] of cases.entries()) {
    const reward = await put(shop, { _id: `barred${index}`, ...change }, made);
    const shown = await shop.act('barred', 'mall.reward', { id: reward._id });
    expect(shown.ok && shown.data.bar?.code, bar).toBe(bar);
    expect(await refusal('barred', [reward], `2-${index}`), bar).toBe(code);
  }
  const off = await put(shop, { _id: 'barredOff', state: 'off' });
  expect(await refusal('barred', [off], '2-off')).toBe('REWARD_OFF');
  expect(await refusal('barred', [{ ...goods, _id: 'nothing' }], '2-none')).toBe('REWARD_OFF');
  const paid = await put(shop, { _id: 'barredPaid', price: { points: 10, cashFen: 990 } });
  expect(await refusal('barred', [paid], '2-paid')).toBe('PAYMENT_OFF');
  expect(await refusal('stranger', [off], '2-off')).toBe('NOT_MEMBER');
  expect(await refusal('barred', [goods], '99-ahead')).toBe('INVALID_INPUT');
  expect(await available(shop, 'barred')).toBe(RICH);
  expect((await shop.books('barred')).wrong).toEqual([]);
});

test('quantities, ways, places and fields that make no sense are refused before anything happens', async () => {
  const reward = await put(shop, { _id: 'badInput', stores: [] });
  await rich(shop, 'bad');
  const good = wish(reward);
  const bad: [string, object][] = [
    ...[0, -1, 1.5, 21, 1e300, Number.NaN, '1', null].map((quantity): [string, object] => ['quantity', { quantity }]),
    ['price', { price: 1 }],
    ['points', { points: 1 }],
    ['way', { way: 'none' }],
    ['way', { way: 'air' }],
    ['storeId', { storeId: 'nowhere' }],
    ['address', { way: 'delivery' }],
    ['address.phone', { way: 'delivery', address: { ...address, phone: 'call me' } }],
    ['address.detail', { way: 'delivery', address: { ...address, detail: 'x'.repeat(121) } }],
    ['address.openid', { way: 'delivery', address: { ...address, openid: 'x' } }],
    ['expect.points', { expect: { points: -1, cashFen: 0 } }],
    ['expect.points', { expect: { points: 1.5, cashFen: 0 } }],
  ];
  for (const [field, change] of bad) {
    const answer = await shop.raw('bad', { action: 'mall.exchange', payload: { ...good, ...change }, key: '2-bad' });
    expect(answer.ok ? null : answer.error, field).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: `payload.${field}` },
    });
  }
  const keyless = await shop.raw('bad', { action: 'mall.exchange', payload: good });
  expect(keyless.ok ? null : keyless.error.details).toEqual({ field: 'key' });
  expect(await available(shop, 'bad')).toBe(RICH);
});

test('a limit holds for its period and not longer, and giving back frees it', async () => {
  const reward = await put(shop, { _id: 'limited', limit: { count: 1, period: 'day' } });
  await rich(shop, 'limited');
  const first = await taken(shop, 'limited', reward, '2-a');
  expect(await refusal('limited', [reward], '3-b')).toBe('LIMIT_REACHED');
  await shop.act('limited', 'redemptions.cancel', { id: first.id }, 'c');
  await taken(shop, 'limited', reward, '4-c');
  expect(await refusal('limited', [reward], '5-d')).toBe('LIMIT_REACHED');
  const shown = await shop.act('limited', 'mall.reward', { id: 'limited' });
  expect(shown.ok && shown.data.limit).toEqual({ count: 1, period: 'day', used: 1 });
  await shop.day(1);
  expect(await refusal('limited', [reward], '5-e')).toBeNull();
});

test('the last unit goes to one of two members', async () => {
  const reward = await put(shop, { _id: 'last' }, 1);
  for (const openid of ['last1', 'last2']) await rich(shop, openid);
  const answers = await Promise.all(['last1', 'last2'].map((openid) => refusal(openid, [reward], '2-tap')));
  expect(answers.sort()).toEqual(['OUT_OF_STOCK', null]);
  const points = await Promise.all(['last1', 'last2'].map((openid) => available(shop, openid)));
  expect(points.sort((a, b) => a - b)).toEqual([RICH - 200, RICH]);
});

test('what is given back is as if it had never been taken', async () => {
  const reward = await put(shop, { _id: 'back' }, 1);
  await rich(shop, 'back');
  const { id, code } = await taken(shop, 'back', reward, '2-tap');
  expect(await refusal('back', [reward], '3-tap')).toBe('OUT_OF_STOCK');
  const stranger = await shop.act('once', 'redemptions.cancel', { id }, 'x');
  expect(!stranger.ok && stranger.error.code).toBe('REDEMPTION_NOT_FOUND');
  const looked = await shop.act('once', 'redemptions.view', { id });
  expect(!looked.ok && looked.error.code).toBe('REDEMPTION_NOT_FOUND');
  for (const key of ['c1', 'c1', 'c2']) {
    const back = await shop.act('back', 'redemptions.cancel', { id }, key);
    if (!back.ok) throw new Error(back.error.code);
    expect(back.data.redemption).toMatchObject({ state: 'cancelled', code: null, cancellable: false });
    expect(back.data.redemption.ended?.reason).toBe('member');
    expect(back.data.member.points.available).toBe(RICH);
  }
  // An instance remembers for a moment what is sold out.
  await shop.advance(3_000);
  await taken(shop, 'back', reward, '4-tap');
  expect((await shop.books('back')).wrong).toEqual([]);
  expect(code).not.toBeNull();
});

test('what is not collected in time goes back by itself, and its owner is told', async () => {
  const reward = await put(shop, { _id: 'late', collectDays: 2 }, 1);
  await rich(shop, 'late');
  const { id, until } = await taken(shop, 'late', reward, '2-tap');
  await shop.advance(2 * DAY);
  await shop.tick();
  const inTime = await shop.act('late', 'redemptions.view', { id });
  expect(inTime.ok && [inTime.data.redemption.state, inTime.data.today]).toEqual(['taken', until]);
  await shop.advance(DAY);
  await shop.tick();
  const after = await shop.act('late', 'redemptions.view', { id });
  expect(after.ok && after.data.redemption.ended?.reason).toBe('timeout');
  expect(await available(shop, 'late')).toBe(RICH);
  const inbox = await shop.act('late', 'inbox.list', {});
  expect(inbox.ok && inbox.data.notices[0]).toMatchObject({ kind: 'redemptionCancelled', facts: { points: 200 } });
  expect(await refusal('late', [reward], '9-x')).toBe('INVALID_INPUT');
  expect((await shop.books('late')).wrong).toEqual([]);
});

test('two cashiers hand one redemption over: one does, the other reads by whom', async () => {
  const claimed = await shop.staff('owner', 'staff.claim', { code: await shop.setupCode(), name: '店主' }, 'claim');
  if (!claimed.ok) throw new Error(claimed.error.code);
  const reward = await put(shop, { _id: 'counter' }, 3);
  await rich(shop, 'collector');
  const { id, code } = await taken(shop, 'collector', reward, '2-tap');
  const act = (key: string) => shop.staff('owner', 'counter.handOver', { code: code ?? '', storeId: 'default' }, key);
  const answers = await Promise.all([act('h1'), act('h2')]);
  const codes = answers.map((each) => (each.ok ? 'ok' : each.error.code)).sort();
  expect(codes).toEqual(['REDEMPTION_ENDED', 'ok']);
  const back = await shop.act('collector', 'redemptions.cancel', { id }, 'c');
  expect(!back.ok && back.error.code).toBe('NOT_CANCELLABLE');
  const page = await shop.act('collector', 'redemptions.view', { id });
  expect(page.ok && page.data.redemption).toMatchObject({
    state: 'completed',
    code: null,
    ended: { reason: 'collected' },
  });
  const ended = await shop.act('collector', 'redemptions.list', { segment: 'ended' });
  expect(ended.ok && ended.data.redemptions.map((each) => each.id)).toEqual([id]);
});

test('a coupon reward is in the wallet at once, and cannot be given back', async () => {
  const coupon = { template: 'five', count: 2 };
  const reward = await put(shop, { _id: 'coupons', kind: 'coupon', ways: [], collectDays: 0, coupon });
  await rich(shop, 'couponed');
  const answer = await shop.act('couponed', 'mall.exchange', wish(reward, { quantity: 2 }), '2-tap');
  if (!answer.ok) throw new Error(answer.error.code);
  expect(answer.data.coupons).toHaveLength(4);
  expect(answer.data.coupons[0]).toMatchObject({ name: '五元券', source: 'exchange', state: 'usable' });
  expect(answer.data.redemption).toMatchObject({ state: 'completed', code: null, cancellable: false });
  const again = await shop.act('couponed', 'mall.exchange', wish(reward, { quantity: 2 }), '2-tap');
  expect(again.ok && again.data.coupons.map(({ id }) => id)).toEqual(answer.data.coupons.map(({ id }) => id));
  const back = await shop.act('couponed', 'redemptions.cancel', { id: answer.data.redemption?.id ?? '' }, 'c');
  expect(!back.ok && back.error.code).toBe('NOT_CANCELLABLE');
});

test('an address is sealed in the database and shown to its owner alone', async () => {
  const reward = await put(shop, { _id: 'posted' });
  await rich(shop, 'posted');
  const answer = await shop.act('posted', 'mall.exchange', wish(reward, { way: 'delivery', address }), '2-tap');
  if (!answer.ok) throw new Error(answer.error.code);
  expect(answer.data.redemption).toMatchObject({ way: 'delivery', code: null, until: null, address });
  const books = JSON.stringify(await shop.books('posted'));
  expect(books).not.toContain('林小满');
  expect(books).not.toContain('0000 1234');
});

test('a key that says nothing of what the phone has seen takes one all the same', async () => {
  const reward = await put(shop, { _id: 'plainKey' }, 5);
  await rich(shop, 'plainKey');
  const all = await Promise.all([1, 2, 3].map(() => shop.act('plainKey', 'mall.exchange', wish(reward), 'random')));
  const ids = new Set(all.flatMap((each) => (each.ok ? [each.data.redemption?.id] : [])));
  expect(ids.size).toBe(1);
  expect(await available(shop, 'plainKey')).toBe(RICH - 200);
});
