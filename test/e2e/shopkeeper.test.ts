/**
 * A shop from nothing to its first figures, by taps alone: the owner's and the cashier's phone is one, the shopper's lies
 * beside it, and a till rings up what is bought. Each test goes on where the one before ended.
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { wrongInBooks } from '../setup/books';
import { ShopPhone } from '../setup/shop-phone';
import { memberNumberOf } from '../setup/shopper';
import { setupCodeOf } from '../setup/staff';
import { Till } from '../setup/till';

const LIN = 'o-lin';
const OWNER = 'o-he';
const CASHIER = 'o-xiaoman';
/** 09:00 on 1 December 2026 in Shanghai, a Tuesday: no member day, and everything happens on it. */
const MORNING = Date.UTC(2026, 11, 1, 1);

/** Brings 100 to 119 points each. */
const OLD_MEMBERS = Array.from({ length: 20 }, (_, n) => `139000000${String(n).padStart(2, '0')},${100 + n}`);
const BROUGHT = 2_190;
/** The restaurant's gift to whoever joins in the mini-program; who is brought from another system gets none. */
const WELCOME = 10;
/** ¥360 and ¥128 at a point for ¥10, then ¥200 at two points. */
const EARNED = 36 + 12 + 40;
const CHECKED_IN = 1;
const PRICE = 80;
const ISSUED = WELCOME + CHECKED_IN + EARNED + BROUGHT;

/** Two phones share the machine with whatever else is tested. */
const PATIENCE_MS = 30_000;

let desk: ShopPhone;
let shopper: ShopPhone;
let till: Till;

beforeAll(async () => {
  desk = await ShopPhone.open();
  await desk.control('/local/clock', { now: MORNING });
  till = await Till.open(desk);
  await desk.panel('become', OWNER);
  await desk.panel('answer', 'privacy', 'accept');
  shopper = await desk.beside(LIN);
  for (const phone of [desk, shopper]) phone.page.setDefaultTimeout(PATIENCE_MS);
});

afterEach(async () => {
  expect(await wrongInBooks(desk.origin)).toEqual([]);
  expect([...(await desk.errors()), ...(await shopper.errors())]).toEqual([]);
});

afterAll(() => desk.close());

/** What lies on top is drawn last. */
async function tap(on: ShopPhone, name: string | RegExp): Promise<void> {
  await on.screen
    .getByRole('button', { name, exact: typeof name === 'string' })
    .last()
    .click();
  await on.settled();
}
const shows = (on: ShopPhone, text: string | RegExp) => on.screen.getByText(text).first().waitFor();
const fill = (label: string | RegExp, text: string) => desk.screen.getByLabel(label).first().fill(text);
/** Amounts are kept together by spaces that do not break. */
const page = async (on: ShopPhone) => ((await on.screen.locator('body').textContent()) ?? '').replace(/\s/g, ' ');

/** From the owner's first page, as everything is found. */
async function openFrom(entry: string): Promise<void> {
  await desk.go('admin/dashboard/index');
  await desk.screen.getByRole('link', { name: entry, exact: true }).click();
  await desk.settled();
}

async function back(on: ShopPhone): Promise<void> {
  await on.panel('putAway');
  await on.panel('comeBack');
}

/** Into the ledger, and from there into what is summed. */
async function tickTwice(): Promise<void> {
  await desk.later(11);
  await desk.later(11);
}

async function choosePicture(which: 1 | 2): Promise<void> {
  await desk.page.getByRole('button', { name: `示例图片 ${which}` }).click();
  await desk.page.getByRole('button', { name: /^完成/ }).click();
}

/** Tries the draft, answers what the laboratory says of it, and goes back to publish. */
async function tryAndPublish(): Promise<string> {
  await tap(desk, '试算');
  await tap(desk, '开始试算');
  const seen = desk.screen.getByRole('button', { name: '看过了，回去发布' });
  await seen.waitFor();
  const said = await page(desk);
  await seen.click();
  await desk.settled();
  await tap(desk, '发布');
  await tap(desk, '马上生效');
  await shows(desk, /正在用第 \d+ 版/);
  // What is in force reaches every instance within ten seconds.
  await desk.later(1);
  return said;
}

/** The cashier scans what the shopper holds out. */
async function scanned(): Promise<void> {
  await shopper.noteCodes();
  await desk.go('admin/counter/index');
  await desk.screen.getByRole('button', { name: /扫码核销/ }).click();
  await desk.scanNoted();
}

/** The dashboard's figures by their names. */
async function figuresShown(): Promise<Record<string, string>> {
  const cells = desk.screen.locator('.cell');
  const [names, values] = await Promise.all([
    cells.locator('.cell-label').allTextContents(),
    cells.locator('.cell-value').allTextContents(),
  ]);
  return Object.fromEntries(names.map((name, place) => [name.trim(), (values[place] ?? '').replace(/\s/g, '')]));
}

