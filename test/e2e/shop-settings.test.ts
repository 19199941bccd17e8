/** The owner's phone and a shopper's beside each other: what is set is what is seen. Each test goes on where the one before ended. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ShopPhone } from '../setup/shop-phone';
import { enter } from '../setup/shopper';
import { callStaff, setupCodeOf } from '../setup/staff';

const LIN = 'o-lin';
const OWNER = 'o-he';
/** A change of the settings reaches every instance within this time. */
const FRESH_MS = 11_000;

let phone: ShopPhone;
let desk: ShopPhone;

beforeAll(async () => {
  phone = await ShopPhone.open();
  await enter(phone, LIN);
  const code = await setupCodeOf(phone.origin);
  await callStaff(phone, OWNER, 'staff.claim', { code, name: '何禾' }, 'claim');
  await phone.panel('become', LIN);
  desk = await phone.beside(OWNER);
});

afterEach(async () => {
  expect([...(await phone.errors()), ...(await desk.errors())]).toEqual([]);
});

afterAll(() => phone.close());

const button = (on: ShopPhone, name: string | RegExp) => on.screen.getByRole('button', { name }).last();
const says = (on: ShopPhone, text: string | RegExp) => on.screen.getByText(text).first().waitFor();

/** The shopper comes back a little later. */
async function comesBack(): Promise<void> {
  await phone.control('/local/clock', { advanceMs: FRESH_MS });
  await phone.panel('putAway');
  await phone.panel('comeBack');
}

test('OPS-2: a logo, a name and a colour that the owner sets are what the shopper sees', async () => {
  await desk.go('office/look/index');
  await button(desk, /加图片/).click();
  const album = desk.page.getByRole('dialog', { name: '相册' });
  await desk.screen.getByRole('button', { name: '同意', exact: true }).click();
  await album.getByRole('button', { name: '示例图片 2' }).click();
  await album.getByRole('button', { name: /完成/ }).click();
  await button(desk, /换一张/).waitFor();
  await desk.screen.getByRole('radio', { name: '#2E7D4F' }).click();
  await desk.screen.getByLabel('店名，必填').fill('溪边茶馆');
  await says(desk, '改了店名、标志等 3 处');
  await button(desk, '保存').click();
  await says(desk, '保存好了');
  await comesBack();
  await says(phone, '溪边茶馆');
  const logo = phone.screen.locator('img[src*="shop/logo"]').first();
  await logo.waitFor({ state: 'attached' });
  expect(await phone.screen.locator('.page').first().getAttribute('style')).toContain('--brand:#2E7D4F');
});

test('the second of two who edit at once sees what changed, and chooses', async () => {
  await desk.go('office/shop/index');
  await desk.go('office/look/index');
  await desk.screen.getByLabel('店名，必填').fill('我写的名字');
  const { content, rev } = await callStaff(phone, OWNER, 'shop.look', {});
  await callStaff(phone, OWNER, 'shop.saveLook', { content: { ...content, name: '别人写的' }, rev }, 'other');
  await button(desk, '保存').click();
  await says(desk, '刚才别人也改了');
  await says(desk, '别人写的');
  await button(desk, '保存我的').click();
  await says(desk, '保存好了');
  expect((await callStaff(phone, OWNER, 'shop.look', {})).content.name).toBe('我写的名字');
});

test('OPS-8: a module is switched off after its figures were said, and is gone from the shopper’s phone', async () => {
  const tab = phone.screen.getByRole('tab', { name: '商城' });
  await tab.waitFor();
  await desk.go('office/modules/index');
  await desk.screen.getByRole('switch', { name: /积分商城/ }).click();
  await says(desk, '关掉积分商城？');
  await says(desk, '积分余额都留着，照样到期');
  await button(desk, '关掉').click();
  await says(desk, '积分商城关掉了');
  await comesBack();
  await tab.waitFor({ state: 'hidden' });
});
