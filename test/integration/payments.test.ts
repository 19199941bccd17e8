/** Points and cash through the real SDK, with the local cloud as WeChat Pay. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExchangeView, PaymentPage } from '../../typings/api/mall';
import type { Fen } from '../../typings/domain';
import { available, openMall, put, RICH, rich, wish } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

const MINUTE = 60_000;
const MERCHANT = '1900000109';
const trade = {
  _id: 'trade',
  shape: 1,
  trade: 'food',
  pay: { adapter: 'cloudPay', subMchId: MERCHANT },
  payWithinMinutes: 15,
  tellShipping: true,
};

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await openMall(shop);
  await shop.store('settings', trade);
});
afterAll(() => shop.close());

async function control(method: 'GET' | 'POST', path: string, body?: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const init = body ? { method, headers, body: JSON.stringify(body) } : { method };
  return (await fetch(`${shop.origin}${path}`, init)).json() as Promise<Record<string, unknown>>;
}

type Taken = ExchangeView & { payment: NonNullable<ExchangeView['payment']>; package: string };

/** A reward for 200 points and ¥9.90, taken and not yet paid. */
async function reserved(openid: string): Promise<Taken> {
  const reward = await put(shop, { _id: `p${openid}`, price: { points: 200, cashFen: 990 } }, 5);
  await rich(shop, openid);
  const answer = await shop.act(openid, 'mall.exchange', wish(reward, { quantity: 1 }), 'tap');
  if (!answer.ok) throw new Error(answer.error.code);
  const { payment, request } = answer.data;
  if (!payment || !request) throw new Error('nothing to pay');
  return { ...answer.data, payment, package: request.package };
}

const pay = (openid: string, { package: prepay }: Taken, how: object = {}) =>
  control('POST', '/local/pay', { as: openid, package: prepay, act: 'pay', ...how });

