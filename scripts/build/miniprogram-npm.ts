/**
 * Writes miniprogram/miniprogram_npm as DevTools' 构建 npm would: a package that names a "miniprogram" folder is copied,
 * any other is bundled from its main file into index.js.
 * Source: developers.weixin.qq.com/miniprogram/dev/devtools/npm
 */
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

interface PackageJson {
  main?: string;
  miniprogram?: string;
  dependencies?: Record<string, string>;
}

export async function buildMiniprogramNpm(root: string): Promise<void> {
  const out = join(root, 'miniprogram/miniprogram_npm');
  const { dependencies = {} } = await readPackage(root);
  await rm(out, { recursive: true, force: true });
  await Promise.all(Object.keys(dependencies).map((name) => buildPackage(root, out, name)));
}

async function buildPackage(root: string, out: string, name: string): Promise<void> {
  const from = join(root, 'node_modules', name);
  const to = join(out, name);
  const { main = 'index.js', miniprogram } = await readPackage(from);
  await mkdir(to, { recursive: true });
  if (miniprogram) {
    await cp(join(from, miniprogram), to, { recursive: true, filter: (path) => !path.endsWith('.map') });
    return;
  }
  await build({
    entryPoints: [join(from, main)],
    outfile: join(to, 'index.js'),
    bundle: true,
    format: 'cjs',
    target: 'es2017',
    define: { 'process.env.NODE_ENV': '"production"' },
    minify: true,
    logLevel: 'warning',
  });
}

async function readPackage(folder: string): Promise<PackageJson> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as PackageJson;
}