test('SEC-3 CMP-6 who has the set-up code owns the shop, and a restaurant is set up in one tap', async () => {
  await desk.go('shopper/settings/index');
  await tap(desk, '我是店员');
  await fill('开店码', await setupCodeOf(desk.origin));
  await fill('你的名字', '何禾');
  await tap(desk, '成为店主');
  await shows(desk, '数字还没有汇总好');
  await openFrom('行业方案');
  await desk.screen.getByRole('button', { name: '用这一套' }).first().click();
  await shows(desk, '换成餐饮方案');
  await tap(desk, '换成这一套');
  await shows(desk, '每月 15 日，消费得 2 倍积分');
  await desk.later(1);
});

test('PTS-2 a shopper joins and checks in, and the till rings up two sales, by the rules of the restaurant', async () => {
  await shopper.page.reload();
  await shopper.settled();
  await shopper.screen.getByText('免费入会', { exact: true }).click();
  await tap(shopper, /签到 \+1/);
  await shows(shopper, /明天 \+1/);
  const number = await memberNumberOf(desk, LIN);
  await till.sale(number, 'S1', 36_000);
  await till.sale(number, 'S2', 12_800);
  await back(shopper);
  await shopper.screen.locator('.card-balance', { hasText: /^59$/ }).waitFor();
  await tickTwice();
});

test('NEW-1 PTS-2 two rules are changed after a look at what they would have cost, and hold for the next sale', async () => {
  await openFrom('积分规则');
  await tap(desk, /^消费得积分/);
  await fill(/^得积分/, '2');
  await tap(desk, '保存到草稿');
  await desk.go('office/rules/index');
  await tap(desk, /^每日签到/);
  await fill(/签到得/, '3');
  await tap(desk, '保存到草稿');
  await desk.go('office/rules/index');
  // 72 and 25 points for what brought 36 and 12, and three for a check-in that brought one.
  const said = await tryAndPublish();
  expect(said).toMatch(/多发 51/);
  expect(said).toContain('2 单里有 2 单（100%）');
  await till.sale(await memberNumberOf(desk, LIN), 'S3', 20_000);
  await back(shopper);
  await shopper.screen.locator('.card-balance', { hasText: /^99$/ }).waitFor();
  await shows(shopper, /明天 \+3/);
});

test('TIR-4 the icon of a tier is on the shopper’s card when it is published', async () => {
  await openFrom('会员等级');
  await tap(desk, '修改食客');
  await tap(desk, /加图片/);
  await choosePicture(2);
  await desk.screen.locator('.sample .tier-icon-picture').first().waitFor();
  await tap(desk, '保存到草稿');
  expect(await shopper.screen.locator('.tier-icon-picture').count()).toBe(0);
  await desk.go('office/rules/index');
  await tryAndPublish();
  await back(shopper);
  await shopper.screen.locator('.tier-icon-picture').first().waitFor();
});

test('RED-10 a reward with its picture and a coupon are made, and reach the shopper’s mall and wallet', async () => {
  await openFrom('积分商品');
  await tap(desk, '新商品');
  await fill('名称，必填', '手冲一壶');
  await tap(desk, '加图片 图片');
  await choosePicture(1);
  await desk.screen.locator('.stage .reward-photo').waitFor();
  await desk.settled();
  await fill(/^要多少积分/, String(PRICE));
  await tap(desk, '保存');
  await shows(desk, '保存好了');
  await openFrom('优惠券');
  await tap(desk, '新优惠券');
  await fill('名称，必填', '雨天姜茶券');
  await tap(desk, /^种类/);
  await desk.screen.getByRole('radio', { name: /^换东西/ }).click();
  await fill(/^换什么/, '姜茶一杯');
  await desk.screen.getByRole('switch', { name: '顾客可以自己领' }).click();
  await tap(desk, '保存');
  await shows(desk, '保存好了');
  await desk.later(1);
  await shopper.go('shopper/offers/index');
  await tap(shopper, /领取.*雨天姜茶券/);
  await shopper.go('pages/mall/index');
  await tap(shopper, /手冲一壶/);
  await shopper.screen.locator('.photo').first().waitFor();
  await tap(shopper, '立即兑换');
  await tap(shopper, '确认兑换');
  await shows(shopper, '兑换成功');
});

test('SEG-5 twenty old members are looked at, brought in, and their balances add up', async () => {
  await openFrom('导入老会员');
  await tap(desk, '从聊天里选文件');
  const buffer = Buffer.from(`\uFEFF手机号,积分\r\n${OLD_MEMBERS.join('\r\n')}\r\n`);
  const file = { name: '老会员.csv', mimeType: 'text/csv', buffer };
  await desk.page.getByRole('dialog', { name: '聊天里的文件' }).locator('input[type=file]').setInputFiles(file);
  await shows(desk, '认出的列');
  expect(await page(desk)).toMatch(/新会员.*20 位，2,190 分/);
  await tap(desk, '导入 20 位');
  await shows(desk, '一共2,190 分');
  await tap(desk, '确认导入');
  await shows(desk, '导入完成');
  await shows(desk, '20 位老会员已经到账');
});

