/** The shop's goods and coupons, from the staff's phone to the shopper's and back. Each test goes on where the one before ended. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { wrongInBooks } from '../setup/books';
import { furnish, MALL_SETTINGS } from '../setup/mall';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter, memberNumberOf } from '../setup/shopper';
import { callStaff, setupCodeOf } from '../setup/staff';
import { Till } from '../setup/till';

const LIN = 'o-lin';
const OWNER = 'o-he';
/** What a function has read of the shop it remembers so long. */
const FRESH_MS = 11_000;

let phone: ShopPhone;
let desk: ShopPhone;

beforeAll(async () => {
  phone = await ShopPhone.open({ settings: MALL_SETTINGS });
  await furnish(phone.origin);
  const till = await Till.open(phone);
  await enter(phone, LIN);
  await till.sale(await memberNumberOf(phone, LIN), 'S1', 30_000);
  await callStaff(phone, OWNER, 'staff.claim', { code: await setupCodeOf(phone.origin), name: '何禾' }, 'claim');
  await phone.panel('become', LIN);
  desk = await phone.beside(OWNER);
  await desk.panel('answer', 'privacy', 'accept');
});

afterEach(async () => {
  expect(await wrongInBooks(phone.origin)).toEqual([]);
  expect([...(await phone.errors()), ...(await desk.errors())]).toEqual([]);
});

afterAll(() => phone.close());

/** What lies on top is drawn last. */
async function tap(on: ShopPhone, name: string | RegExp): Promise<void> {
  await on.screen
    .getByRole('button', { name, exact: typeof name === 'string' })
    .last()
    .click();
  await on.settled();
}
const shows = (on: ShopPhone, text: string | RegExp) => on.screen.getByText(text).first().waitFor();
const fill = (label: string, text: string) => desk.screen.getByLabel(label).first().fill(text);

async function standing(): Promise<{ points: number | undefined; left: number | undefined }> {
  const home = await callShopper(phone, LIN, 'member.home', {});
  const { rewards } = await callStaff(phone, OWNER, 'rewards.list', { segment: 'on' });
  return {
    points: home.ok ? home.data.member?.points.available : undefined,
    left: rewards.find(({ name }) => name === '手冲一壶')?.stock?.left,
  };
}

async function exchange(): Promise<void> {
  await phone.go('pages/mall/index');
  await tap(phone, /手冲一壶/);
  await tap(phone, '立即兑换');
  await tap(phone, '确认兑换');
  await shows(phone, '兑换成功');
}

test('RED-10 a reward with its picture is made on the phone, exchanged by a shopper, and handed over from the list', async () => {
  await desk.go('office/goods/index');
  await tap(desk, '新商品');
  await tap(desk, '保存');
  await shows(desk, '请填写');
  await fill('名称，必填', '手冲一壶');
  await tap(desk, '加图片 图片');
  await desk.page.getByRole('button', { name: '示例图片 1' }).click();
  await desk.page.getByRole('button', { name: '完成(1)' }).click();
  await desk.screen.locator('.stage .reward-photo').waitFor();
  await desk.settled();
  await tap(desk, '保存');
  await shows(desk, '保存好了');
  await exchange();
  expect(await standing()).toEqual({ points: 200, left: 9 });
  await desk.go('office/fulfil/index');
  await desk.screen.getByRole('radio', { name: '待取货' }).click();
  await tap(desk, '交给顾客 手冲一壶');
  await tap(desk, '已经交给顾客');
  await shows(desk, '没有等着取的东西');
  await desk.screen.getByRole('radio', { name: '已完成' }).click();
  await shows(desk, /已取/);
});

test('RED-10 a coupon is made on the phone and claimed by a shopper', async () => {
  await desk.go('office/templates/index');
  await tap(desk, '新优惠券');
  await fill('名称，必填', '雨天券');
  await desk.screen.getByRole('switch', { name: '顾客可以自己领' }).click();
  await tap(desk, '保存');
  await shows(desk, '保存好了');
  await phone.control('/local/clock', { advanceMs: FRESH_MS });
  await phone.go('shopper/offers/index');
  await shows(phone, '雨天券');
  await tap(phone, /领取.*雨天券/);
  await phone.go('pages/wallet/index');
  await shows(phone, '雨天券');
});

test('RED-11 what the shop cancels goes back whole, and the shopper is told', async () => {
  await exchange();
  expect(await standing()).toEqual({ points: 100, left: 8 });
  await desk.go('office/goods/index');
  await desk.go('office/fulfil/index');
  await desk.screen.getByRole('radio', { name: '待取货' }).click();
  await tap(desk, '取消 手冲一壶');
  await shows(desk, '退回积分');
  await desk.screen.getByRole('radio', { name: '没货了' }).click();
  await tap(desk, '取消并退回');
  await shows(desk, '没有等着取的东西');
  expect(await standing()).toEqual({ points: 200, left: 9 });
  await phone.go('shopper/inbox/index');
  await shows(phone, /手冲一壶/);
});
