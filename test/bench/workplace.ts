/** Folders of a measurement: temporary, gone when the process ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const made: string[] = [];
process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(what: string): string {
  const folder = mkdtempSync(join(tmpdir(), `huitouke-${what}-`));
  made.push(folder);
  return folder;
}
