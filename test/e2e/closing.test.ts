/**
 * What the shop keeps about somebody, their own copy of it, and the end of their account. Each test goes on where the one
 * before ended.
 */
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { wrongInBooks } from '../setup/books';
import { furnish, MALL_SETTINGS } from '../setup/mall';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter, memberNumberOf } from '../setup/shopper';
import { callStaff, setupCodeOf } from '../setup/staff';
import { Till } from '../setup/till';

const LIN = 'o-lin';
const OWNER = 'o-he';

let phone: ShopPhone;
let desk: ShopPhone;
/** Of the account that is closed here. */
let number = '';

beforeAll(async () => {
  phone = await ShopPhone.open({ settings: MALL_SETTINGS });
  await furnish(phone.origin);
  // What a function has read of the shop, it remembers for some seconds.
  await phone.later(1);
  const till = await Till.open(phone);
  await enter(phone, LIN);
  number = await memberNumberOf(phone, LIN);
  const named = await callShopper(phone, LIN, 'member.updateProfile', { nickname: '<小林>&🐶' }, 'name');
  if (!named.ok) throw new Error(JSON.stringify(named));
  // ¥300 bring 300 points, of which the dish takes 100; a check-in brings 5.
  await till.sale(number, 'S1', 30_000);
  const signed = await callShopper(phone, LIN, 'checkin.signIn', {}, 'signed');
  const claimed = await callShopper(phone, LIN, 'coupons.claim', { template: 'ten' }, 'ten');
  for (const each of [signed, claimed]) if (!each.ok) throw new Error(JSON.stringify(each));
  const code = await setupCodeOf(phone.origin);
  await callStaff(phone, OWNER, 'staff.claim', { code, name: '何禾' }, 'claim');
  await phone.panel('become', LIN);
  desk = await phone.beside(OWNER);
});

afterEach(async () => {
  expect(await wrongInBooks(phone.origin)).toEqual([]);
  expect([...(await phone.errors()), ...(await desk.errors())]).toEqual([]);
});

afterAll(() => phone.close());

const tap = (name: string) => phone.screen.getByRole('button', { name, exact: true }).last().click();
const row = (name: string) => phone.screen.getByRole('button', { name }).last();
const shows = (text: string | RegExp) => phone.screen.getByText(text).first().waitFor();
const said = (text: string | RegExp) => phone.screen.locator('.announce-text', { hasText: text }).waitFor();
const page = async () => ((await phone.screen.locator('body').textContent()) ?? '').replace(/\s+/g, ' ');
/** While a page slides in, the one below it has its button too. */
async function back(): Promise<void> {
  await phone.settled();
  await phone.page.getByRole('button', { name: '返回' }).last().click();
  // While a page slides away, the one below does not hear a finger yet.
  await phone.settled();
}

/** Label and value of each line of what is lost. */
const lost = () => phone.screen.locator('.lost').allInnerTexts();

/** Bytes of the file that left the phone last. */
async function lastDocument(): Promise<{ name: string; sheets: Record<string, string> }> {
  const all = (await phone.panel('hardware')).documents;
  const last = all.at(-1);
  if (!last) throw new Error('no file has left the phone');
  const bytes = await phone.page.evaluate(
    async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())],
    last.url,
  );
  const parts = unzipSync(Uint8Array.from(bytes));
  const texts = Object.entries(parts).map(([path, part]) => [path, strFromU8(part)] as const);
  return { name: last.name, sheets: Object.fromEntries(texts) };
}

test('SEC-5 what is kept, why, on which ground and how long, can be read; and what the phone is asked for', async () => {
  await phone.go('shopper/settings/index');
  await row('你的信息').click();
  await shows('手机号的校验值');
  const told = await page();
  expect(told).toContain('绑定后，认出你在店里的消费；号码本身不保存你同意才有 · 会员期间一直留 · 注销时删掉');
  expect(told).toContain('告诉你账号里发生了什么会员服务需要 · 留 400 天 · 注销时删掉');
  expect(told).toContain('账要对得上，有疑问时查得到法律要求 · 一直留 · 注销后只认会员号');
  expect(told).toContain('剪贴板你点「复制」时写进去，从不读取');
  await row('看完整的隐私说明').click();
  await shows('注销以后');
  await back();
});

