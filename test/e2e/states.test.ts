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
