/** What a till rings up and what the calendar brings, seen on the phone. Each test goes on with the clock of the one before. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { defaultProgramme } from '../../cloudfunctions/core/programme';
import { command } from '../../scripts/programme/command';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter } from '../setup/shopper';
import { Till } from '../setup/till';

const { shape: _shape, version: _version, zone: _zone, ...usual } = defaultProgramme;
/** Of everybody whom the phone does not know: its own people have others. */
const PHONE = '13800000000';
/** 09:00 on 1 October 2026 in Shanghai, a Thursday. */
const FIRST_MORNING = Date.UTC(2026, 9, 1, 1);
const DAY_MS = 86_400_000;

let phone: ShopPhone;
let till: Till;

beforeAll(async () => {
  phone = await ShopPhone.open();
  till = await Till.open(phone);
  await phone.panel('answer', 'privacy', 'accept');
  await phone.panel('answer', 'phone', 'accept');
  await morningOf(1);
  for (const person of ['o-anna', 'o-bert', 'o-cleo', 'o-ella']) await enter(phone, person);
});

afterEach(async () => {
  expect(await phone.errors()).toEqual([]);
});

afterAll(() => phone.close());

/** @param day of October */
async function morningOf(day: number): Promise<void> {
  await phone.control('/local/clock', { now: FIRST_MORNING + (day - 1) * DAY_MS });
}

async function open(person: string, path = 'pages/home/index'): Promise<void> {
  await phone.panel('become', person);
  await phone.go(path);
}

async function back(): Promise<void> {
  await phone.panel('putAway');
  await phone.panel('comeBack');
}

async function numberOf(person: string): Promise<string> {
  const home = await callShopper(phone, person, 'member.home', {});
  if (!home.ok || !home.data.member) throw new Error(`${person} is no member`);
  return home.data.member.number;
}

/** As the shopkeeper does it, in one command. */
async function programme(...args: string[]): Promise<void> {
  let said = '';
  const say = (text: string) => {
    said += text;
  };
  const code = await command([...args, '--url', phone.origin], { out: say, err: say });
  if (code !== 0) throw new Error(said);
  await phone.control('/local/clock', { advanceMs: 11_000 });
}

const said = (text: string | RegExp) => phone.screen.locator('.announce-text', { hasText: text }).waitFor();
const shows = (text: string) => phone.screen.getByText(text).first().waitFor();
/** Amounts are kept together by spaces that do not break. */
const page = async () => ((await phone.screen.locator('body').textContent()) ?? '').replace(/\s/g, ' ');
const balance = (figure: string) =>
  phone.screen.locator('.card-balance', { hasText: new RegExp(`^${figure}$`) }).waitFor();

/** Opens the newest entry of this amount and answers its lines. */
async function receipt(amount: string): Promise<string[]> {
  await phone.screen.getByText(amount, { exact: true }).first().click();
  await phone.screen.locator('.receipt-line').first().waitFor();
  return phone.screen.locator('.receipt-line').allTextContents();
}

test('ERN-13 INT-1 NEW-2 a sale at the till is on the open phone when its owner looks again, said, kept in the inbox and explained', async () => {
  await open('o-anna');
  await balance('0');
  await till.sale(await numberOf('o-anna'), 'A1', 12_800);
  await back();
  await balance('128');
  await said('消费 ¥128，得 128 分');
  await till.sale(await numberOf('o-anna'), 'A2', 5_050);
  await phone.panel('pullDown');
  await balance('178');
  await said('消费 ¥50.50，得 50 分');
  await phone.screen.locator('.announce-plate').click();
  await shows('消费 ¥128，得 128 分');
  await phone.settled();
  expect(await page()).toContain('消费 ¥50.50，得 50 分');
  await phone.go('shopper/history/index');
  await shows('+128');
  expect(await receipt('+128')).toEqual(['¥128 × 1128', '成长值+128']);
  expect(await page()).toContain('得 +178');
});

test('CMP-4 CMP-6 CHK-6 ERN-8 a member day set up in one go is announced with a countdown, and on it signing and buying pay double', async () => {
  await morningOf(5);
  await programme('use', 'convenience');
  await open('o-bert');
  const clock = phone.screen.locator('.banner-time');
  await shows('周三会员日');
  expect(await page()).toMatch(/即将开始.*距开始1天1[45]:\d\d:\d\d/s);
  const before = await clock.textContent();
  await expect.poll(() => clock.textContent()).not.toBe(before);
  await morningOf(7);
  await phone.page.reload();
  await phone.settled();
  expect(await page()).toMatch(/进行中.*距结束1[45]:\d\d:\d\d/s);
  await phone.screen.getByText('签到 +10').click();
  await shows('明天 +5');
  await till.sale(await numberOf('o-bert'), 'B1', 10_000);
  await back();
  await said('消费 ¥100，得 200 分');
  await balance('210');
  await phone.go('shopper/history/index');
  await shows('+10');
  expect((await receipt('+10')).join()).toContain('周三会员日 2 倍10');
  await morningOf(8);
  await open('o-bert');
  await shows('签到 +5');
  expect(await page()).not.toContain('会员日进行中');
});

