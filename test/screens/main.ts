/**
 * `npm run screens [-- --pages home,me] [--widths 320,375] [--looks light,dark,large] [--out DIR]`: pictures of every
 * page in every look, one sheet per page, to be judged beside docs/look.md. Nobody passes or fails here; people look.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildFunctions } from '../../scripts/build/functions';
import { buildMiniprogramNpm } from '../../scripts/build/miniprogram-npm';
import { ROOT } from '../setup/built';
import { ShopPhone } from '../setup/shop-phone';
import { prepare, SCENES, type Scene } from './scenes';
import { SETTINGS } from './shop';

const LOOKS = {
  light: { theme: 'light', fontSizeSetting: 16 },
  dark: { theme: 'dark', fontSizeSetting: 16 },
  large: { theme: 'light', fontSizeSetting: 22 },
} as const;
const WIDTHS = [320, 375, 430] as const;

const { values } = parseArgs({
  options: {
    pages: { type: 'string' },
    widths: { type: 'string', default: WIDTHS.join() },
    looks: { type: 'string', default: Object.keys(LOOKS).join() },
    out: { type: 'string', default: join(ROOT, '.cache/screens') },
  },
});

const wanted = values.pages?.split(',');
const scenes = SCENES.filter(({ name }) => !wanted || wanted.includes(name));
const widths = WIDTHS.filter((width) => values.widths.split(',').includes(String(width)));
const looks = (Object.keys(LOOKS) as (keyof typeof LOOKS)[]).filter((look) => values.looks.split(',').includes(look));

await Promise.all([buildFunctions(ROOT), buildMiniprogramNpm(ROOT)]);
await mkdir(values.out, { recursive: true });
const phone = await ShopPhone.open({ viewport: { width: 1280, height: 1040 }, settings: SETTINGS });
await prepare(phone);
for (const scene of scenes) await drawSheet(scene);
await phone.close();

/** All looks of a page beside each other, and each picture alone. */
async function drawSheet(scene: Scene): Promise<void> {
  const pictures: string[] = [];
  for (const look of looks) {
    for (const width of widths) {
      await phone.panel('setDevice', { width, ...LOOKS[look] });
      await scene.open(phone);
      const screen = phone.page.locator('.phone-body > .screen');
      const picture = await screen.screenshot();
      await scene.leave?.(phone);
      await writeFile(join(values.out, `${scene.name}-${look}-${width}.png`), picture);
      pictures.push(`<figure><img src="data:image/png;base64,${picture.toString('base64')}"></figure>`);
    }
  }
  const sheet = await phone.page.context().newPage();
  await sheet.setContent(
    `<style>body{margin:16px;display:flex;flex-wrap:wrap;gap:16px;background:#cfcdc9}figure{margin:0}img{height:720px}</style>${pictures.join('')}`,
  );
  await sheet.screenshot({ path: join(values.out, `${scene.name}.png`), fullPage: true });
  await sheet.close();
  console.log(join(values.out, `${scene.name}.png`));
}
