/** A local cloud on a port of its own, with its control interface at hand. */
import { cpSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../../cloudfunctions/manifest/schema';
import { openCloud } from '../../local/cloud/index';
import { temporaryFolder } from './workplace';

export interface LocalCloud {
  call<Result>(openid: string | undefined, name: string, data: unknown): Promise<Result>;
  /** Requests to /local/*: GET without a body, POST with one. */
  control<Result>(path: string, body?: unknown): Promise<Result>;
  /** DELETE /local/faults */
  calm(): Promise<void>;
  close(): Promise<void>;
}

export interface LocalCloudOptions {
  functionsDir: string;
  manifest: Manifest;
  dataDir: string;
  instances?: number;
}

export async function startCloud({ instances = 3, ...options }: LocalCloudOptions): Promise<LocalCloud> {
  const cloud = await openCloud({ ...options, instances, timers: false, functionTimeoutMs: 60_000, log: () => {} });
  const server = createServer((request, response) => {
    if (!cloud.handle(request, response)) response.writeHead(404).end();
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cloud.attach(origin);

  const request = async <Result>(path: string, init?: RequestInit): Promise<Result> => {
    const response = await fetch(`${origin}${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Result;
  };
  return {
    call: async <Result>(openid: string | undefined, name: string, data: unknown) =>
      (await cloud.call(openid, name, data)) as Result,
    control: (path, body) =>
      body === undefined
        ? request(path)
        : request(path, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
    calm: () => request('/local/faults', { method: 'DELETE' }),
    async close() {
      await cloud.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The functions of a measurement, put beside others or into a folder of their own. */
export function withBenchFunctions(functionsDir: string = join(temporaryFolder('functions'), 'functions')): string {
  const own = join(dirname(fileURLToPath(import.meta.url)), 'functions');
  for (const name of readdirSync(own)) cpSync(join(own, name), join(functionsDir, name), { recursive: true });
  return functionsDir;
}
