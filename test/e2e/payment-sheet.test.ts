/** WeChat Pay's sheet on the phone, on a payment of the product's own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PayRequest } from '../../typings/api/mall';
import type { Fen, Points } from '../../typings/domain';
import { goods } from '../integration/shop/mall';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter } from '../setup/shopper';

const trade = {
  _id: 'trade',
  shape: 1,
  trade: 'food',
  pay: { adapter: 'cloudPay', subMchId: '1900000109' },
  payWithinMinutes: 15,
  tellShipping: true,
};
const PRICE = { points: 1 as Points, cashFen: 1_290 as Fen };
const ANNA = 'o-anna';

let phone: ShopPhone;
beforeAll(async () => {
  phone = await ShopPhone.open({ settings: [trade] });
  await phone.store('rewards', [{ ...goods, counted: false, price: PRICE } as { _id: string }]);
  await enter(phone, ANNA);
  await callShopper(phone, ANNA, 'checkin.signIn', {}, 'sign');
  await phone.panel('become', ANNA);
});
afterAll(() => phone.close());

async function taken(key: string): Promise<{ trade: string; request: PayRequest }> {
  const wish = { rewardId: goods._id, quantity: 1, way: 'pickup' as const, expect: PRICE };
  const answer = await callShopper(phone, ANNA, 'mall.exchange', wish, key);
  if (!answer.ok) throw new Error(answer.error.code);
  const { payment, request } = answer.data;
  if (!payment || !request) throw new Error('nothing to pay');
  return { trade: payment.trade, request };
}

/** What the program gets, once the person has pressed `button`. */
async function pressed(request: PayRequest, button: string): Promise<string> {
  const answer = phone.page.evaluate(async (options) => {
    const { wx } = (
      window as unknown as { __phone: { wx: { requestPayment(given: object): Promise<{ errMsg: string }> } } }
    ).__phone;
    return wx.requestPayment(options).then(
      ({ errMsg }) => errMsg,
      ({ errMsg }: { errMsg: string }) => errMsg,
    );
  }, request);
  const sheet = phone.page.getByRole('dialog');
  await sheet.getByText('12.90').waitFor();
  expect(await sheet.innerText()).toContain('禾木小馆-马克杯');
  await sheet.getByRole('button', { name: button, exact: true }).click();
  return answer;
}

async function stateOf(number: string): Promise<string> {
  const page = await callShopper(phone, ANNA, 'payments.view', { trade: number });
  return page.ok ? page.data.payment.state : page.error.code;
}

test('the sheet shows what is paid for; cancelled, paid, and paid with the call-back late', async () => {
  const first = await taken('a');
  expect(await pressed(first.request, '取消')).toBe('requestPayment:fail cancel');
  expect(await stateOf(first.trade)).toBe('open');
  expect(await pressed(first.request, '支付')).toBe('requestPayment:ok');
  expect(await stateOf(first.trade)).toBe('captured');
  const again = await phone.page.evaluate(async (options) => {
    const { wx } = (window as unknown as { __phone: { wx: { requestPayment(given: object): Promise<unknown> } } })
      .__phone;
    return wx.requestPayment(options).catch(({ errMsg }: { errMsg: string }) => errMsg);
  }, first.request);
  expect(again).toBe('requestPayment:fail 该订单已支付');
});

test('while the call-back is late, who looks asks WeChat', async () => {
  const late = await taken('b');
  expect(await pressed(late.request, '已付款，通知晚到')).toBe('requestPayment:ok');
  expect(await stateOf(late.trade)).toBe('captured');
  expect(await phone.errors()).toEqual([]);
});
