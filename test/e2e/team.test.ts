/** The owner's phone and a colleague's beside each other. Each test goes on where the one before ended. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ShopPhone } from '../setup/shop-phone';
import { callStaff, setupCodeOf } from '../setup/staff';

const OWNER = 'o-he';
const MANAGER = 'o-lan';
const CASHIER = 'o-xiaoman';

let owner: ShopPhone;
let colleague: ShopPhone;

beforeAll(async () => {
  owner = await ShopPhone.open();
  const code = await setupCodeOf(owner.origin);
  await callStaff(owner, OWNER, 'staff.claim', { code, name: '何禾' }, 'claim');
  await owner.panel('become', OWNER);
  colleague = await owner.beside(MANAGER);
});

afterEach(async () => {
  expect([...(await owner.errors()), ...(await colleague.errors())]).toEqual([]);
});

afterAll(() => owner.close());

/** What lies on top is drawn last. */
const tap = (on: ShopPhone, name: string | RegExp) => on.screen.getByRole('button', { name }).last().click();
const pick = (on: ShopPhone, role: 'radio' | 'checkbox', name: string) =>
  on.screen.getByRole(role, { name, exact: true }).last().click();
const shows = (on: ShopPhone, text: string | RegExp) => on.screen.getByText(text).first().waitFor();

/** The colleague scans the invite that the other phone shows, and gives a name. */
async function joinFrom(inviter: ShopPhone, openid: string, name: string): Promise<void> {
  const other = inviter === owner ? colleague : owner;
  await shows(inviter, '复制邀请码');
  await inviter.noteCodes();
  await other.panel('become', openid);
  await other.go('admin/enter/index');
  await tap(other, /扫一扫/);
  await other.scanNoted();
  await other.screen.getByLabel('你的名字').fill(name);
  await tap(other, /^加入$/);
  await shows(other, '扫码核销');
}

test('SEC-3 the owner opens a store and lets a manager in, who scans the code from the owner’s phone', async () => {
  await owner.go('office/branches/index');
  await tap(owner, '开新店');
  await owner.screen.getByLabel(/店名/).fill('城东店');
  await tap(owner, '保存');
  await shows(owner, '没有要保存的改动');
  // What is set reaches every instance within ten seconds.
  await owner.later(1);
  await owner.go('admin/team/index');
  await tap(owner, '邀请店员');
  await pick(owner, 'radio', '店长');
  await pick(owner, 'checkbox', '城东店');
  await tap(owner, '生成邀请码');
  await joinFrom(owner, MANAGER, '阿兰');
  await tap(owner, '好了');
  await shows(owner, '阿兰');
  await shows(owner, '城东店');
});

test('SEC-3 the manager lets a cashier into her own store only; the table says what the cashier may', async () => {
  await colleague.panel('become', MANAGER);
  await colleague.go('admin/team/index');
  await tap(colleague, '邀请店员');
  const roles = await colleague.screen.getByRole('radio').allTextContents();
  expect(roles.slice(0, 3)).toEqual(['数据员', '收银员', '运营']);
  expect(await colleague.screen.getByRole('checkbox').count()).toBe(0);
  await tap(colleague, '生成邀请码');
  await joinFrom(colleague, CASHIER, '小满');
  await owner.go('admin/duties/index');
  await shows(owner, '你的岗位：收银员');
  const partners = owner.screen.locator('.duty-not').filter({ hasText: '管收银机密钥' });
  expect(await partners.textContent()).toContain('店主');
});

test('SEC-3 the trail tells who let whom in, and the last owner cannot leave', async () => {
  await owner.panel('become', OWNER);
  await owner.go('admin/trail/index');
  for (const text of ['加入：收银员，城东店', '发出邀请：店长，城东店', '开了新店「城东店」', '开店，成为店主'])
    await shows(owner, text);
  await owner.go('admin/duties/index');
  await tap(owner, '离开这家店');
  await tap(owner, /^离开$/);
  await shows(owner, '店里只有这一位店主，先请另一个人当店主');
  await owner.go('admin/team/index');
  await shows(owner, '何禾');
});
