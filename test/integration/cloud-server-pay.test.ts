/** cloud.cloudPay and what belongs to it, through the real SDK. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../cloudfunctions/manifest/schema';
import { PATIENT, Place, SDK } from './cloud-server-place';

const ASK = `${SDK}
exports.main = async ({ api, args }) => {
  try { return await cloud.cloudPay[api](args); } catch (error) { return { thrown: error.errCode, errMsg: error.errMsg }; }
};`;
const PAID = `const heard = []; let answer = 0;
exports.main = async (event) => {
  if (event.told) return heard;
  if ('answer' in event) { answer = event.answer; return null; }
  heard.push({ ...event, env: process.env.WX_CONTEXT_KEYS ?? null });
  return { errcode: answer, errmsg: '' };
};`;
const SHIP = `${SDK}
exports.main = async (args) => {
  try { return await cloud.openapi.wxa.sec.order.uploadShippingInfo(args); } catch (error) { return { errCode: error.errCode }; }
};`;
const SUB = { subMchId: '1900000109', nonceStr: 'n' };
const order = {
  ...SUB,
  body: '随行杯',
  outTradeNo: 'T-1',
  totalFee: 990,
  spbillCreateIp: '127.0.0.1',
  envId: 'local',
  functionName: 'paid',
  subOpenid: 'o-lin',
  timeExpire: '20991231235959',
};

const open = () => Place.open({ ask: ASK, paid: PAID, ship: SHIP }, { instances: 1 });
type Place_ = Awaited<ReturnType<typeof open>>;
const ask = async (place: Place_, api: string, args: object) =>
  (await place.call('ask', { api, args }, 'o-lin')).result;
const one = { ...SUB, outTradeNo: 'T-1' };

async function ordered(place: Place_): Promise<string> {
  return (await ask(place, 'unifiedOrder', order)).payment.package;
}
const pay = (place: Place_, prepay: string, how: object = {}) =>
  place.control('POST', '/local/pay', { as: 'o-lin', package: prepay, act: 'pay', ...how });
const heard = async (place: Place_) => (await place.call('paid', { told: true })).result;

describe('an order', () => {
  test('is made, found, repeated, paid, and told to the function that was named, without a person', async () => {
    const place = await open();
    const made = await ask(place, 'unifiedOrder', order);
    expect(made).toMatchObject({ returnCode: 'SUCCESS', resultCode: 'SUCCESS', tradeType: 'JSAPI', errCode: 0 });
    expect(Object.keys(made.payment).sort()).toEqual([
      'appId',
      'nonceStr',
      'package',
      'paySign',
      'signType',
      'timeStamp',
    ]);
    expect(await ask(place, 'queryOrder', one)).toMatchObject({ tradeState: 'NOTPAY' });
    expect((await ask(place, 'unifiedOrder', order)).prepayId).toBe(made.prepayId);
    expect(await pay(place, made.payment.package)).toMatchObject({ amountFen: 990, description: '随行杯' });
    const found = await ask(place, 'queryOrder', one);
    expect(found).toMatchObject({ tradeState: 'SUCCESS', totalFee: 990, outTradeNo: 'T-1', subMchId: SUB.subMchId });
    const [told] = await heard(place);
    expect(told).toMatchObject({ outTradeNo: 'T-1', totalFee: 990, transactionId: found.transactionId, env: null });
  });

  test('with the amount of another is refused, and the SDK hides the code of it', async () => {
    const place = await open();
    await ordered(place);
    const again = await ask(place, 'unifiedOrder', { ...order, totalFee: 1 });
    expect(again).toMatchObject({ resultCode: 'FAIL', errCode: 0, errCodeDes: '201 商户订单号重复' });
    expect(again.payment).toBeUndefined();
  });

  test('that is not as WeChat wants it is none', async () => {
    const place = await open();
    const bad = [
      { outTradeNo: 'a b' },
      { outTradeNo: 'x'.repeat(33) },
      { totalFee: 0 },
      { totalFee: 9.5 },
      { body: '长'.repeat(43) },
      { subMchId: 'x' },
    ];
    for (const change of bad)
      expect(await ask(place, 'unifiedOrder', { ...order, ...change })).toMatchObject({ returnCode: 'FAIL' });
    expect(await place.control('GET', '/local/pay')).toEqual({ orders: [] });
  });

  test('of another merchant, or unknown, does not exist', async () => {
    const place = await open();
    await ordered(place);
    for (const args of [
      { ...one, subMchId: '1900000110' },
      { ...one, outTradeNo: 'T-2' },
    ])
      expect(await ask(place, 'queryOrder', args)).toMatchObject({
        resultCode: 'FAIL',
        errCodeDes: '此交易订单号不存在',
      });
  });

  test('that is closed or over cannot be paid, one that is paid cannot be closed', async () => {
    const place = await open();
    const prepay = await ordered(place);
    expect(await ask(place, 'closeOrder', one)).toMatchObject({ resultCode: 'SUCCESS' });
    expect(await pay(place, prepay)).toMatchObject({ error: { code: 'ORDER_CLOSED' } });
    const late = await ask(place, 'unifiedOrder', { ...order, outTradeNo: 'T-3', timeExpire: '20200101000000' });
    expect(await pay(place, late.payment.package)).toMatchObject({ error: { code: 'ORDER_EXPIRED' } });
    const paid = await ask(place, 'unifiedOrder', { ...order, outTradeNo: 'T-4' });
    await pay(place, paid.payment.package);
    expect(await pay(place, paid.payment.package)).toMatchObject({ error: { code: 'ORDER_PAID' } });
    expect(await ask(place, 'closeOrder', { ...one, outTradeNo: 'T-4' })).toMatchObject({ resultCode: 'FAIL' });
    expect(await pay(place, 'prepay_id=wx1')).toMatchObject({ error: { code: 'ORDER_UNKNOWN' } });
  });
});

describe('call-backs', () => {
  test('come twice, never, or again by hand', async () => {
    const place = await open();
    await pay(place, await ordered(place), { callBack: 'lost' });
    expect(await heard(place)).toEqual([]);
    expect(await place.control('POST', '/local/pay/tell', { trade: 'T-1' })).toEqual({
      answer: { errcode: 0, errmsg: '' },
    });
    const second = await ask(place, 'unifiedOrder', { ...order, outTradeNo: 'T-2' });
    await pay(place, second.payment.package, { callBack: 'twice', paidFen: 1 });
    expect((await heard(place)).map(({ outTradeNo, totalFee }: never) => [outTradeNo, totalFee])).toEqual([
      ['T-1', 990],
      ['T-2', 1],
      ['T-2', 1],
    ]);
    expect(await place.control('POST', '/local/pay/tell', { trade: 'T-9' })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });
});

test('a refund is one refund however often it is asked for, and never more than was paid', async () => {
  const place = await open();
  await pay(place, await ordered(place));
  const refund = { ...one, outRefundNo: 'R-1', totalFee: 990, refundFee: 990 };
  const first = await ask(place, 'refund', refund);
  expect(first).toMatchObject({ resultCode: 'SUCCESS', refundFee: 990 });
  expect((await ask(place, 'refund', refund)).refundId).toBe(first.refundId);
  expect(await ask(place, 'refund', { ...refund, outRefundNo: 'R-2', refundFee: 1 })).toMatchObject({
    resultCode: 'FAIL',
  });
  expect(await ask(place, 'queryRefund', { ...SUB, outRefundNo: 'R-1' })).toMatchObject({
    refundCount: 1,
    refundStatusList: [],
  });
  expect(await ask(place, 'queryOrder', one)).toMatchObject({ tradeState: 'REFUND' });
});

test('shipping is told once and corrected once', async () => {
  const place = await open();
  await pay(place, await ordered(place));
  const { transactionId } = await ask(place, 'queryOrder', one);
  const note = {
    orderKey: { orderNumberType: 2, transactionId },
    logisticsType: 4,
    deliveryMode: 1,
    shippingList: [{ itemDesc: '随行杯' }],
    uploadTime: '2026-11-21T12:00:00.000+08:00',
    payer: { openid: 'o-lin' },
  };
  const tell = async (change: object = {}) =>
    (await place.call('ship', { ...note, ...change }, 'o-lin')).result.errCode;
  expect(await tell({ payer: { openid: 'o-other' } })).toBe(10_060_001);
  expect(await tell({ logisticsType: 1 })).toBe(47_001);
  expect([await tell(), await tell(), await tell()]).toEqual([0, 0, 10_060_003]);
});

test('whoever comes over HTTP asks WeChat Pay nothing', async () => {
  const place = await open();
  const answer = await fetch(`${place.origin}/http/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ api: 'queryOrder', args: one }),
  });
  expect(await answer.text()).not.toContain('SUCCESS');
});

test(
  'what the merchant provides reaches the functions that declare it, at once, and nobody else',
  PATIENT,
  async () => {
    const show = 'exports.main = async () => process.env.PAY_KEY ?? null;';
    const declared = (provided?: string[]) => ({
      timeoutS: 5,
      memoryMb: 128 as const,
      openapi: [],
      ...(provided ? { provided } : {}),
    });
    const manifest: Manifest = { collections: {}, functions: { shop: declared(['PAY_KEY']), other: declared() } };
    const place = await Place.open({ shop: show, other: show }, { manifest });
    const shown = async (name: string) => (await place.call(name, {})).result;
    const provide = (value: string | null, name = 'PAY_KEY') =>
      place.control('POST', '/local/provided', { name, value });
    expect(await shown('shop')).toBeNull();
    expect(await provide('k1')).toEqual({ functions: ['shop'] });
    expect([await shown('shop'), await shown('other')]).toEqual(['k1', null]);
    const file = join(place.dir, 'data', 'provided.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ PAY_KEY: 'k1' });
    await provide(null);
    expect(await shown('shop')).toBeNull();
    expect(await provide('x', 'PATH')).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(existsSync(join(place.dir, 'data', 'secrets.json'))).toBe(false);
  },
);
