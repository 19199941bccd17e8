/** From a sale at the till to a parcel on its way, and back again. Each test goes on where the one before ended. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { saveReward } from '../../cloudfunctions/core/rewards';
import type { Stock } from '../../cloudfunctions/core/stock';
import type { Environment } from '../../cloudfunctions/platform/environment';
import type { ExchangeInput } from '../../typings/api/mall';
import { allOf } from '../integration/shop/database';
import { wrongInBooks } from '../setup/books';
import { furnish, MALL_SETTINGS, mug } from '../setup/mall';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter, memberNumberOf } from '../setup/shopper';
import { Till } from '../setup/till';

const LIN = 'o-lin';
const OTHER = 'o-other';
/** WeChat is asked so long after it has taken a refund whether it has arrived, and a moment. */
const REFUND_MS = 11 * 60_000;

let phone: ShopPhone;
let till: Till;
let env: Environment;

beforeAll(async () => {
  phone = await ShopPhone.open({ settings: MALL_SETTINGS });
  env = await furnish(phone.origin);
  till = await Till.open(phone);
  await enter(phone, LIN);
  await phone.panel('answer', 'privacy', 'accept');
  await phone.panel('answer', 'address', 'accept');
  await phone.panel('become', LIN);
});

afterEach(async () => {
  expect(await wrongInBooks(phone.origin)).toEqual([]);
  expect(await phone.errors()).toEqual([]);
});

afterAll(() => phone.close());

/** What lies on top is drawn last. */
const tap = (name: string) => phone.screen.getByRole('button', { name, exact: true }).last().click();
const shows = (text: string | RegExp) => phone.screen.getByText(text).first().waitFor();
const page = async () => ((await phone.screen.locator('body').textContent()) ?? '').replace(/\s/g, ' ');

async function available(): Promise<number | undefined> {
  const home = await callShopper(phone, LIN, 'member.home', {});
  return home.ok ? home.data.member?.points.available : undefined;
}

/** Points that can be spent, and mugs that are left. */
async function standing(): Promise<[number | undefined, number | undefined]> {
  const stocks = await allOf<Stock>(phone, 'stock');
  return [await available(), stocks.find(({ _id }) => _id === 'reward:mug')?.left];
}

interface Order {
  trade: string;
  state: string;
}
async function orders(): Promise<Order[]> {
  const answer = await fetch(`${phone.origin}/local/pay`);
  return ((await answer.json()) as { orders: Order[] }).orders;
}

async function open(reward: string): Promise<void> {
  await phone.go('pages/mall/index');
  await phone.screen.getByRole('button', { name: reward }).click();
  await shows('怎么拿');
}

/** On the page of an unpaid exchange. */
async function giveUp(): Promise<void> {
  await tap('取消兑换');
  await shows('取消这笔兑换吗');
  await tap('取消兑换');
}

async function press(button: string): Promise<void> {
  await tap('支付 ¥19 并兑换');
  const sheet = phone.page.getByRole('dialog');
  await sheet.getByText('19.00').waitFor();
  await sheet.getByRole('button', { name: button, exact: true }).click();
}

test('RED-3 RED-9 INT-1 points of a sale and money at once become a thing that is sent home', async () => {
  await till.sale(await memberNumberOf(phone, LIN), 'S1', 68_000);
  await phone.screen.getByRole('tab', { name: /商城/ }).click();
  await phone.screen.getByText('680', { exact: true }).waitFor();
  await phone.screen.getByRole('button', { name: /手工陶杯/ }).click();
  await phone.settled();
  await tap('立即兑换');
  await shows('请先填写收货地址');
  await phone.screen.getByText('填写收货地址', { exact: true }).click();
  await phone.screen.getByLabel('收件人').fill('林小满');
  await phone.screen.getByLabel('手机号').fill('13800001234');
  await phone.screen.getByText('省、市、区').click();
  const wheel = (column: number) => phone.page.getByRole('listbox').nth(column);
  await wheel(0).getByRole('option', { name: '上海市', exact: true }).click();
  await wheel(2).getByRole('option', { name: '徐汇区', exact: true }).click();
  await phone.page.getByRole('button', { name: '确定' }).click();
  await phone.screen.getByLabel('详细地址').fill('衡山路 1 号');
  await tap('用这个地址');
  await shows('上海市徐汇区衡山路 1 号');
  await press('支付');
  await shows('兑换成功');
  expect(await page()).toMatch(/手工陶杯 × 1.*−200.*已付 ¥19.*剩余480 分/);
  expect(await standing()).toEqual([480, 4]);
  await tap('看兑换');
  await shows('待发货');
  expect(await page()).toContain('林小满 13800001234');
});

