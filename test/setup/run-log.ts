/**
 * What the functions of a whole test run write into their logs, and what people said in it: for the search at its end
 * (quiet-logs.ts). Where no run has begun, nothing is kept.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudOptions, HeardCall } from '../../local/cloud/contract';
import { personalIn } from './personal';

/** Folder of the run. */
export const RUN_LOG = 'HUITOUKE_RUN_LOG';

/** @param log as well */
export function recorded(log?: (line: string) => void): Pick<CloudOptions, 'log' | 'heard'> {
  const folder = process.env[RUN_LOG];
  if (folder === undefined) return log ? { log } : {};
  const lines = join(folder, `${process.pid}.log`);
  return {
    log: (line) => {
      appendFileSync(lines, `${line}\n`);
      log?.(line);
    },
    heard: (call) => remember(folder, call),
  };
}

const known = new Set<string>();

function remember(folder: string, call: HeardCall): void {
  const fresh = personalIn(call).filter((text) => !known.has(text));
  if (fresh.length === 0) return;
  for (const text of fresh) known.add(text);
  appendFileSync(join(folder, `${process.pid}.people`), fresh.map((text) => `${JSON.stringify(text)}\n`).join(''));
}
