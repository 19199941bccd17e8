/** The staff look after members, on the staff's own pages. Each test goes on where the one before ended. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { wrongInBooks } from '../setup/books';
import { furnish, MALL_SETTINGS } from '../setup/mall';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter, memberNumberOf } from '../setup/shopper';
import { callStaff, setupCodeOf } from '../setup/staff';
import { Till } from '../setup/till';

const LIN = 'o-lin';
const OWNER = 'o-he';
const MANAGER = 'o-xiaoman';

let phone: ShopPhone;

beforeAll(async () => {
  phone = await ShopPhone.open({ settings: MALL_SETTINGS });
  await furnish(phone.origin);
  const till = await Till.open(phone);
  await enter(phone, LIN);
  await callShopper(phone, LIN, 'member.updateProfile', { nickname: '<b>小林</b>🐶' }, 'name');
  await till.sale(await memberNumberOf(phone, LIN), 'S1', 30_000);
  await till.newcomer('+8613800138000');
  const code = await setupCodeOf(phone.origin);
  await callStaff(phone, OWNER, 'staff.claim', { code, name: '何禾' }, 'claim');
  const invite = await callStaff(phone, OWNER, 'staff.invite', { role: 'manager', stores: [] }, 'invite');
  await callStaff(phone, MANAGER, 'staff.join', { code: invite.code, name: '小满' }, 'join');
  await phone.panel('become', MANAGER);
});

afterEach(async () => {
  expect(await wrongInBooks(phone.origin)).toEqual([]);
  expect(await phone.errors()).toEqual([]);
});

afterAll(() => phone.close());

const tap = (name: string | RegExp) => phone.screen.getByRole('button', { name }).last().click();
const shows = (text: string | RegExp) => phone.screen.getByText(text).first().waitFor();

async function seek(text: string): Promise<void> {
  await phone.screen.getByLabel('会员号、手机号、尾号或昵称').fill(text);
  await tap('查找');
  await phone.settled();
}

async function available(): Promise<number | undefined> {
  const home = await callShopper(phone, LIN, 'member.home', {});
  return home.ok ? home.data.member?.points.available : undefined;
}

test('SEG-5 a member is found by the end of a phone number or the start of a name, and seen whole', async () => {
  await phone.go('admin/members/index');
  await seek('8000');
  await shows('没绑微信');
  await seek('13900139000');
  await shows('没有会员登记这个手机号');
  await seek('<b>小');
  await tap(/小林.*300/);
  await phone.settled();
  await shows('<b>小林</b>🐶');
  await shows('¥300');
  await tap(/账目核对/);
  await shows(/核对无误/);
  await tap('补或扣积分');
  await phone.screen.getByLabel('多少').fill('50');
  await phone.screen.getByText('漏记消费').click();
  await tap('入账');
  await shows('已入账 +50');
  expect(await available()).toBe(350);
  await tap(/积分明细/);
  await phone.settled();
  await shows('店员更正');
});

test('SEC-3 more than a manager may book alone waits for the owner, and a paused account pays for nothing', async () => {
  await phone.go('admin/members/index');
  await seek('<b>小');
  await tap(/小林.*350/);
  await phone.settled();
  await tap('补或扣积分');
  await phone.screen.getByLabel('多少').fill('2001');
  await phone.screen.getByText('活动补发').click();
  await tap('提交确认');
  await shows('已提交，等另一位确认');
  expect(await available()).toBe(350);
  await phone.panel('become', OWNER);
  await phone.go('admin/approvals/index');
  await tap(/^同意/);
  await tap('同意');
  await shows('已入账');
  expect(await available()).toBe(2_351);
  await phone.screen.getByRole('radio', { name: '已处理' }).click();
  await tap(/小林/);
  await phone.settled();
  await tap('更多操作');
  await tap(/暂停账户/);
  await phone.screen.getByText('核实身份').click();
  await tap('暂停');
  await shows('账户已暂停，只能进账，不能用');
  const claimed = await callShopper(phone, LIN, 'coupons.claim', { template: 'dish' }, '1-claim');
  expect(claimed).toMatchObject({ ok: false, error: { code: 'FROZEN' } });
});
