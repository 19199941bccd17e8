/** WeChat's own template compiler as a strict reader: glass-easel takes WXML that WeChat refuses (`??`, typeof, spread in arrays). */
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Problem } from '../contract';

const BINARIES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'bin/mac/wcc',
  linux: 'bin/linux/wcc',
  win32: 'bin/windows/wcc.exe',
};

/** Problems of all .wxml files under the folder; one warning when the compiler cannot run on this machine. */
export function lintWxml(root: string): Problem[] {
  const files = wxmlFiles(root, '');
  if (files.length === 0) return [];
  const binary = BINARIES[process.platform];
  if (binary === undefined || !['x64', 'arm64'].includes(process.arch)) return [unavailable(process.platform)];
  const command = path.join(
    path.dirname(createRequire(import.meta.url).resolve('miniprogram-compiler/package.json')),
    binary,
  );
  try {
    // The package ships it without the executable bit; a read-only install may have it set already.
    chmodSync(command, 0o755);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM' && (error as NodeJS.ErrnoException).code !== 'EROFS')
      throw error;
  }
  const run = spawnSync(command, ['-d', ...files], { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  if (run.error !== undefined) return [unavailable(run.error.message)];
  return run.status === 0 ? [] : parse(run.stderr);
}

function unavailable(reason: string): Problem {
  return {
    level: 'warning',
    file: '',
    line: 0,
    column: 0,
    message: `WeChat's template compiler cannot run here: ${reason}`,
  };
}

/** './pages/a.wxml:3:8: Bad attr `x` with message: unexpected token `?`.' and following lines of context. */
function parse(text: string): Problem[] {
  const problems: Problem[] = [];
  for (const line of text.split('\n')) {
    const found = /^(?:\.\/)?(.+?\.(?:wxml|wxs)):(\d+):(\d+):\s*(.*)$/.exec(line.trim());
    if (found !== null) {
      const [, file = '', row, column, message = ''] = found;
      problems.push({ level: 'error', file, line: Number(row), column: Number(column), message: `wcc: ${message}` });
    }
  }
  if (problems.length === 0 && text.trim() !== '') {
    problems.push({ level: 'error', file: '', line: 0, column: 0, message: `wcc: ${text.trim().split('\n')[0]}` });
  }
  return problems;
}

function wxmlFiles(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return /^(node_modules|\.git)$/.test(entry.name) ? [] : wxmlFiles(root, name);
    return /\.(wxml|wxs)$/.test(entry.name) ? [`./${name}`] : [];
  });
}
