import { afterEach, expect, test } from 'vitest';
import { defaultShop } from '../../cloudfunctions/core/shop';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter } from '../setup/shopper';

const PERSON = 'o-states';

let phone: ShopPhone;

afterEach(async () => {
  await phone.close();
});

async function asMember(): Promise<void> {
  phone = await ShopPhone.open();
  await enter(phone, PERSON);
  await callShopper(phone, PERSON, 'checkin.signIn', {}, 'first');
  await phone.panel('become', PERSON);
}

const text = async () => (await phone.screen.locator('body').textContent()) ?? '';

test('SEC-5 the privacy gate opens only at a private API, and a refusal leads back to the same page with the feature off', async () => {
  await asMember();
  await phone.panel('answer', 'privacy', 'reject');
  expect(await text()).not.toContain('使用前先看一眼');
  await phone.go('shopper/profile/index');
  await phone.screen.getByText('使用前先看一眼').waitFor({ state: 'hidden' });
  await phone.screen.getByRole('button', { name: /头像/ }).click();
  await phone.screen.getByText('使用前先看一眼').waitFor();
  await phone.screen.getByText('不同意', { exact: true }).click();
  await phone.screen.getByText('没有同意隐私说明').waitFor();
  await phone.go('pages/home/index');
  expect(await text()).toContain('已连签 1 天');
});

test('CHK-12 without a network the last page stays, says so, and comes back by itself', async () => {
  await asMember();
  await phone.screen.getByText('已连签 1 天').waitFor();
  await phone.panel('setNetwork', 'offline');
  await phone.screen.getByText('网络断开了').first().waitFor();
  expect(await text()).toContain('已连签 1 天');
  await phone.panel('setNetwork', 'fast');
  await phone.screen.getByText('网络断开了').first().waitFor({ state: 'hidden' });
});

test('the text size and the language a person sets hold on every page and after a restart', async () => {
  await asMember();
  await phone.go('shopper/settings/index');
  const size = () =>
    phone.screen
      .getByText('繁體中文')
      .evaluate((node) => Number.parseFloat(getComputedStyle(node as Element).fontSize));
  const before = await size();
  await phone.screen.getByText('特大', { exact: true }).click();
  await phone.settled();
  expect(await size()).toBeGreaterThan(before * 1.2);
  await phone.screen.getByText('繁體中文').click();
  await phone.screen.getByText('繁體中文').waitFor();
  await phone.page.reload();
  await phone.settled();
  expect(await size()).toBeGreaterThan(before * 1.2);
  await phone.go('pages/home/index');
  await phone.screen.getByText('已連簽 1 天').waitFor();
});

test('OPS-2 OPS-8 a module that is switched off has no block, no row and no link', async () => {
  const settings = [{ _id: 'shop', ...defaultShop, modules: { checkin: false } }];
  phone = await ShopPhone.open({ settings });
  await enter(phone, PERSON);
  await phone.panel('become', PERSON);
  await phone.screen.getByText('可用积分').waitFor();
  expect(await text()).not.toMatch(/签到|补签|连签/);
  await phone.go('pages/me/index');
  await phone.screen.getByText('积分明细').waitFor();
  expect(await text()).not.toContain('签到');
  expect(await callShopper(phone, PERSON, 'checkin.signIn', {}, 'off')).toMatchObject({
    ok: false,
    error: { code: 'MODULE_OFF' },
  });
});

test('nightfall and another size reach the header and the tab bar while the page is open', async () => {
  await asMember();
  const tab = phone.screen.getByRole('tab', { selected: true });
  const colour = () => tab.evaluate((node) => getComputedStyle(node as Element).color);
  const headerTop = () =>
    phone.screen.locator('.header').evaluate((node) => Number.parseFloat(getComputedStyle(node as Element).paddingTop));
  const [byDay, onTheLarge] = [await colour(), await headerTop()];
  await phone.panel('setDevice', { theme: 'dark' });
  expect(await colour()).not.toBe(byDay);
  await phone.panel('setDevice', { width: 320 });
  expect(await headerTop()).toBeLessThan(onTheLarge);
});

test('CHK-4 a gift that a make-up card completes is shown where the card was used', async () => {
  phone = await ShopPhone.open();
  await enter(phone, PERSON);
  for (let day = 0; day < 7; day += 1) {
    if (day !== 5) await callShopper(phone, PERSON, 'checkin.signIn', {}, `day${day}`);
    if (day < 6) await phone.control('/local/clock', { advanceDays: 1 });
  }
  await phone.panel('become', PERSON);
  await phone.go('shopper/calendar/index');
  await phone.screen.locator('[data-fillable="true"]').first().click();
  await phone.screen.getByRole('button', { name: '补签', exact: true }).last().click();
  const sheet = phone.screen.getByRole('dialog', { name: '连签 7 天' });
  await sheet.waitFor();
  await sheet.getByRole('button', { name: '收下' }).click();
  await sheet.waitFor({ state: 'detached' });
  await phone.screen.getByText('已连签 7 天').waitFor();
});

test('保存 stands at the foot and rises with the keyboard, and the field stays in sight above it', async () => {
  await asMember();
  await phone.panel('setDevice', { width: 320, keyboard: true });
  await phone.go('shopper/profile/index');
  const save = phone.screen.getByRole('button', { name: '保存' });
  const field = phone.screen.locator('input');
  const top = async () => (await save.boundingBox())?.y ?? 0;
  const before = await top();
  await field.click();
  await expect.poll(top).toBeLessThan(before - 100);
  const box = await field.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(await top());
});
