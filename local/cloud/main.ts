/** npx tsx local/cloud/main.ts --port N --data DIR --functions DIR: a local cloud of its own. */
import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { openCloud } from '.';
import type { CloudOptions } from './contract';
import { readManifest } from './functions/catalogue';

const USAGE = `usage: cloud --port N --data DIR --functions DIR [--manifest FILE.json] [--instances N] [--timeout MS] [--no-timers]

  --port N             port on 127.0.0.1, 0 for any free one
  --data DIR           where documents, files and messages are kept; made when absent
  --functions DIR      every sub-folder with an index.js is a cloud function
  --manifest FILE      collections, indexes and functions; DIR/../manifest.json when that exists
  --instances N        instances per function, 1 to 32 (3)
  --timeout MS         time-out of a function that declares none (3000)
  --no-timers          fire no timer triggers
`;

class UsageError extends Error {}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(`--${name} is a whole number from ${least} to ${most}, not "${text}"`);
  }
  return value;
}

function readOptions(args: string[]): { port: number; options: CloudOptions } {
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
  if (values.help) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
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

async function main(): Promise<void> {
  const { port, options } = readOptions(process.argv.slice(2));
  const cloud = await openCloud(options);
  const server = createServer((request, response) => {
    if (!cloud.handle(request, response)) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('docs/local.md lists what there is\n');
    }
  });
  server.keepAliveTimeout = 65_000;
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await cloud.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cloud.attach(origin);
  process.stdout.write(`ready ${origin}/\n`);
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${USAGE}`);
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
});
