/** WeChat Pay's API v3: against a server that signs as WeChat does, and through the functions with its call-backs. */
import { createVerify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openPay, type PayAccount, type PayPort } from '../../cloudfunctions/platform/pay';
import type { EpochMs, Fen } from '../../typings/domain';
import { available, openMall, put, RICH, rich, wish } from './shop/mall';
import { openShop, type Shop } from './shop/shop';
import { MERCHANT, PayV3, type Signed } from './wechat/pay-v3';

const APP = 'wx10ca110ca110ca11';
const account: PayAccount = {
  adapter: 'v3',
  mchId: MERCHANT,
  appId: APP,
  notifyUrl: 'https://shop.example/payment',
};
const order = {
  trade: 'f'.repeat(32),
  amountFen: 990 as Fen,
  description: '随行杯',
  openid: 'o-lin',
  expiresAt: Date.UTC(2026, 10, 21, 4) as EpochMs,
};

let wechat: PayV3;
let port: PayPort;
beforeAll(async () => {
  wechat = await PayV3.open();
  process.env.HUITOUKE_PAY_V3 = JSON.stringify(wechat.keys);
  port = (await openPay(account)) as PayPort;
});
afterAll(() => wechat.close());
afterEach(() => {
  wechat.forging = false;
});

test('an order is made, signed for the sheet, found, closed', async () => {
  const request = await port.createOrder(order);
  expect(request).toMatchObject({ package: `prepay_id=wx${order.trade}`, signType: 'RSA' });
  const { timeStamp, nonceStr, package: prepay, paySign } = request as NonNullable<typeof request>;
  const message = `${APP}\n${timeStamp}\n${nonceStr}\n${prepay}\n`;
  expect(createVerify('sha256').update(message).verify(wechat.merchantPublicKey, paySign, 'base64')).toBe(true);
  expect(wechat.orders.get(order.trade)).toMatchObject({
    amount: { total: 990, currency: 'CNY' },
    payer: { openid: 'o-lin' },
    time_expire: '2026-11-21T12:00:00+08:00',
    notify_url: account.notifyUrl,
  });
  expect(await port.queryOrder(order.trade)).toEqual({ state: 'unpaid' });
  expect(await port.closeOrder(order.trade)).toEqual({ state: 'closed' });
  expect(await port.queryOrder(order.trade)).toEqual({ state: 'closed' });
  expect(await port.createOrder(order)).toBeNull();
  expect(await port.queryOrder('0'.repeat(32))).toEqual({ state: 'unknown trade' });
  expect(await port.closeOrder('0'.repeat(32))).toEqual({ state: 'unknown trade' });
});

test('what is paid cannot be closed, and is refunded under one number', async () => {
  const trade = 'a'.repeat(32);
  await port.createOrder({ ...order, trade });
  const paid = { state: 'paid', trade, mchId: MERCHANT, amountFen: 990, transactionId: `4200${trade}` };
  (wechat.orders.get(trade) as { state: string }).state = 'SUCCESS';
  expect(await port.closeOrder(trade)).toEqual(paid);
  const refund = { refundNo: `${trade}R`, trade, amountFen: 990 as Fen, totalFen: 990 as Fen };
  expect(await port.queryRefund(refund.refundNo, trade)).toBe('unknown');
  expect([await port.refund(refund), await port.refund(refund)]).toEqual(['accepted', 'accepted']);
  expect(await port.queryRefund(refund.refundNo, trade)).toBe('underway');
  for (const [status, state] of [
    ['SUCCESS', 'done'],
    ['ABNORMAL', 'failed'],
    ['CLOSED', 'failed'],
  ] as const) {
    (wechat.refunds.get(refund.refundNo) as { status: string }).status = status;
    expect(await port.queryRefund(refund.refundNo, trade)).toBe(state);
  }
  expect(await port.refund({ ...refund, refundNo: 'x', trade: 'b'.repeat(32) })).toBe('refused');
  expect(await port.queryOrder(trade)).toEqual(paid);
});

