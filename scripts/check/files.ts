import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Made by tools or fetched, never written by us. */
const foreign = new Set(['node_modules', 'miniprogram_npm', 'dist', '.git', '.data', '.cache']);

/** Files under `root/folder` whose names end in one of `endings`, relative to `root`, with forward slashes; none when the folder is absent. */
export function filesUnder(root: string, folder: string, endings: string[]): string[] {
  const found: string[] = [];
  const visit = (relative: string) => {
    for (const entry of readdirSync(join(root, relative), { withFileTypes: true })) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!foreign.has(entry.name)) visit(path);
      } else if (endings.some((ending) => entry.name.endsWith(ending))) found.push(path);
    }
  };
  try {
    visit(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return found.sort();
}
