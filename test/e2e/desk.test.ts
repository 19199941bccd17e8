/** The shopper's phone and the cashier's beside each other. Each test goes on where the one before ended. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ExchangeInput } from '../../typings/api/mall';
import { wrongInBooks } from '../setup/books';
import { furnish, MALL_SETTINGS } from '../setup/mall';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter, memberNumberOf } from '../setup/shopper';
import { setupCodeOf } from '../setup/staff';
import { Till } from '../setup/till';

const LIN = 'o-lin';
const OWNER = 'o-he';
const CASHIER = 'o-xiaoman';
/** As long as an act can be undone, and a moment. */
const UNDO_MS = 11 * 60_000;

let phone: ShopPhone;
let desk: ShopPhone;
let till: Till;

beforeAll(async () => {
  phone = await ShopPhone.open({ settings: MALL_SETTINGS });
  await furnish(phone.origin);
  till = await Till.open(phone);
  await enter(phone, LIN);
  await till.sale(await memberNumberOf(phone, LIN), 'S1', 30_000);
  await phone.panel('become', LIN);
  desk = await phone.beside(OWNER);
});

afterEach(async () => {
  expect(await wrongInBooks(phone.origin)).toEqual([]);
  expect([...(await phone.errors()), ...(await desk.errors())]).toEqual([]);
});

afterAll(() => phone.close());

/** What lies on top is drawn last. */
const tap = (on: ShopPhone, name: string) => on.screen.getByRole('button', { name, exact: true }).last().click();
const shows = (on: ShopPhone, text: string | RegExp) => on.screen.getByText(text).first().waitFor();
const page = async (on: ShopPhone) => ((await on.screen.locator('body').textContent()) ?? '').replace(/\s/g, ' ');

/** The cashier scans what the shopper holds out. */
async function scanFrom(button: string | RegExp): Promise<void> {
  await phone.noteCodes();
  await desk.screen.getByRole('button', { name: button }).click();
  await desk.scanNoted();
}

async function available(): Promise<number | undefined> {
  const home = await callShopper(phone, LIN, 'member.home', {});
  return home.ok ? home.data.member?.points.available : undefined;
}

/** Opens the page of a coupon that was just claimed, and answers its code. */
async function claimed(template: string, key: string): Promise<string> {
  const answer = await callShopper(phone, LIN, 'coupons.claim', { template }, key);
  if (!answer.ok) throw new Error(answer.error.code);
  await phone.go(`shopper/coupon/index?id=${answer.data.coupon.id}`);
  const digits = phone.screen.locator('.digits');
  return ((await digits.textContent()) ?? '').replace(/\s/g, '');
}

test('CPN-9 RED-11 whoever has the set-up code owns the shop, and whoever is invited is its cashier', async () => {
  await desk.go('shopper/settings/index');
  await tap(desk, '我是店员');
  await desk.screen.getByLabel('开店码').fill(await setupCodeOf(phone.origin));
  await desk.screen.getByLabel('你的名字').fill('何禾');
  await tap(desk, '成为店主');
  await shows(desk, '数字还没有汇总好');
  await desk.go('admin/team/index');
  await tap(desk, '邀请店员');
  await tap(desk, '生成邀请码');
  const code = (await desk.screen.locator('.made-code').textContent()) ?? '';
  await desk.panel('become', CASHIER);
  await desk.go('admin/enter/index');
  await desk.screen.getByLabel('邀请码').fill(code);
  await desk.screen.getByLabel('你的名字').fill('小满');
  await tap(desk, '加入');
  await shows(desk, '还没有操作');
});

test('CPN-9 a coupon taken on the phone is used at the counter once, and can be used again when that is undone', async () => {
  await phone.screen.getByRole('tab', { name: /卡券/ }).click();
  await tap(phone, '去领券');
  await phone.screen.getByRole('button', { name: '领取 招牌小菜券' }).click();
  await phone.screen.getByRole('button', { name: '去使用 招牌小菜券' }).click();
  await shows(phone, '给店员扫一下就能用');
  await scanFrom(/扫码核销/);
  expect(await page(desk)).toContain('兑换小菜一份');
  await tap(desk, '确认核销');
  await shows(desk, '已核销');
  await shows(phone, '已使用');
  await tap(desk, '下一位');
  await desk.scanNoted();
  await shows(desk, '经手');
  expect(await page(desk)).toContain('小满');
  await desk.page.goBack();
  await desk.settled();
  await desk.screen.getByRole('button', { name: /^撤销 / }).click();
  await shows(desk, '券会回到顾客的卡券里，可以再用');
  await tap(desk, '撤销');
  await shows(desk, '已撤销');
  await phone.go('pages/wallet/index');
  await phone.screen.getByRole('button', { name: /^招牌小菜券/ }).click();
  await shows(phone, '给店员扫一下就能用');
});