test('SEC-3 RED-11 CPN-9 an invited cashier verifies the shopper’s coupon and hands the reward over', async () => {
  await openFrom('店员');
  await tap(desk, '邀请店员');
  await tap(desk, '生成邀请码');
  const code = (await desk.screen.locator('.made-code').textContent()) ?? '';
  await desk.panel('become', CASHIER);
  await desk.go('admin/enter/index');
  await fill('邀请码', code);
  await fill('你的名字', '小满');
  await tap(desk, '加入');
  await shows(desk, '扫码核销');
  await shopper.go('pages/wallet/index');
  await tap(shopper, /^雨天姜茶券/);
  await shows(shopper, '给店员扫一下就能用');
  await scanned();
  await tap(desk, '确认核销');
  await shows(desk, '已核销');
  await shows(shopper, '已使用');
  await shopper.go('pages/wallet/index');
  await shopper.screen.getByText('手冲一壶').click();
  await shows(shopper, '给店员扫一下，就能拿走');
  await scanned();
  await tap(desk, '确认交给顾客');
  await shows(desk, '已交给顾客');
  await shows(shopper, '已取货');
});

test('ANA-2 what the dashboard says of the day is what was done on it', async () => {
  await tickTwice();
  await desk.panel('become', OWNER);
  await desk.go('admin/dashboard/index');
  await shows(desk, '会员与生意');
  const outstanding = ISSUED - PRICE;
  expect([ISSUED, outstanding]).toEqual([2_289, 2_209]);
  const figures = {
    会员: '21',
    活跃会员: '1',
    // One of twenty-one has checked in.
    签到率: '4.8%',
    订单: '3',
    // ¥688 for three of them.
    平均每单: '¥229.33',
    复购率: '100%',
    发放: '2,289',
    使用: '80',
    过期: '0',
    未使用: '2,209',
    // A hundred points are ¥5 off a table.
    未使用折合: '¥110.45',
    使用率: '3.5%',
  };
  expect(await figuresShown()).toEqual(figures);
  await tap(desk, /^发放/);
  const parts = await page(desk);
  for (const part of ['入会10', '签到1', '消费88', '从旧系统带来2,190'])
    expect(parts.replace(/ /g, '')).toContain(part);
  await tap(desk, '知道了');
});

test('ANA-4 a list of the members is made, and its link brings all twenty-one in a table that Excel reads', async () => {
  await openFrom('导出');
  await tap(desk, '开始导出');
  await shows(desk, /21 行，.*删除文件/);
  await tap(desk, /^取/);
  await tap(desk, /^复制下载链接/);
  await shows(desk, '链接已复制');
  const { clipboard } = await desk.panel('hardware');
  const text = Buffer.from(await (await fetch(clipboard)).arrayBuffer()).toString('utf8');
  expect(text.startsWith('\uFEFF会员号,昵称,生日月份,')).toBe(true);
  const [, ...rows] = text.trimEnd().split('\r\n');
  expect(rows).toHaveLength(21);
  const number = await memberNumberOf(desk, LIN);
  expect(rows.filter((row) => row.includes(number))).toHaveLength(1);
});

test('OPS-2 SEC-3 the trail tells who did each of these, by name', async () => {
  await openFrom('操作记录');
  await shows(desk, '今天');
  const tail = (await memberNumberOf(desk, LIN)).slice(-4);
  /** The latest first: '何禾 试算了规则的草稿'. */
  const actsOf = async (area: string): Promise<string[]> => {
    await desk.screen.getByRole('radio', { name: area, exact: true }).click();
    await desk.settled();
    const acts = await desk.screen.locator('.act').allTextContents();
    return acts.map((act) => act.replace(/^(.+?)\s*\d\d:\d\d\s+(.+?)(，.*)?$/s, '$2 $1').trim());
  };
  expect(await actsOf('收银台')).toEqual([
    `小满 交出「手冲一壶」，尾号 ${tail} 的会员`,
    `小满 核销「雨天姜茶券」，尾号 ${tail} 的会员`,
  ]);
  expect(await actsOf('会员')).toEqual(['何禾 导入了老会员', '何禾 核对了一份老会员名单']);
  expect(await actsOf('商品与优惠')).toEqual(['何禾 新建了优惠券「雨天姜茶券」', '何禾 新建了商品「手冲一壶」']);
  expect(await actsOf('活动与规则')).toEqual([
    '何禾 发布了新规则',
    '何禾 试算了规则的草稿',
    '何禾 改了规则的草稿',
    '何禾 发布了新规则',
    '何禾 试算了规则的草稿',
    '何禾 改了规则的草稿',
    '何禾 改了规则的草稿',
    '何禾 套用了一套现成的规则',
  ]);
  expect(await actsOf('店员')).toEqual(['小满 加入：收银员', '何禾 发出邀请：收银员', '何禾 开店，成为店主']);
  expect(await actsOf('店铺')).toEqual(['何禾 传了一张图片', '何禾 传了一张图片']);
  expect(await actsOf('经营数据')).toEqual(['何禾 下载了导出的表格', '何禾 导出表格']);
});
