/** What was bought with points and money, after it was paid: given back, handed over. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RedemptionView } from '../../typings/api/mall';
import { available, openMall, put, RICH, rich, wish } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await openMall(shop);
  const pay = { adapter: 'cloudPay', subMchId: '1900000109' };
  const trade = { _id: 'trade', shape: 1, trade: 'food', pay, payWithinMinutes: 15, tellShipping: true };
  await shop.store('settings', trade);
});
afterAll(() => shop.close());

async function control(path: string, body?: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {};
  return (await fetch(`${shop.origin}${path}`, init)).json() as Promise<Record<string, unknown>>;
}

/** A reward for 200 points and ¥9.90, taken and paid. */
async function bought(openid: string): Promise<{ trade: string; redemption: RedemptionView }> {
  const reward = await put(shop, { _id: `b${openid}`, price: { points: 200, cashFen: 990 } }, 5);
  await rich(shop, openid);
  const answer = await shop.act(openid, 'mall.exchange', wish(reward), '2-tap');
  if (!answer.ok || !answer.data.payment || !answer.data.request) throw new Error('nothing to pay');
  expect(answer.data.redemption).toBeNull();
  const open = await shop.act(openid, 'redemptions.list', { segment: 'open' });
  const { trade } = answer.data.payment;
  expect(open.ok && open.data.payments.map((each) => each.trade)).toEqual([trade]);
  await control('/local/pay', { as: openid, package: answer.data.request.package, act: 'pay' });
  const page = await shop.act(openid, 'payments.view', { trade });
  if (!page.ok || !page.data.redemption) throw new Error('not paid');
  return { trade, redemption: page.data.redemption };
}

test('given back, points return at once and the money after it', async () => {
  const { redemption } = await bought('back');
  expect(redemption).toMatchObject({ state: 'taken', points: 200, cashFen: 990, cancellable: true, refund: null });
  const answer = await shop.act('back', 'redemptions.cancel', { id: redemption.id });
  if (!answer.ok) throw new Error(answer.error.code);
  expect(answer.data.redemption).toMatchObject({ state: 'cancelled', refund: 'underway' });
  expect(await available(shop, 'back')).toBe(RICH);
  for (let round = 0; round < 3; round += 1) {
    await shop.advance(15 * 60_000);
    await shop.tick();
  }
  const later = await shop.act('back', 'redemptions.view', { id: redemption.id });
  expect(later.ok && later.data.redemption.refund).toBe('done');
  const inbox = await shop.act('back', 'inbox.list', {});
  expect(inbox.ok && inbox.data.notices.map(({ kind }) => kind)).toContain('moneyBack');
  expect((await shop.books('back')).wrong).toEqual([]);
});

test('handed over at the counter, WeChat is told of it', async () => {
  const { trade, redemption } = await bought('paid');
  await shop.staff('owner', 'staff.claim', { code: await shop.setupCode(), name: '店主' }, 'claim');
  const code = redemption.code ?? '';
  const handed = await shop.staff('owner', 'counter.handOver', { code, storeId: 'default' }, 'h1');
  expect(handed.ok).toBe(true);
  await shop.advance(60_000);
  await shop.tick();
  const { orders } = (await control('/local/pay')) as { orders: { trade: string; shippings: number }[] };
  expect(orders.find((each) => each.trade === trade)?.shippings).toBe(1);
  const back = await shop.act('paid', 'redemptions.cancel', { id: redemption.id });
  expect(!back.ok && back.error.code).toBe('NOT_CANCELLABLE');
});
