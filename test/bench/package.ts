/**
 * What a shopper downloads before the first page, and what comes with the pages of a subpackage: every file of the package with
 * TypeScript as JavaScript in UTF-8, before WeChat minifies it (`npm run check:wechat` tells the sizes after that).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { buildMiniprogramNpm } from '../../scripts/build/miniprogram-npm';
import { filesUnder } from '../../scripts/check/files';
import { type Figure, type Measured, rounded } from './figure';
import { root } from './workplace';

const phone = 'miniprogram';
const written = ['.ts', '.js', '.json', '.wxml', '.wxss', '.wxs', '.png', '.jpg', '.svg'];
const fetched = ['.js', '.json', '.wxml', '.wxss', '.wxs'];

async function bytesOf(file: string): Promise<number> {
  const content = readFileSync(join(root, file));
  if (!file.endsWith('.ts')) return content.length;
  const { code } = await transform(content.toString(), {
    loader: 'ts',
    format: 'cjs',
    target: 'es2018',
    charset: 'utf8',
  });
  return Buffer.byteLength(code);
}

/** '' is the main package: what lies in no subpackage. */
async function measure(part: string): Promise<Measured> {
  await buildMiniprogramNpm(root);
  const app = JSON.parse(readFileSync(join(root, phone, 'app.json'), 'utf8')) as { subPackages: { root: string }[] };
  const parts = app.subPackages.map((one) => one.root);
  const packageOf = (file: string) => parts.find((one) => file.startsWith(`${phone}/${one}/`)) ?? '';
  const own = filesUnder(root, phone, written).filter((file) => !/\.d\.ts$|tsconfig\.json$/.test(file));
  const npm = ['', ...parts].flatMap((one) => filesUnder(root, join(phone, one, 'miniprogram_npm'), fetched));
  const files = [...own, ...npm].filter((file) => packageOf(file) === part);
  const bytes = (await Promise.all(files.map(bytesOf))).reduce((sum, size) => sum + size, 0);
  return { value: rounded(bytes / 1000, 1), note: `${files.length} files, npm included, not minified` };
}

export const figures: Figure[] = [
  { name: 'package.main.kb', unit: 'KB', limit: { atMost: 400 }, measure: () => measure('') },
  { name: 'package.shopper.kb', unit: 'KB', limit: { atMost: 1500 }, measure: () => measure('shopper') },
  { name: 'package.admin.kb', unit: 'KB', limit: { atMost: 800 }, measure: () => measure('admin') },
  { name: 'package.office.kb', unit: 'KB', limit: { atMost: 1500 }, measure: () => measure('office') },
];