test('RED-3 RED-11 a redemption that is cancelled gives points, unit and money back', async () => {
  await tap('取消兑换');
  await shows('取消「手工陶杯」吗');
  await tap('取消兑换');
  await shows('已取消');
  await phone.settled();
  expect(await standing()).toEqual([680, 5]);
  await phone.control('/local/timer', { name: 'timer' });
  await phone.control('/local/clock', { advanceMs: REFUND_MS });
  await phone.control('/local/timer', { name: 'timer' });
  await phone.page.reload();
  await shows('钱已经原路退回');
  expect((await orders()).map(({ state }) => state)).toEqual(['REFUND']);
});

test('RED-3 a payment that is cancelled gives everything back, and one that is heard of late is not lost', async () => {
  await open('手工陶杯');
  await tap('立即兑换');
  await phone.screen.getByText('用微信里的地址').click();
  await shows('曙光路 12 号');
  await press('取消');
  await shows('等你付款');
  expect(await standing()).toEqual([480, 4]);
  await giveUp();
  await shows('200 分已经退回');
  expect(await standing()).toEqual([680, 5]);
  await open('手工陶杯');
  await tap('立即兑换');
  await press('已付款，通知晚到');
  await shows('兑换成功');
  const trade = (await orders()).at(-1)?.trade;
  await phone.control('/local/pay/tell', { trade });
  expect(await standing()).toEqual([480, 4]);
  await tap('继续逛');
  await shows('480');
});

test('RED-9 without a network nothing can be exchanged, and when only the answer is lost a second tap exchanges once', async () => {
  await open('桂花糖藕');
  await phone.panel('setNetwork', 'offline');
  await shows('网络断开了，暂时不能兑换');
  await phone.panel('setNetwork', 'fast');
  await tap('立即兑换');
  await shows('确认兑换');
  await phone.page.route('**/local/call', (route) => route.fetch().then(() => route.abort()), { times: 1 });
  await tap('确认兑换');
  await shows('不确定有没有换成，再点一次不会重复');
  await tap('确认兑换');
  await shows('刚才已经换成了');
  expect(await available()).toBe(380);
});

test('RED-10 another price is shown and asked again, and what has gone meanwhile is said', async () => {
  await open('手工陶杯');
  await tap('立即兑换');
  const saved = await saveReward(env, { ...mug.reward, version: 2, price: { points: 250, cashFen: 1_900 } }, mug.made);
  expect(saved.ok).toBe(true);
  await tap('支付 ¥19 并兑换');
  await shows('价格刚刚变了，请看过新价格再确认');
  expect(await page()).toContain('你付出250 分 + ¥19');
  expect(await standing()).toEqual([380, 4]);
  await press('取消');
  await shows('等你付款');
  expect(await standing()).toEqual([130, 3]);
  await giveUp();
  await shows('250 分已经退回');
  await open('桂花糖藕');
  await tap('立即兑换');
  await enter(phone, OTHER);
  await till.sale(await memberNumberOf(phone, OTHER), 'S2', 20_000);
  const wish = { rewardId: 'lotus', quantity: 2, way: 'pickup' as const, expect: { points: 100, cashFen: 0 } };
  expect(await callShopper(phone, OTHER, 'mall.exchange', wish as ExchangeInput, 'last')).toMatchObject({ ok: true });
  await tap('确认兑换');
  await shows('已经换完了');
  await phone.screen.getByRole('button', { name: '已换完', exact: true, disabled: true }).last().waitFor();
  expect(await available()).toBe(380);
});
