/** The real wx-server-sdk in front of a database in a temporary folder, over a minimal loopback server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudError } from '../../local/cloud/contract';
import { type LocalDatabase, openDatabase } from '../../local/cloud/database/index';

type Sdk = typeof import('wx-server-sdk');
type SdkDatabase = ReturnType<Sdk['database']>;

export interface Bench {
  db: SdkDatabase;
  _: SdkDatabase['command'];
  cloud: Sdk;
  database: LocalDatabase;
  /** Bodies as they came over the wire, oldest first. */
  requests: Record<string, unknown>[];
  /** What the server takes for now. */
  clock: { nowMs: number };
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}

/** As on the platform: CLOUDBASE reads these anew for every request. */
function enterFunctionEnvironment(port: number): void {
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    SCF_NAMESPACE: 'local',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'instance-1',
    TENCENTCLOUD_SECRETKEY: 'unused',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `http://127.0.0.1:${port}/admin` }),
    TCB_CONTEXT_KEYS: 'TCB_ENV',
    TCB_ENV: 'local',
    TZ: 'UTC',
  });
}

export async function openBench(options: { transactionMs?: number } = {}): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), 'huitouke-database-'));
  const database = await openDatabase({ dir, ...options });
  const requests: Record<string, unknown>[] = [];
  const clock = { nowMs: Date.UTC(2026, 10, 21) };
  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    const body = await bodyOf(request);
    requests.push(body);
    const answer = await database.perform(String(body.action), body, clock.nowMs).catch((error: unknown) => {
      if (error instanceof CloudError) return { code: error.code, message: error.message };
      return { code: 'SYS_ERR', message: String(error) };
    });
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.end(JSON.stringify({ requestId: `r-${requests.length}`, ...answer }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  enterFunctionEnvironment((server.address() as AddressInfo).port);
  const cloud = createRequire(import.meta.url)('wx-server-sdk') as Sdk;
  cloud.init({ env: 'local' });
  const db = cloud.database();
  return {
    db,
    _: db.command,
    cloud,
    database,
    requests,
    clock,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
