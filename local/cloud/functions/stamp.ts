import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The version of a function's own files as far as the file system tells; sub-folders are left to the watcher. */
export function stampOf(dir: string): string {
  const stamps = [];
  for (const entry of existsSync(dir) ? readdirSync(dir, { withFileTypes: true }) : []) {
    if (entry.isDirectory()) continue;
    const stat = statSync(join(dir, entry.name), { throwIfNoEntry: false });
    if (stat) stamps.push(`${entry.name}:${stat.mtimeMs}:${stat.size}:${stat.ino}`);
  }
  return stamps.join('|');
}
