/**
 * Most of a cold start is V8 reading half a megabyte of source. V8 can keep what it has read (its code cache), so the
 * build runs each bundle once and stores that beside it. The cache is checked by V8 against its own version, its flags
 * and the source: where any differs it is rejected and the source is compiled as ever, only slower.
 * All Node 20 releases carry V8 11.3.244.8, so a cache made by one is good for another.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const LOADER = `'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const file = path.join(__dirname, 'bundle.js');
const cache = path.join(__dirname, 'bundle.cache');
const source = '(function (exports, require, module, __filename, __dirname) {' + fs.readFileSync(file, 'utf8') + '\\n})';
const cachedData = fs.existsSync(cache) ? fs.readFileSync(cache) : undefined;
const script = new vm.Script(source, { filename: file, cachedData });
script.runInThisContext()(exports, require, module, file, __dirname);
if (process.env.MAKE_CODE_CACHE) fs.writeFileSync(cache, script.createCachedData());
`;

/** Writes index.js, bundle.js and bundle.cache into a function's folder. @param code CommonJS source of the function */
export async function writeWithCodeCache(folder: string, code: string): Promise<void> {
  await writeFile(join(folder, 'bundle.js'), code);
  await writeFile(join(folder, 'index.js'), LOADER);
  await promisify(execFile)(
    process.execPath,
    ['-e', `require(${JSON.stringify(join(folder, 'index.js'))}); process.exit()`],
    {
      env: { ...process.env, MAKE_CODE_CACHE: '1' },
    },
  );
}
