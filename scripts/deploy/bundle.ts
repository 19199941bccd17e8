/** A built function as the platform takes it: one zip, the same for the same files. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Bundle } from './model';
import { UsageError } from './options';

/** What the build writes; anything else in the folder is left of a build that broke off. */
const FILES = /^(index\.js|package\.json|config\.json|bundle-[0-9a-f]{12}\.(js|cache))$/;
/** V8's memory of the bundle beside it: differs from one run to the next, and follows the bundle's source. */
const CACHE = /\.cache$/;
/** The zip goes in the call itself. Tencent's own tools take another way above this. */
const ZIP_BYTES_MAX = 1.5 * 1024 * 1024;
/** A zip's earliest day: files carry no times. */
const NO_TIME = new Date(1980, 0, 1);

/** @throws UsageError when it has not been built, or is too large */
export async function bundleOf(folder: string, name: string): Promise<Bundle> {
  const files = await filesOf(folder);
  if (!('index.js' in files)) throw new UsageError(`${folder} 里没有构建好的云函数 ${name}：请先 npm run build`);
  const zip = zipSync(files, { mtime: NO_TIME, level: 9 });
  if (zip.length > ZIP_BYTES_MAX) {
    const mb = (zip.length / 1024 / 1024).toFixed(2);
    throw new UsageError(`云函数 ${name} 压缩后有 ${mb} MB，超过 1.5 MB，不能直接上传`);
  }
  return { zip, code: codeOf(files) };
}

async function filesOf(folder: string): Promise<Record<string, Uint8Array>> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => FILES.test(name)).sort();
  const files: Record<string, Uint8Array> = {};
  for (const name of names) files[name] = await readFile(join(folder, name));
  return files;
}

function codeOf(files: Record<string, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const [name, content] of Object.entries(files)) {
    if (CACHE.test(name)) continue;
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}
