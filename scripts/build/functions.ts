/** Bundles each cloud function to dist/cloudfunctions/<name>/{index.js,package.json,config.json} and the bundle index.js loads, and the declaration to dist/manifest.json. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { manifest } from '../../cloudfunctions/manifest/index';
import type { FunctionDeclaration, Manifest } from '../../cloudfunctions/manifest/schema';
import { asciiOf } from './ascii';
import { writeWithCodeCache } from './code-cache';
import { leanSdk } from './lean-sdk';
import { replaceFile } from './replace-file';

/** @returns the folder that DevTools uploads from and the local cloud serves */
export async function buildFunctions(root: string): Promise<string> {
  const out = join(root, 'dist/cloudfunctions');
  await mkdir(out, { recursive: true });
  await removeUndeclared(out);
  const codes = await Promise.all(
    Object.entries(manifest.functions).map(([name, fn]) => buildFunction(root, out, name, fn)),
  );
  const declared: Manifest = { build: buildOf(codes), ...manifest };
  await replaceFile(join(root, 'dist/manifest.json'), `${JSON.stringify(declared, null, 2)}\n`);
  return out;
}

/** The same for the same code, whatever the machine, the day and the order. */
function buildOf(codes: readonly string[]): string {
  const digests = codes.map((code) => createHash('sha256').update(code).digest('hex')).sort();
  return createHash('sha256').update(digests.join()).digest('hex').slice(0, 16);
}

/** In place, so that a running local cloud always finds a whole function. */
async function removeUndeclared(out: string): Promise<void> {
  const old = (await readdir(out)).filter((name) => !(name in manifest.functions));
  await Promise.all(old.map((name) => rm(join(out, name), { recursive: true, force: true })));
}

/** @returns its code */
async function buildFunction(root: string, out: string, name: string, fn: FunctionDeclaration): Promise<string> {
  const folder = join(out, name);
  await mkdir(folder, { recursive: true });
  // package.json first: it makes Node read index.js as CommonJS, whatever the folders above say.
  await replaceFile(join(folder, 'package.json'), `${JSON.stringify({ name, main: 'index.js' }, null, 2)}\n`);
  await replaceFile(join(folder, 'config.json'), `${JSON.stringify(configOf(fn), null, 2)}\n`);
  const { outputFiles } = await build({
    entryPoints: [join(root, 'cloudfunctions', name, 'index.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Not the names: renamed, the SDK loads slower.
    minifyWhitespace: true,
    minifySyntax: true,
    // Node has them all; left as they are, the one that nobody uses (valibot's for emoji, slow to make) falls away.
    // A script that index.js runs by itself has no import() of its own: it becomes require().
    supported: { 'regexp-unicode-property-escapes': true, 'dynamic-import': false },
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
    // What nobody uses of cloudfunctions/ falls away by the file: package.json's `sideEffects` leaves it out.
    plugins: [leanSdk()],
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`esbuild gave no output for ${name}`);
  const code = asciiOf(file.text);
  await writeWithCodeCache(folder, code);
  return code;
}

/** config.json as DevTools reads it: permissions of open APIs and timer triggers. */
function configOf(fn: FunctionDeclaration): object {
  return {
    permissions: { openapi: fn.openapi },
    triggers: fn.timer ? [{ name: 'tick', type: 'timer', config: fn.timer }] : [],
  };
}
