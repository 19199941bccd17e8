/** The real wx-server-sdk in front of a database in a temporary folder, over a minimal loopback server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudError } from '../../local/cloud/contract';
import { type LocalDatabase, openDatabase } from '../../local/cloud/database/index';

/** What the tests use of the SDK; its own typings leave the answers open. */
export type Row = Record<string, unknown>;

export interface Query {
  where(query: object): Query;
  orderBy(field: string, order: 'asc' | 'desc'): Query;
  skip(count: number): Query;
  limit(count: number): Query;
  field(projection: object): Query;
  get(): Promise<{ data: Row[] }>;
  count(): Promise<{ total: number }>;
  update(options: { data: object; multi?: boolean }): Promise<{ stats: { updated: number } }>;
  remove(options?: { multi?: boolean }): Promise<{ stats: { removed: number } }>;
}

type Stages =
  'addFields bucket bucketAuto count geoNear group limit lookup match project replaceRoot sample skip sort sortByCount unwind';

export type Pipeline = { [stage in Words<Stages>]: (operand: unknown) => Pipeline } & {
  end(): Promise<{ list: Row[] }>;
  done(): unknown;
};

export interface Collection extends Query {
  add(options: { data: unknown }): Promise<{ _id?: string | number; _ids?: (string | number)[] }>;
  doc(id: string | number): {
    field(projection: object): { get(): Promise<{ data: Row }> };
    get(): Promise<{ data: Row }>;
    set(options: { data: object }): Promise<{ _id: string; stats: { updated: number; created: number } }>;
    update(options: { data: object }): Promise<{ stats: { updated: number } }>;
    remove(): Promise<{ stats: { removed: number } }>;
  };
  aggregate(): Pipeline;
}

export interface Transaction {
  collection(name: string): Collection;
  commit(): Promise<unknown>;
  rollback(reason?: unknown): Promise<unknown>;
}

type Operand = { and(...operands: unknown[]): Operand; or(...operands: unknown[]): Operand };
type Operator = (...operands: unknown[]) => Operand;
type QueryOperators =
  'eq neq gt gte lt lte in nin exists size all elemMatch mod and or nor not expr jsonSchema geoNear geoWithin geoIntersects';
type UpdateOperators = 'set remove inc mul min max rename bit push unshift pop shift pull pullAll addToSet';
type Words<T extends string> = T extends `${infer Word} ${infer Rest}` ? Word | Words<Rest> : T;

interface SdkDatabase {
  collection(name: string): Collection;
  createCollection(name: string): Promise<unknown>;
  startTransaction(): Promise<Transaction>;
  runTransaction<T>(run: (transaction: Transaction) => Promise<T>, times?: number): Promise<T>;
  serverDate(options?: { offset: number }): unknown;
  RegExp(options: { regexp: string; options?: string }): unknown;
  command: Record<Words<QueryOperators> | Words<UpdateOperators>, Operator> & {
    aggregate: Record<'sum' | 'pipeline', (...operands: unknown[]) => Pipeline>;
    project: Record<'slice' | 'elemMatch', Operator>;
  };
  Geo: Record<'Point', (lng: number, lat: number) => unknown> &
    Record<'LineString' | 'Polygon' | 'MultiPoint', (parts: unknown[]) => unknown>;
}

interface Sdk {
  init(options: object): void;
  database(options?: object): SdkDatabase;
}

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

interface Refusal {
  errCode?: number;
  code?: string;
  message: string;
}

/** The error a rejected promise carries, as a program would read it. */
export async function refusal(attempt: Promise<unknown>): Promise<Refusal> {
  try {
    await attempt;
  } catch (error) {
    const { errCode, code, errMsg, message } = error as Refusal & { errMsg?: string };
    return {
      ...(errCode === undefined ? {} : { errCode }),
      ...(code === undefined ? {} : { code }),
      message: errMsg ?? message,
    };
  }
  throw new Error('expected to be refused');
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
  const outer = process.env.TCB_CONTEXT_CNFG;
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
      if (outer !== undefined) process.env.TCB_CONTEXT_CNFG = outer;
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
