import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { CloudOptions } from './contract';
import { readManifest } from './functions/catalogue';

export const USAGE = `usage: cloud --port N --data DIR --functions DIR [--manifest FILE.json] [--instances N] [--timeout MS] [--no-timers]

  --port N             port on 127.0.0.1, 0 for any free one
  --data DIR           where documents, files and messages are kept; made when absent
  --functions DIR      every sub-folder with an index.js is a cloud function
  --manifest FILE      collections, indexes and functions; DIR/../manifest.json when that exists
  --instances N        instances per function, 1 to 32 (3)
  --timeout MS         time-out of a function that declares none (20000)
  --no-timers          fire no timer triggers
`;

export class UsageError extends Error {}

export interface Command {
  port: number;
  options: CloudOptions;
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(`--${name} is a whole number from ${least} to ${most}, not "${text}"`);
  }
  return value;
}

/** The command line, or why it is none. @throws UsageError */
export function readCommand(args: string[]): Command | 'help' {
  let values: Record<string, string | boolean | undefined>;
  try {
    const text = { type: 'string' } as const;
    values = parseArgs({
      args,
      strict: true,
      options: {
        port: text,
        data: text,
        functions: text,
        manifest: text,
        instances: text,
        timeout: text,
        'no-timers': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.help) return 'help';
  const needed = (name: string): string => {
    const value = values[name];
    if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is needed`);
    return value;
  };
  const port = wholeNumber('port', needed('port'), 0, 65_535);
  const dataDir = needed('data');
  const functionsDir = needed('functions');
  if (!existsSync(functionsDir) || !statSync(functionsDir).isDirectory()) {
    throw new UsageError(`--functions ${functionsDir} is not a folder`);
  }
  const options: CloudOptions = {
    dataDir,
    functionsDir,
    timers: !values['no-timers'],
    log: (line) => process.stderr.write(`${line}\n`),
  };
  if (typeof values.instances === 'string') options.instances = wholeNumber('instances', values.instances, 1, 32);
  if (typeof values.timeout === 'string')
    options.functionTimeoutMs = wholeNumber('timeout', values.timeout, 1, 900_000);
  if (typeof values.manifest === 'string') {
    try {
      options.manifest = readManifest(values.manifest);
    } catch (error) {
      throw new UsageError((error as Error).message);
    }
  }
  return { port, options };
}
