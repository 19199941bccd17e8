/** A staged project, compiled: what WeChat's compiler said and the files it wrote. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from './compile';
import type { Compiled } from './verdict';

export interface Outcome extends Report {
  files: Compiled;
}

/** @throws when the compiler ended without a word of its own */
export function compileIn(root: string, folder: string): Outcome {
  const program = fileURLToPath(new URL('compile.ts', import.meta.url));
  const run = spawnSync(process.execPath, ['--import', 'tsx', program, root, folder], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  const written = join(folder, 'report.json');
  if (!existsSync(written))
    throw new Error(`the compiler ended without a word of its own:\n${run.stdout}\n${run.stderr}`);
  const outcome = JSON.parse(readFileSync(written, 'utf8')) as Report;
  return { ...outcome, files: contents(join(folder, 'compiled')) };
}

function contents(folder: string): Compiled {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name))]));
}
