/**
 * Most of a cold start is V8 reading half a megabyte of source. V8 can keep what it has read (its code cache), so the
 * build runs each bundle once and stores that beside it. V8 checks the cache against its own version and flags: where
 * they differ it rejects it and the source is compiled as ever, only slower. All Node 20 releases carry V8 11.3.244.8,
 * so a cache made by one is good for another. Of the source V8 compares no more than the length, hence the digest in
 * the names: a cache never meets another source, and a rebuilt function never half of each.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

function loader(name: string): string {
  return `'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const file = path.join(__dirname, '${name}.js');
const cache = path.join(__dirname, '${name}.cache');
const cachedData = fs.existsSync(cache) ? fs.readFileSync(cache) : undefined;
// A bundle is ASCII; read as such it needs no decoding.
const script = new vm.Script(fs.readFileSync(file, 'latin1'), { filename: file, cachedData });
script.runInThisContext()(exports, require, module, file, __dirname);
if (process.env.MAKE_CODE_CACHE) fs.writeFileSync(cache, script.createCachedData());
`;
}

/** Writes index.js, bundle-<digest>.js and its .cache into a function's folder. @param code CommonJS source of the function, in ASCII */
export async function writeWithCodeCache(folder: string, code: string): Promise<void> {
  const name = `bundle-${createHash('sha256').update(code).digest('hex').slice(0, 12)}`;
  await writeFile(
    join(folder, `${name}.js`),
    `(function (exports, require, module, __filename, __dirname) {${code}\n})`,
  );
  const fresh = join(folder, `index.${process.pid}.new.js`);
  await writeFile(fresh, loader(name));
  const load = `require(${JSON.stringify(fresh)}); process.exit()`;
  await promisify(execFile)(process.execPath, ['-e', load], { env: { ...process.env, MAKE_CODE_CACHE: '1' } });
  await rename(fresh, join(folder, 'index.js'));
  const old = (await readdir(folder)).filter((file) => file.startsWith('bundle-') && !file.startsWith(name));
  await Promise.all(old.map((file) => rm(join(folder, file), { force: true })));
}