test('RED-11 RED-6 what was redeemed for points is handed over by its code', async () => {
  const wish = { rewardId: 'lotus', quantity: 1, way: 'pickup', expect: { points: 100, cashFen: 0 } };
  expect(await callShopper(phone, LIN, 'mall.exchange', wish as ExchangeInput, 'lotus')).toMatchObject({ ok: true });
  await phone.go('pages/wallet/index');
  await phone.screen.getByText('桂花糖藕').click();
  await shows(phone, '给店员扫一下，就能拿走');
  await desk.go('admin/counter/index');
  await scanFrom(/扫码核销/);
  await tap(desk, '确认交给顾客');
  await shows(desk, '已交给顾客');
  await shows(phone, '已取货');
  await tap(desk, '撤销');
  await shows(desk, '取货码会恢复，顾客可以再来取');
  await tap(desk, '撤销');
  await shows(desk, '已撤销');
  await phone.page.reload();
  await shows(phone, '给店员扫一下，就能拿走');
});

test('INT-5 CPN-2 a till that knows nothing but the code takes the coupon off, and the open ticket is stamped', async () => {
  const coupon = await claimed('ten', 'ten1');
  const number = await memberNumberOf(phone, LIN);
  const sale = { channel: 'till', amountFen: 8_000, orderId: 'T1' };
  const quote = await till.post('/v1/quotes', () => ({ ...sale, member: { number }, coupons: [coupon] }));
  expect(quote.body).toMatchObject({ netFen: 7_000, points: 70 });
  await till.post(`/v1/coupons/${coupon}/reserve`, () => sale);
  await shows(phone, '正在收银台使用');
  await till.sale(number, 'T1', 7_000);
  await till.post(`/v1/coupons/${coupon}/use`, () => sale);
  await shows(phone, '已使用');
  await phone.go('pages/wallet/index');
  await phone.screen.getByText(/^已用/).click();
  await shows(phone, '十元代金券');
});

test('RED-1 a sale without a till takes a coupon and points off, and gives all of it back when it is undone', async () => {
  await claimed('ten', 'ten2');
  expect(await available()).toBe(270);
  await phone.go('shopper/code/index');
  await phone.screen.locator('.digits').waitFor();
  await desk.go('admin/counter/index');
  await desk.screen.getByRole('button', { name: /记一笔/ }).click();
  await shows(desk, '这笔消费是谁的');
  await scanFrom('扫会员码');
  for (const key of ['1', '0', '0']) await tap(desk, key);
  await tap(desk, '下一步');
  await desk.screen.getByRole('button', { name: /^优惠券/ }).click();
  await desk.screen.getByRole('radio', { name: /十元代金券/ }).click();
  await shows(desk, '−¥10');
  await tap(desk, '多用一些');
  await shows(desk, '−¥5');
  await tap(desk, '已收 ¥85，记账');
  await shows(desk, '记好了');
  expect(await available()).toBe(270 - 100 + 85);
  await tap(desk, '撤销');
  await shows(desk, /这笔消费作废/);
  await tap(desk, '撤销');
  await shows(desk, '已撤销');
  expect(await available()).toBe(270);
  await phone.go('pages/wallet/index');
  await shows(phone, '十元代金券');
});

test('RED-1 INT-4 what is brought back later is refunded from the list of what was done', async () => {
  await tap(desk, '记下一笔');
  await desk.screen.getByLabel('会员号、手机号或会员码').fill(await memberNumberOf(phone, LIN));
  await tap(desk, '查找');
  for (const key of ['6', '0']) await tap(desk, key);
  await tap(desk, '下一步');
  await tap(desk, '已收 ¥60，记账');
  await shows(desk, '记好了');
  expect(await available()).toBe(330);
  await phone.control('/local/clock', { advanceMs: UNDO_MS });
  await desk.go('admin/recent/index');
  await desk.screen.getByRole('button', { name: /^退款/ }).first().click();
  await desk.screen.getByLabel('退多少').locator('input').fill('20');
  await tap(desk, '核对退款');
  await tap(desk, '退 ¥20');
  await shows(desk, '已记退款 ¥20');
  expect(await available()).toBe(310);
});
