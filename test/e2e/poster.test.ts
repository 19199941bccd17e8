/** A poster is drawn, leaves the program, and is read by somebody else's camera. Each test goes on where the one before ended. */
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { furnish, MALL_SETTINGS } from '../setup/mall';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter } from '../setup/shopper';

const LIN = 'o-lin';

let phone: ShopPhone;

beforeAll(async () => {
  phone = await ShopPhone.open({ settings: MALL_SETTINGS });
  await furnish(phone.origin);
  await enter(phone, LIN);
  // The first call loads the SDK's open APIs: on a busy machine that alone may outlast the phone's patience.
  await callShopper(phone, LIN, 'invite.poster', {});
  await phone.panel('answer', 'privacy', 'accept');
  await phone.panel('become', LIN);
  // Three pictures of 1000 × 1333 are drawn behind every tap.
  phone.page.setDefaultTimeout(60_000);
});

afterEach(async () => {
  expect(await phone.errors()).toEqual([]);
});

afterAll(() => phone.close());

const page = () => phone.screen;
const poster = () => page().getByTestId('poster').locator('img');
const tap = (name: string) => page().getByRole('button', { name, exact: true }).last().click();
const choose = (name: string) => page().getByRole('radio', { name, exact: true }).click();

/** The picture that the page shows, as a file. */
async function shown(): Promise<PNG> {
  await poster().waitFor({ timeout: 60_000 });
  const bytes = await poster().evaluate(async (image) => {
    const blob = await (await fetch((image as HTMLImageElement).src)).blob();
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return PNG.sync.read(Buffer.from(bytes));
}

function textIn(png: PNG): URL {
  const code = jsQR(new Uint8ClampedArray(png.data), png.width, png.height);
  return new URL(code?.data ?? 'none:');
}

test.each(['会员卡', '礼券', '招牌'])(
  'a poster of the layout %s is 1000 × 1333, and its code opens the landing page',
  async (name) => {
    if (name === '会员卡') {
      await phone.go('shopper/poster/index');
      await shown();
    }
    await choose(name);
    const png = await shown();
    expect([png.width, png.height]).toEqual([1000, 1333]);
    const { searchParams } = textIn(png);
    expect(searchParams.get('page')).toBe('shopper/landing/index');
    expect(searchParams.get('scene')).toMatch(/^i=[2-9A-HJ-NP-Z]{8}$/);
  },
);

test('a refused album has its way back by the settings, and the picture is saved on the return', async () => {
  await tap('保存到相册');
  await phone.page.getByRole('button', { name: '拒绝', exact: true }).click();
  await page().getByText('没有打开相册权限').waitFor();
  await page().getByText('打开相册权限', { exact: true }).click();
  await phone.page.getByRole('switch').check();
  await phone.page.getByRole('button', { name: '返回', exact: true }).click();
  await page().getByText('已保存到相册').waitFor();
});

test('a card can always be sent instead, with a picture of its own and the same code', async () => {
  const asked = await callShopper(phone, LIN, 'invite.poster', {});
  const code = asked.ok ? asked.data.code : '';
  await page().getByText('发送卡片', { exact: true }).click();
  await phone.page.getByRole('button', { name: '发送', exact: true }).click();
  const [card] = await phone.panel('cards');
  expect(card?.path).toBe(`shopper/landing/index?i=${code}&by=card`);
  expect(card?.image).toMatch(/^data:image\/jpeg/);
});

test('the saved picture, held before the phone of somebody new, opens the landing page there', async () => {
  const part = phone.page.locator('.part-scan');
  const scan = part.getByRole('button', { name: '扫这张图' }).first();
  if (!(await scan.isVisible())) await part.locator('summary').click();
  await part.getByLabel('谁来扫').first().selectOption({ label: '新的人' });
  await scan.click();
  await phone.page.waitForFunction(() => location.hash.startsWith('#/shopper/landing/index?scene=i'));
  await phone.settled();
  const holder = await phone.page.evaluate(
    () => (window as unknown as { __phone: { panel: { state(): { person: string } } } }).__phone.panel.state().person,
  );
  expect(holder).not.toBe(LIN);
});
