/** What a shopper downloads before the first page: every file of the main package, as it is before WeChat minifies it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { buildMiniprogramNpm } from '../../scripts/build/miniprogram-npm';
import { filesUnder } from '../../scripts/check/files';
import { type Figure, rounded } from './figure';
import { root } from './workplace';

const phone = 'miniprogram';
const shipped = ['.ts', '.js', '.json', '.wxml', '.wxss', '.wxs', '.png', '.jpg', '.svg'];

async function bytesOf(file: string): Promise<number> {
  const content = readFileSync(join(root, file));
  if (!file.endsWith('.ts')) return content.length;
  const { code } = await transform(content.toString(), { loader: 'ts', format: 'cjs', target: 'es2018' });
  return Buffer.byteLength(code);
}

export const figures: Figure[] = [
  {
    name: 'package.main.kb',
    unit: 'KB',
    limit: { atMost: 400 },
    async measure() {
      await buildMiniprogramNpm(root);
      const app = JSON.parse(readFileSync(join(root, phone, 'app.json'), 'utf8')) as {
        subPackages?: { root: string }[];
      };
      const apart = (app.subPackages ?? []).map((part) => `${phone}/${part.root}/`);
      const own = filesUnder(root, phone, shipped).filter(
        (file) => !file.endsWith('.d.ts') && !/tsconfig\.json$/.test(file),
      );
      const fetched = filesUnder(root, `${phone}/miniprogram_npm`, ['.js', '.json', '.wxml', '.wxss', '.wxs']);
      const main = [...own, ...fetched].filter((file) => !apart.some((part) => file.startsWith(part)));
      const sizes = await Promise.all(main.map(bytesOf));
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      return {
        value: rounded(bytes / 1000, 1),
        note: `${main.length} files of the main package, npm included, not minified`,
      };
    },
  },
];
