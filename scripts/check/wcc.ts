/** WeChat's own template compiler, as shipped in miniprogram-compiler (not executable there; that package's code makes it so at run time too). */
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Finding } from './finding';

const binaries: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux/wcc',
  darwin: 'mac/wcc',
  win32: 'windows/wcc.exe',
};

/** What the compiler says about `files`, which stand in `root/folder` and are named relative to `root`. */
export async function officialErrors(root: string, folder: string, files: string[]): Promise<Finding[]> {
  if (files.length === 0) return [];
  const compile = compilerIn(join(root, folder));
  const own = files.map((file) => file.slice(folder.length + 1));
  // It stops at the first bad file, so only a failure makes the round through all of them.
  if (compile(own) === '') return [];
  const found = own.flatMap((file) => readAnswer(folder, file, compile([file])));
  return found.length > 0 ? found : readAnswer(folder, own[0] ?? '', compile(own));
}

/** Answers the compiler's complaint, '' for none. */
function compilerIn(folder: string): (files: string[]) => string {
  const binary = binaries[process.platform];
  if (!binary) throw new Error(`miniprogram-compiler has no template compiler for ${process.platform}`);
  const home = dirname(createRequire(import.meta.url).resolve('miniprogram-compiler/package.json'));
  const program = join(home, 'bin', binary);
  chmodSync(program, 0o755);
  return (files) => {
    // `-d -cc 0`: compile whole files for debugging, no component names given.
    const run = spawnSync(program, ['-d', '-cc', '0', ...files, '-gn', '$gwx'], { cwd: folder, maxBuffer: 64 << 20 });
    if (run.error) throw run.error;
    if (run.status === 0) return '';
    return run.stderr.toString().trim() || `the template compiler ended with ${run.status ?? run.signal}`;
  };
}

/** 'a/x.wxml:1:12: Bad attr `class` with message: …' */
function readAnswer(folder: string, file: string, answer: string): Finding[] {
  if (answer === '') return [];
  const hit = /^(\S+\.wxml):(\d+):\d+:\s*([\s\S]*)$/.exec(answer);
  if (!hit) return [{ file: `${folder}/${file}`, line: 1, message: answer }];
  return [
    { file: `${folder}/${hit[1]}`, line: Number(hit[2]), message: `WeChat's compiler: ${(hit[3] ?? '').trim()}` },
  ];
}