test('an answer that WeChat has not signed is none', async () => {
  wechat.forging = true;
  const trade = 'c'.repeat(32);
  expect(await port.createOrder({ ...order, trade })).toBeNull();
  expect(await port.queryOrder(trade)).toEqual({ state: 'no answer' });
  expect(await port.closeOrder(trade)).toEqual({ state: 'no answer' });
  expect(await port.queryRefund(`${trade}R`, trade)).toBe('no answer');
});

test('without keys, or with another merchant’s, there is no way', async () => {
  expect(await openPay({ ...account, mchId: '1900000110' })).toBeNull();
  process.env.HUITOUKE_PAY_V3 = '';
  expect(await openPay(account)).toBeNull();
  process.env.HUITOUKE_PAY_V3 = JSON.stringify({ ...wechat.keys, host: 'https://elsewhere.example' });
  await expect(openPay(account)).rejects.toThrow('host');
  process.env.HUITOUKE_PAY_V3 = JSON.stringify(wechat.keys);
});

test('a signed call-back captures once; anything else is turned away', { timeout: 120_000 }, async () => {
  const shop = await openShop();
  wechat.now = shop.now;
  const post = (path: string, body: unknown) =>
    fetch(`${shop.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const callBack = async ({ headers, body }: Signed): Promise<number> =>
    (await fetch(`${shop.origin}/http/payment`, { method: 'POST', headers, body })).status;
  try {
    await openMall(shop);
    const pay = { ...account };
    await shop.store('settings', {
      _id: 'trade',
      shape: 1,
      trade: 'toys',
      pay,
      payWithinMinutes: 15,
      tellShipping: true,
    } as {
      _id: string;
    });
    const keys = JSON.stringify(wechat.keys);
    const given = await post('/local/provided', { name: 'HUITOUKE_PAY_V3', value: keys });
    expect(((await given.json()) as { functions: string[] }).functions.sort()).toEqual(['payment', 'shopper', 'timer']);
    const trade = await reserved(shop);
    expect(wechat.orders.get(trade)?.amount.total).toBe(990);
    (wechat.orders.get(trade) as { state: string }).state = 'SUCCESS';

    const at = shop.now();
    const good = () => wechat.notification(trade, {}, at);
    const { headers, body } = good();
    expect(await callBack({ headers, body: body.replace('EV-1', 'EV-2') })).toBe(401);
    expect(await callBack({ headers: { ...headers, 'wechatpay-serial': 'another' }, body })).toBe(401);
    expect(await callBack(wechat.notification(trade, {}, at - 6 * 60_000))).toBe(401);
    expect(await callBack({ headers: { 'content-type': 'application/json' }, body })).toBe(401);
    expect(await callBack(wechat.notification(trade, { mchid: '1900000110' }, at))).toBe(500);
    expect(
      await callBack(wechat.notification('9'.repeat(32), { trade_state: 'SUCCESS', out_trade_no: '9'.repeat(32) }, at)),
    ).toBe(500);
    expect(await callBack(wechat.notification(trade, { trade_state: 'NOTPAY' }, at))).toBe(200);
    expect((await shop.books('v3')).entries.some(({ kind }) => kind === 'captured')).toBe(false);

    expect(await Promise.all([callBack(good()), callBack(good())])).toEqual([200, 200]);
    expect(await callBack(good())).toBe(200);
    const page = await shop.act('v3', 'payments.view', { trade });
    expect(page.ok && page.data).toMatchObject({ payment: { state: 'captured' }, redemption: { state: 'taken' } });
    expect(await available(shop, 'v3')).toBe(RICH - 200);
    const { wrong, rows, entries } = await shop.books('v3');
    expect(wrong).toEqual([]);
    expect(new Set([...rows, ...entries].filter(({ kind }) => kind === 'captured').map(({ key }) => key)).size).toBe(1);
  } finally {
    wechat.now = Date.now;
    await shop.close();
  }
});

async function reserved(shop: Shop): Promise<string> {
  const reward = await put(shop, { _id: 'v3', price: { points: 200, cashFen: 990 } }, 5);
  await rich(shop, 'v3');
  const answer = await shop.act('v3', 'mall.exchange', wish(reward), 'tap');
  if (!answer.ok || !answer.data.payment || !answer.data.request) throw new Error('nothing to pay');
  expect(answer.data.request.signType).toBe('RSA');
  return answer.data.payment.trade;
}
