/**
 * `npm run guide [-- name…]`: makes the pictures of docs/merchant-guide.zh-CN.md from the running product, all or those
 * named, as a phone of 375 × 812 shows them, two pixels a point.
 */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OWNER } from '../../test/screens/mall';
import { prepare, SCENES } from '../../test/screens/scenes';
import { SETTINGS } from '../../test/screens/shop';
import { ROOT } from '../../test/setup/built';
import { ShopPhone } from '../../test/setup/shop-phone';
import { buildFunctions } from '../build/functions';
import { buildMiniprogramNpm } from '../build/miniprogram-npm';
import { ALL_BYTES_MAX, BYTES_MAX, type Picture, picturesIn } from './pictures';

const folder = join(ROOT, 'docs/guide');
/** From good to just good enough. */
const QUALITIES = [82, 74, 66, 58, 50];

const PATIENCE_MS = 60_000;

const guide = await readFile(join(ROOT, 'docs/merchant-guide.zh-CN.md'), 'utf8');
const wanted = process.argv.slice(2);
const pictures = picturesIn(guide);
const made = pictures.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

await Promise.all([buildFunctions(ROOT), buildMiniprogramNpm(ROOT)]);
await mkdir(folder, { recursive: true });
const phone = await ShopPhone.open({ viewport: { width: 1280, height: 1040 }, settings: SETTINGS });
// Nobody waits for the pictures: a busy machine may take its time.
phone.page.setDefaultTimeout(PATIENCE_MS);
await prepare(phone);
await phone.panel('setDevice', { width: 375, theme: 'light', fontSizeSetting: 16 });
for (const picture of made) await photograph(picture);
await phone.close();

const sizes = await Promise.all(pictures.map(async ({ name }) => (await stat(fileOf(name))).size));
const all = sizes.reduce((sum, size) => sum + size, 0);
console.log(`${pictures.length} pictures, ${Math.round(all / 1024)} KB`);
if (all > ALL_BYTES_MAX) throw new Error(`all pictures together are larger than ${ALL_BYTES_MAX / 1024} KB`);

async function photograph({ name, page }: Picture): Promise<void> {
  const scene = SCENES.find((each) => each.name === name);
  if (scene) await scene.open(phone);
  else {
    await phone.panel('become', OWNER);
    await phone.go(page);
  }
  const screen = phone.page.locator('.phone-body > .screen');
  for (const quality of QUALITIES) {
    const picture = await screen.screenshot({ type: 'jpeg', quality });
    if (picture.length > BYTES_MAX && quality !== QUALITIES.at(-1)) continue;
    if (picture.length > BYTES_MAX) throw new Error(`${name} is larger than ${BYTES_MAX / 1024} KB`);
    await writeFile(fileOf(name), picture);
    console.log(`docs/guide/${name}.jpg ${Math.round(picture.length / 1024)} KB`);
    break;
  }
  await scene?.leave?.(phone);
}

function fileOf(name: string): string {
  return join(folder, `${name}.jpg`);
}
