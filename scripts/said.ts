/** What this machine has been told of an account: the environment's variables, and those of `.env.deploy`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

export const ENV_FILE = '.env.deploy';

/** @returns the environment over `.env.deploy` of this folder; what is empty does not count */
export function readSaid(home: string): Record<string, string> {
  const all = { ...parseEnv(fileOf(join(home, ENV_FILE))), ...process.env };
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
}

function fileOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw cause;
  }
}