async function page(openid: string, { payment }: Taken): Promise<PaymentPage> {
  const answer = await shop.act(openid, 'payments.view', { trade: payment.trade });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

async function orderOf({ payment }: Taken): Promise<{ state: string; shippings: number; paidFee: number } | undefined> {
  const { orders } = (await control('GET', '/local/pay')) as { orders: { trade: string }[] };
  return orders.find((each) => each.trade === payment.trade) as never;
}

async function books(openid: string): Promise<string[]> {
  const { wrong, rows, entries } = await shop.books(openid);
  const kinds = new Map([...rows, ...entries].map(({ key, kind }) => [key, kind]));
  expect(wrong).toEqual([]);
  return [...kinds.values()].filter((kind) => ['reserve', 'captured', 'released', 'late'].includes(kind)).sort();
}

test('paid with a call-back: the redemption is there, and a repeat changes nothing', async () => {
  const taken = await reserved('paid');
  expect(taken.redemption).toBeNull();
  expect(taken.payment).toMatchObject({ state: 'open', points: 200, cashFen: 990, quantity: 1 });
  expect(await pay('paid', taken, { callBack: 'twice' })).toMatchObject({ amountFen: 990, state: 'SUCCESS' });
  const { payment, redemption } = await page('paid', taken);
  expect(payment).toMatchObject({ state: 'captured', redemptionId: redemption?.id });
  expect(redemption).toMatchObject({ state: 'taken', cashFen: 990 });
  expect(await control('POST', '/local/pay/tell', { trade: payment.trade })).toEqual({
    answer: { errcode: 0, errmsg: 'OK' },
  });
  expect(await books('paid')).toEqual(['captured', 'reserve']);
  expect(await available(shop, 'paid')).toBe(RICH - 200);
});

test('paid with the call-back lost: who looks asks WeChat, and so does the timer', async () => {
  const looked = await reserved('looked');
  await pay('looked', looked, { callBack: 'lost' });
  expect((await page('looked', looked)).payment.state).toBe('captured');
  const waited = await reserved('waited');
  await pay('waited', waited, { callBack: 'lost' });
  await shop.advance(17 * MINUTE);
  await shop.tick();
  expect(await books('waited')).toEqual(['captured', 'reserve']);
});

test('not paid in time: the order is closed and everything is back', async () => {
  const taken = await reserved('slow');
  expect(await available(shop, 'slow')).toBe(RICH - 200);
  await shop.advance(17 * MINUTE);
  await shop.tick();
  expect((await orderOf(taken))?.state).toBe('CLOSED');
  expect((await page('slow', taken)).payment.state).toBe('released');
  expect(await available(shop, 'slow')).toBe(RICH);
  expect(await pay('slow', taken)).toMatchObject({ error: { code: 'ORDER_CLOSED' } });
  const again = await shop.act('slow', 'payments.request', { trade: taken.payment.trade });
  expect(!again.ok && again.error.code).toBe('PAYMENT_ENDED');
  expect(await books('slow')).toEqual(['released', 'reserve']);
});

test('given up: what is paid in the same moment is paid', async () => {
  const left = await reserved('left');
  const given = await shop.act('left', 'payments.cancel', { trade: left.payment.trade });
  expect(given.ok && given.data.payment.state).toBe('released');
  expect(given.ok && given.data.member.points.available).toBe(RICH);
  const kept = await reserved('kept');
  await pay('kept', kept, { callBack: 'lost' });
  const tooLate = await shop.act('kept', 'payments.cancel', { trade: kept.payment.trade });
  expect(tooLate.ok && tooLate.data).toMatchObject({ payment: { state: 'captured' }, redemption: { state: 'taken' } });
  expect([await books('left'), await books('kept')]).toEqual([
    ['released', 'reserve'],
    ['captured', 'reserve'],
  ]);
});

test('given back after it was paid: the money follows, whole and once', async () => {
  const taken = await reserved('regret');
  await pay('regret', taken);
  const { redemption } = await page('regret', taken);
  const id = redemption?.id ?? '';
  const back = await shop.act('regret', 'redemptions.cancel', { id });
  expect(back.ok && back.data.redemption).toMatchObject({ state: 'cancelled', refund: 'underway' });
  await shop.tick();
  expect((await orderOf(taken))?.state).toBe('REFUND');
  await shop.advance(11 * MINUTE);
  await shop.tick();
  const after = await shop.act('regret', 'redemptions.view', { id });
  expect(after.ok && after.data.redemption.refund).toBe('done');
  expect(await available(shop, 'regret')).toBe(RICH);
});

test('WeChat is told of what was paid for, once it has its owner', async () => {
  const taken = await reserved('shipped');
  await pay('shipped', taken);
  await shop.store('shipments', {
    _id: taken.payment.trade,
    shape: 1,
    memberId: (await shop.books('shipped')).members[0]?._id,
    way: 'pickup',
    item: '马克杯',
    parcel: null,
    at: 1,
    state: 'due',
    corrected: false,
    tries: 0,
    look: 1,
  } as { _id: string });
  await shop.tick();
  await shop.tick();
  expect((await orderOf(taken))?.shippings).toBe(1);
});

test('a wrong amount buys nothing and goes back', async () => {
  const taken = await reserved('wrong');
  await pay('wrong', taken, { paidFen: 1 });
  expect((await page('wrong', taken)).payment.state).toBe('late');
  expect(await available(shop, 'wrong')).toBe(RICH);
  await shop.tick();
  expect((await orderOf(taken))?.state).toBe('REFUND');
  expect(await books('wrong')).toEqual(['late', 'released', 'reserve']);
});

test('an event that anybody makes up changes nothing', async () => {
  const taken = await reserved('forged');
  const { trade: number } = taken.payment;
  const lie = { returnCode: 'SUCCESS', resultCode: 'SUCCESS', outTradeNo: number, totalFee: 990, subMchId: MERCHANT };
  for (const openid of ['forged', 'stranger', undefined])
    expect(await shop.raw(openid, lie, 'payment')).toEqual({ errcode: 1, errmsg: 'not paid' });
  for (const event of [null, 7, [], {}, { outTradeNo: 5 }, { outTradeNo: 'x'.repeat(32) }, { a: 'x'.repeat(9_000) }])
    expect(await shop.raw('forged', event, 'payment')).toMatchObject({ errcode: 1 });
  const overHttp = { path: '/payment', httpMethod: 'POST', headers: {}, body: JSON.stringify(lie) };
  expect(await shop.raw('forged', overHttp, 'payment')).toMatchObject({ statusCode: 401 });
  expect((await page('forged', taken)).payment.state).toBe('open');
  expect(await books('forged')).toEqual(['reserve']);
});

test('somebody else knows nothing of a payment', async () => {
  const taken = await reserved('owner');
  await rich(shop, 'nosy');
  for (const action of ['payments.view', 'payments.request', 'payments.cancel'] as const) {
    const answer = await shop.act('nosy', action, { trade: taken.payment.trade });
    expect(!answer.ok && answer.error.code).toBe('PAYMENT_NOT_FOUND');
  }
  const bad = await shop.act('owner', 'payments.view', { trade: "1' or '1'='1" });
  expect(!bad.ok && bad.error.code).toBe('INVALID_INPUT');
  const other = await control('POST', '/local/pay', { as: 'nosy', package: taken.package, act: 'look' });
  expect(other).toMatchObject({ error: { code: 'ORDER_UNKNOWN' } });
  expect((await page('owner', taken)).payment.cashFen).toBe(990 as Fen);
});
