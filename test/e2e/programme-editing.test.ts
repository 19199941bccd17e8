/** A shopkeeper sets up the rules on a phone. Each test goes on where the one before ended. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { wrongInBooks } from '../setup/books';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter } from '../setup/shopper';
import { callStaff, setupCodeOf } from '../setup/staff';

const LIN = 'o-lin';
const OWNER = 'o-he';

let phone: ShopPhone;

beforeAll(async () => {
  phone = await ShopPhone.open();
  await callStaff(phone, OWNER, 'staff.claim', { code: await setupCodeOf(phone.origin), name: '何禾' }, 'claim');
  await phone.panel('become', OWNER);
});

afterEach(async () => {
  expect(await wrongInBooks(phone.origin)).toEqual([]);
  expect(await phone.errors()).toEqual([]);
});

afterAll(() => phone.close());

const button = (name: string | RegExp) => phone.screen.getByRole('button', { name });
const shows = (text: string | RegExp) => phone.screen.getByText(text).first().waitFor();
const view = () => callStaff(phone, OWNER, 'programme.view', {});

async function tap(name: string | RegExp): Promise<void> {
  await button(name).last().click();
  await phone.settled();
}

async function publish(): Promise<void> {
  await tap('试算');
  await tap('开始试算');
  await tap(/看过了，回去发布/);
  await tap('发布');
  await tap('马上生效');
}

test('CMP-6 a trade in one tap fills an empty shop, after saying what changes and what stays', async () => {
  await phone.go('office/presets/index');
  await button('用这一套').first().click();
  await shows(/商城里加上 4 件礼品、4 种优惠券/);
  await shows('会员的积分、卡券和成长值');
  await tap('换成这一套');
  await shows('每月 15 日，消费得 2 倍积分');
  expect(await view()).toMatchObject({ version: 2, draft: null });
  await enter(phone, LIN);
  const mall = await callShopper(phone, LIN, 'mall.list', {});
  expect(mall.ok && mall.data.rewards.length).toBe(4);
});

test('PTS-2 two rules are changed by forms, looked at in the laboratory, and in force for the shopper', async () => {
  await tap(/^每日签到/);
  await phone.screen
    .getByLabel(/签到得/)
    .first()
    .fill('三');
  await tap('保存到草稿');
  await shows('请填整数，例如 30');
  await phone.screen
    .getByLabel(/签到得/)
    .first()
    .fill('3');
  await shows('每天签到得 3 分');
  await tap('保存到草稿');
  await phone.go('office/rules/index');
  await tap('加一条规则');
  await tap(/每周会员日/);
  await phone.screen.getByRole('checkbox', { name: '周一' }).click();
  await shows('每周一、三，消费得 2 倍积分');
  await tap('保存到草稿');
  await phone.go('office/rules/index');
  await shows('改了：每日签到、新增「会员日」');
  // Not before it is known what it costs.
  await tap('发布');
  await shows(/请先试算/);
  await publish();
  const { current, version } = await view();
  expect({ version, steps: current.checkIn.steps }).toEqual({ version: 3, steps: [{ from: 1, points: 3 }] });
  expect(current.earning.rules.slice(-1)).toMatchObject([
    { on: ['order'], when: [{ code: 'weekday', days: [1, 3] }], give: { code: 'multiply', factor: 200 } },
  ]);
  await phone.later(1);
  expect(await callShopper(phone, LIN, 'checkin.signIn', {}, 'first')).toMatchObject({ ok: true, data: { earned: 3 } });
});

test('TIR-4 TIR-11 TIR-12 a tier is added, not published without rights, and its icon is on the shopper’s card', async () => {
  await phone.go('office/rule/index?part=tier&code=regular');
  await tap(/加图片/);
  await phone.screen.getByText('同意', { exact: true }).click();
  await phone.page.getByRole('button', { name: '示例图片 2' }).click();
  await phone.page.getByRole('button', { name: /完成/ }).click();
  // At once, on the card above the form.
  await phone.screen.locator('.sample image.tier-icon-picture, .sample .tier-icon-picture').first().waitFor();
  await tap('保存到草稿');
  await phone.go('office/rule/index?part=tier&start=new');
  await phone.screen.getByLabel(/等级名称/).fill('黑金会员');
  await tap('保存到草稿');
  await shows(/没有权益的等级不能发布/);
  await phone.go('office/rules/index');
  await tap('发布');
  await shows('先把标红的地方改好，再发布');
  await phone.go('office/tiers/index');
  await tap('修改黑金会员');
  await tap('加权益');
  await tap('优先发货');
  await tap('保存到草稿');
  await phone.go('office/rules/index');
  await publish();
  const { current } = await view();
  expect(current.tiers.list.map(({ name }) => name)).toEqual(['食客', '银勺会员', '金勺会员', '黑金会员']);
  await phone.later(1);
  await phone.panel('become', LIN);
  await phone.screen.locator('.tier-icon-picture').first().waitFor();
  const home = await callShopper(phone, LIN, 'member.home', {});
  expect(home.ok && home.data.member?.tier.icon).toMatch(/\/shop\/tier\//);
});