test('SEC-1 one’s own data is a workbook that says in words what every line is, opened or sent in one tap', async () => {
  await tap('下载我的数据');
  await shows(/文件做好了/);
  await tap('打开看看');
  await phone.page.getByRole('button', { name: '看完了', exact: true }).click();
  const { sheets } = await lastDocument();
  expect(sheets['xl/workbook.xml']).toContain('name="明细"');
  const about = sheets['xl/worksheets/sheet1.xml'] ?? '';
  expect(about).toContain(number.replace(/(.{4})(?=.)/g, '$1 '));
  expect(about).toContain('&lt;小林&gt;&amp;🐶');
  const entries = sheets['xl/worksheets/sheet2.xml'] ?? '';
  expect(entries).toContain('¥300 × 1：300；成长值：+300');
  expect(entries).toContain('当天签到');
  expect(sheets['xl/worksheets/sheet3.xml']).toContain('十元代金券');
  // Nobody's openid, and no digest of anything.
  expect(JSON.stringify(sheets)).not.toContain(LIN);
  await tap('发给自己或朋友');
  await phone.page.getByRole('button', { name: '发送', exact: true }).click();
  await expect.poll(async () => (await lastDocument()).name).toMatch(/^禾木小馆-我的数据-\d{4}-\d\d-\d\d\.xlsx$/);
});

test('SEC-1 a copy is one’s own, and begun five times a day and no more', async () => {
  for (let copy = 2; copy <= 5; copy += 1) expect((await callShopper(phone, LIN, 'account.copy', {})).ok).toBe(true);
  await tap('重新下载');
  await shows('今天已经下载过好几次了，请明天再来');
  expect(await callShopper(phone, 'o-nobody', 'account.copy', {})).toMatchObject({ error: { code: 'NOT_MEMBER' } });
});

test('SEC-1 what is under way is in the way, with the page that ends it', async () => {
  const taken = await callShopper(
    phone,
    LIN,
    'mall.exchange',
    { rewardId: 'lotus', quantity: 1, way: 'pickup', expect: { points: 100 as never, cashFen: 0 as never } },
    'lotus',
  );
  expect(taken).toMatchObject({ ok: true });
  await phone.go('shopper/leave/index');
  await shows('先把这 1 件办完');
  expect(await row('确认注销').getAttribute('aria-disabled')).toBe('true');
  await row('桂花糖藕').click();
  await tap('取消兑换');
  await tap('取消兑换');
  await shows('已取消');
  await back();
  await expect.poll(() => row('确认注销').getAttribute('aria-disabled')).toBe('false');
});

test('SEC-1 three taps from one’s own page ask for the end, and everything that is lost is told before', async () => {
  await phone.go('pages/me/index');
  await row('设置').click();
  await row('注销账号').click();
  await shows('注销后，这些就没有了');
  expect((await lost()).map((line) => line.replace(/\s+/g, ' '))).toEqual([
    '可用积分 305 分',
    '优惠券 1 张',
    '连续签到 1 天',
    expect.stringMatching(/^会员等级 .+ · 成长值 300$/),
  ]);
  const told = await page();
  expect(told).toContain(`只记在会员号 ${number.replace(/(.{4})(?=.)/g, '$1 ')} 下`);
  expect(told).toMatch(/从今天起等 7 天，\d+ 月 \d+ 日以后注销/);
  expect(told).not.toContain('工作的权限');
  await tap('确认注销');
  await said(/已经记下/);
  await shows('还有 7 天');
});

test('SEC-1 everything goes on while one waits, and one tap takes it back', async () => {
  expect(await callShopper(phone, LIN, 'coupons.claim', { template: 'dish' }, 'dish')).toMatchObject({ ok: true });
  await tap('撤回注销');
  await said('已经撤回，一切照旧');
  await shows('确认注销');
  await phone.nextDay(8);
  await phone.later(1);
  expect(await memberNumberOf(phone, LIN)).toBe(number);
});

test('SEC-1 after the waiting the timer closes the account, and the shop greets a stranger', async () => {
  await phone.go('shopper/leave/index');
  await tap('确认注销');
  await said(/已经记下/);
  await phone.nextDay(6);
  await phone.later(1);
  expect(await memberNumberOf(phone, LIN)).toBe(number);
  await phone.nextDay(1);
  await phone.later(1);
  await phone.later(20);
  await phone.panel('putAway');
  await phone.panel('comeBack');
  await shows('你还不是会员，这里没有你的账号');
  await tap('去入会');
  await shows('免费入会');
});

test('SEC-1 the staff find a closed account by its number, and nothing but the number', async () => {
  await desk.go('admin/members/index');
  await desk.screen.getByLabel('会员号、手机号、尾号或昵称').fill(number);
  await desk.screen.getByRole('button', { name: '查找' }).last().click();
  await desk.settled();
  await desk.screen.getByText('已注销会员').first().waitFor();
  const seen = (await desk.screen.locator('body').textContent()) ?? '';
  expect(seen).not.toContain('小林');
});

test('SEC-1 joining again begins anew', async () => {
  await enter(phone, LIN);
  const home = await callShopper(phone, LIN, 'member.home', {});
  if (!home.ok || !home.data.member) throw new Error('no member');
  const { member } = home.data;
  expect(member.number).not.toBe(number);
  expect([member.points.available, member.nickname, member.progress.growth]).toEqual([0, null, 0]);
  const history = await callShopper(phone, LIN, 'points.history', {});
  expect(history.ok && history.data.entries.length).toBe(1);
});
