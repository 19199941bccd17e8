/** `npx tsx scripts/wechat/main.ts [--root DIR]`: does the mini-program compile with WeChat's own compiler, and will it run on a phone? Offline once the tool is there. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Report } from './compile';
import { stageProject } from './stage';
import { installTool } from './tool';
import { type Compiled, judge, sizes } from './verdict';

const { values } = parseArgs({ options: { root: { type: 'string', default: '.' } } });
const root = resolve(values.root);

installTool();
const stage = stageProject(root);
try {
  process.exitCode = report(compileIn(stage.folder)) ? 0 : 1;
} finally {
  stage.remove();
}

interface Outcome extends Report {
  files: Compiled;
}

function compileIn(folder: string): Outcome {
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

function report({ error, warnings, files }: Outcome): boolean {
  for (const warning of warnings) console.log(`warning: ${warning}`);
  if (error !== null) {
    console.log(`error: ${error}`);
    return false;
  }
  const errors = judge(files);
  for (const line of errors) console.log(`error: ${line}`);
  for (const { root: name, bytes } of sizes(files))
    console.log(`${name || 'main package'}: ${(bytes / 1000).toFixed(1)} KB`);
  console.log(`${files.size} files, ${errors.length} errors, ${warnings.length} warnings`);
  return errors.length === 0;
}