test('ERN-5 a birthday is told once, and rewarded on its day', async () => {
  await open('o-cleo', 'shopper/profile/index');
  await phone.screen.getByText('选择生日').click();
  const wheel = (column: number) => phone.page.getByRole('listbox').nth(column);
  await wheel(0).getByRole('option', { name: '10 月', exact: true }).click();
  await wheel(1).getByRole('option', { name: '12 日', exact: true }).click();
  await phone.page.getByRole('button', { name: '确定' }).click();
  await phone.screen.getByText(/^就是/).click();
  await said('生日已经记下');
  await shows('需修改请联系店员');
  expect(await phone.screen.getByText('选择生日').count()).toBe(0);
  await morningOf(11);
  await phone.control('/local/timer', { name: 'timer' });
  await open('o-cleo');
  await balance('0');
  await morningOf(12);
  await phone.control('/local/timer', { name: 'timer' });
  await back();
  await balance('50');
  await said('生日快乐，送你 50 分');
  await phone.go('shopper/inbox/index');
  await shows('生日快乐，送你 50 分');
});

test('INT-1 TIR-8 points of a phone number that the till knew are found by their owner, and both histories are one', async () => {
  const number = await till.newcomer(`+86${PHONE}`);
  await till.sale(number, 'D1', 8_800);
  await open('o-dora');
  await phone.screen.getByText('免费入会', { exact: true }).click();
  await balance('20');
  await phone.go('shopper/profile/index');
  await phone.screen.getByText('绑定微信手机号').click();
  // The joining gift is for joining in the mini-program: nobody is welcomed twice.
  await shows('找回 88 分');
  await phone.screen.getByText('知道了').click();
  await shows('已绑定');
  await phone.go('pages/home/index');
  await balance('108');
  await phone.go('shopper/history/index');
  await shows('账户合并');
  const amounts = await phone.screen.locator('.receipt-points').allTextContents();
  expect(amounts).toEqual(['+88', '−88', '+20', '+88', '0']);
  expect((await receipt('+20')).join()).toContain('入会礼');
  await till.sale(number, 'D2', 1_000);
  await open('o-dora');
  await balance('118');
});

test('TIR-3 TIR-7 TIR-9 PTS-2 spending moves the bar and raises the tier at once; a return takes exactly that back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'counter-'));
  const file = join(folder, 'rules.json');
  await writeFile(file, JSON.stringify({ ...usual, waiting: { days: 7, from: 'paid', completeAfterDays: 0 } }));
  await programme('publish', file);
  await rm(folder, { recursive: true });
  // Thresholds of a new programme hold from the next day.
  await morningOf(13);
  const number = await numberOf('o-ella');
  const bar = (growth: number) => phone.screen.locator(`.card-progress [aria-valuenow="${growth}"]`).waitFor();
  await open('o-ella');
  await bar(0);
  await shows('再消费 ¥1,000 升到银卡会员');
  await till.sale(number, 'E1', 40_000);
  await back();
  await bar(400);
  await shows('再消费 ¥600 升到银卡会员');
  await shows('400 还在退货期内');
  await till.sale(number, 'E2', 70_000);
  await back();
  await said('恭喜升级为银卡会员');
  await bar(1100);
  expect(await phone.screen.locator('.card-top').textContent()).toContain('银卡会员');
  await phone.go('shopper/tiers/index');
  await shows('银卡会员的权益');
  const tiers = await page();
  for (const part of ['再消费 ¥3,900 升到金卡会员', '消费得 1.2 倍积分', '银卡会员到 2027 年 10 月 31 日'])
    expect(tiers).toContain(part);
  await till.refund('E2', 'R1', 70_000);
  await open('o-ella');
  await said('订单退货后，等级由银卡会员回到普通会员');
  await bar(400);
  await shows('再消费 ¥600 升到银卡会员');
  await phone.go('shopper/inbox/index');
  await shows('退货 ¥700，收回 700 分');
});

test('PTS-1 PTS-6 what waits is shown with its day, what ends with its month, and the guide names the rules', async () => {
  await callShopper(phone, 'o-ella', 'checkin.signIn', {}, 'ella');
  await open('o-ella', 'shopper/points/index');
  await shows('待到账');
  expect(await phone.screen.locator('.pending-row').allTextContents()).toEqual(['10 月 20 日可用400 分']);
  expect(await phone.screen.locator('.purse').textContent()).toContain('5');
  expect(await phone.screen.locator('.chart').textContent()).toMatch(/10 月/);
  await phone.go('shopper/guide/index');
  await shows('每天签到得 5 分');
  const guide = await page();
  for (const rule of ['每消费 ¥1 得 1 分', '付款 7 天后可用', '12 个月内有效', '成长值到 1,000，升为银卡会员'])
    expect(guide).toContain(rule);
  await morningOf(20);
  await open('o-ella');
  await balance('405');
});
