import { BinaryBitmap, Code128Reader, DecodeHintType, HybridBinarizer, RGBLuminanceSource } from '@zxing/library';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter } from '../setup/shopper';

const PERSON = 'o-code';

let phone: ShopPhone;
let number: string;

beforeAll(async () => {
  phone = await ShopPhone.open();
  await enter(phone, PERSON);
  const home = await callShopper(phone, PERSON, 'member.home', {});
  number = (home.ok && home.data.member?.number) || '';
  await phone.panel('become', PERSON);
});

afterAll(async () => {
  await phone.close();
});

/** The white plate as a hand scanner's window sees it: from edge to edge, on the phone's own pixels. */
async function photograph(): Promise<PNG> {
  return PNG.sync.read(await phone.screen.locator('.plate').screenshot());
}

/** The edge of the plate may share a pixel with the page, and this reader takes the first dark thing for the first bar. */
const EDGE = 8;

/** As a till's 1D scanner: along lines, light and dark only. */
function scanned({ data, width, height }: PNG): string {
  const inner = width - 2 * EDGE;
  const grey = new Uint8ClampedArray(inner * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < inner; x += 1) grey[y * inner + x] = data[(y * width + x + EDGE) * 4 + 1] ?? 0;
  }
  const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, inner, height)));
  return new Code128Reader().decode(bitmap, new Map([[DecodeHintType.TRY_HARDER, true]])).getText();
}

const shown = async () => (await phone.screen.locator('.digits').textContent())?.replace(/\s/g, '') ?? '';

interface Hardware {
  brightness: number;
  keptOn: boolean;
}
const hardware = () =>
  phone.page.evaluate(() =>
    (window as unknown as { __phone: { panel: { hardware(): Hardware } } }).__phone.panel.hardware(),
  );

test.each([
  [320, 'light'],
  [375, 'dark'],
  [430, 'light'],
] as const)('at %i, %s, bar and square are read by scanners and say the same', async (width, theme) => {
  await phone.panel('setDevice', { width, theme });
  await phone.go('shopper/code/index');
  await phone.screen.locator('.digits').waitFor();
  const before = await shown();
  const picture = await photograph();
  const { data, width: wide, height } = picture;
  const square = jsQR(new Uint8ClampedArray(data), wide, height)?.data;
  const bar = scanned(picture);
  // The minute may turn between looking and reading.
  expect([before, await shown()]).toContain(bar);
  expect(square).toBe(bar);
  expect(bar).toMatch(new RegExp(`^88${number.slice(0, 11)}\\d{5}$`));
});

test('the screen is bright and kept on while the code is held out, and as before when it is left', async () => {
  await phone.go('pages/home/index');
  const before = await hardware();
  await phone.go('shopper/code/index');
  expect(await hardware()).toMatchObject({ brightness: 1, keptOn: true });
  await phone.go('pages/home/index');
  expect(await hardware()).toMatchObject({ brightness: before.brightness, keptOn: false });
});

test('the next code comes with the next minute of the server', async () => {
  await phone.go('shopper/code/index');
  const before = await shown();
  await phone.control('/local/clock', { advanceMs: 60_000 });
  await phone.page.reload();
  await phone.settled();
  expect(await shown()).not.toBe(before);
});

test('without a network from the start the member number stands there to be told', async () => {
  await phone.go('pages/home/index');
  await phone.panel('setNetwork', 'offline');
  await phone.page.reload();
  await phone.settled();
  await phone.go('shopper/code/index');
  await phone.screen.getByText('请把会员号报给店员').waitFor();
  const text = ((await phone.screen.locator('body').textContent()) ?? '').replace(/\s/g, '');
  expect(text).toContain(number);
  await phone.panel('setNetwork', 'fast');
  await phone.screen.locator('.digits').waitFor();
});

test('a guest is told how to get one', async () => {
  await phone.panel('become', 'o-code-guest');
  await phone.go('shopper/code/index');
  await phone.screen.getByText('入会后就有会员码').waitFor();
});

test('the phone reported no error on the way', async () => {
  expect(await phone.errors()).toEqual([]);
});
