/** The cloud functions, bundled as they are deployed, on a local cloud with several instances, through the real SDK. */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Entry } from '../../../cloudfunctions/core/account';
import { hashOfSecret, type Partner, type PartnerInput, secretOf } from '../../../cloudfunctions/core/partners';
import { defaultProgramme, type Programme } from '../../../cloudfunctions/core/programme';
import { programmeDocument } from '../../../cloudfunctions/core/programme/stored';
import { setupCode } from '../../../cloudfunctions/core/staffing';
import { manifest } from '../../../cloudfunctions/manifest';
import { openCloud } from '../../../local/cloud';
import { leanSdk } from '../../../scripts/build/lean-sdk';
import type { Answer } from '../../../typings/api/envelope';
import type { HomeView, ShopperActions } from '../../../typings/api/shopper';
import type { StaffActions } from '../../../typings/api/staff';
import { recorded } from '../../setup/run-log';
import { askPartner, type Key, type PartnerOptions, type PartnerReply } from './partner';
import type { Probed } from './probe';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** 09:00 on a Saturday in Shanghai. */
const MORNING = Date.UTC(2026, 10, 21, 1);
const DAY = 86_400_000;
/** What a build would have written into its manifest. */
export const BUILD = '0123456789abcdef';

export interface LogLine {
  function: string;
  action: string;
  ok: boolean;
  code?: string;
  depth: number;
  requests: number;
}

type Fired = { result?: Answer<unknown>; error?: { code: string; message: string } };

export type Books = Probed & { entries: Entry[] };

export interface Shop {
  act<A extends keyof ShopperActions>(
    openid: string | undefined,
    action: A,
    payload: ShopperActions[A][0],
    key?: string,
  ): Promise<Answer<ShopperActions[A][1]>>;
  /** A call of the staff's function. */
  staff<A extends keyof StaffActions>(
    openid: string,
    action: A,
    payload: StaffActions[A][0],
    key?: string,
  ): Promise<Answer<StaffActions[A][1]>>;
  /** The set-up code, as `npm run setup` prints it. */
  setupCode(): Promise<string>;
  /** As it comes, with nothing added. */
  raw(openid: string | undefined, event: unknown, name?: string): Promise<Answer<unknown>>;
  /** A call over the control interface, as the phone in the browser makes it. */
  post(openid: string, event: unknown, logged?: 'unlogged'): Promise<Fired>;
  /** Processes that run the function for members. */
  processes(): Promise<number[]>;
  /** A signed request to the partner API, by a key with every right unless another is named. */
  partner(method: string, path: string, body?: unknown, options?: PartnerOptions): Promise<PartnerReply>;
  /** A key of its own; all rights and stores unless told otherwise. */
  partnerKey(input?: Partial<PartnerInput & Pick<Partner, 'state'>>): Promise<Key>;
  /** Where the service listens. */
  origin: string;
  /** The cloud's clock. */
  now(): number;
  /** From the beginning of time, and for every instance at once; what it leaves out is the default's. */
  programme(document: Partial<Programme>): Promise<void>;
  join(openid: string): Promise<HomeView>;
  /** The timer, as the platform fires it. */
  tick(): Promise<unknown>;
  /** Moves the clock to 09:00 of the n-th day after the first, or by so much. */
  day(n: number): Promise<unknown>;
  advance(ms: number): Promise<unknown>;
  faults(plan: object): Promise<unknown>;
  calm(): Promise<unknown>;
  store(collection: string, document: { _id: string }): Promise<void>;
  books(openid: string): Promise<Books>;
  /** What the product's functions logged since the last look, complete: every call has answered and been logged. */
  logs(): Promise<LogLine[]>;
  /** Everything that the cloud has printed so far. */
  output(): string;
  /** The cloud ends, and what it keeps can be looked at. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** @param dataDir what the shop keeps, when somebody else looks after it */
export async function openShop(instances = 3, dataDir?: string): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), 'huitouke-shop-'));
  const functionsDir = join(folder, 'functions');
  await bundle(functionsDir, 'shopper', join(root, 'cloudfunctions/shopper/index.ts'));
  await bundle(functionsDir, 'timer', join(root, 'cloudfunctions/timer/index.ts'));
  await bundle(functionsDir, 'partner', join(root, 'cloudfunctions/partner/index.ts'));
  await bundle(functionsDir, 'staff', join(root, 'cloudfunctions/staff/index.ts'));
  await bundle(functionsDir, 'public', join(root, 'cloudfunctions/public/index.ts'));
  await bundle(functionsDir, 'payment', join(root, 'cloudfunctions/payment/index.ts'));
  await bundle(functionsDir, 'probe', join(root, 'test/integration/shop/probe.ts'));
  await bundle(functionsDir, 'writer', join(root, 'test/integration/shop/writer.ts'));
  let lines: LogLine[] = [];
  const printed: string[] = [];
  let unlogged = 0;
  const cloud = await openCloud({
    dataDir: dataDir ?? join(folder, 'data'),
    functionsDir,
    manifest: { ...manifest, build: BUILD },
    instances,
    timers: false,
    ...recorded((line) => {
      printed.push(line);
      const logged = logLine(line);
      lines.push(...logged);
      unlogged -= logged.length;
    }),
  });
  const server = createServer((request, response) => {
    if (!cloud.handle(request, response)) response.writeHead(404).end();
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cloud.attach(origin);

  const control = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${origin}${path}`, {
      method,
      ...(body === undefined ? {} : { headers, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const raw: Shop['raw'] = async (openid, event, name = 'shopper') => {
    const answer = (await cloud.call(openid, name, event)) as Answer<unknown>;
    unlogged += 1;
    return answer;
  };
  const act: Shop['act'] = async (openid, action, payload, key) =>
    (await raw(openid, { action, payload, ...(key === undefined ? {} : { key }) })) as never;
  const staff: Shop['staff'] = async (openid, action, payload, key) =>
    (await raw(openid, { action, payload, ...(key === undefined ? {} : { key }) }, 'staff')) as never;
  const takeSecrets = async () => {
    const { secrets } = (await control('GET', '/local/secrets')) as { secrets: Record<string, string> };
    Object.assign(process.env, secrets);
  };
  let offsetMs = 0;
  const moveClock = async (move: object): Promise<unknown> => {
    const moved = (await control('POST', '/local/clock', move)) as { offsetMs: number };
    offsetMs = moved.offsetMs;
    return moved;
  };
  const now = () => Date.now() + offsetMs;
  const store: Shop['store'] = async (collection, document) => {
    await cloud.call(undefined, 'writer', { collection, document });
  };
  const partnerKey: Shop['partnerKey'] = async (input = {}) => {
    await takeSecrets();
    const id = `p${randomUUID().replaceAll('-', '').slice(0, 15)}`;
    const secret = secretOf(id, 'salt');
    const rights = ['members.read', 'members.write', 'orders', 'coupons', 'points'] as const;
    const partner: Partner = {
      _id: id,
      shape: 1,
      name: '前台收银',
      rights: [...rights],
      stores: null,
      state: 'on',
      salt: 'salt',
      keyHash: hashOfSecret(secret),
      createdAt: now() as Partner['createdAt'],
      ...input,
    };
    await store('partners', partner);
    return { id, secret };
  };
  let testKey: Promise<Key> | undefined;
  let version = 0;
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= cloud.close();
    return stopped;
  };
  await moveClock({ now: MORNING });
  return {
    act,
    staff,
    setupCode: async () => {
      await takeSecrets();
      return setupCode();
    },
    raw,
    post: async (openid, event, logged) => {
      const answer = (await control('POST', '/local/call', { as: openid, name: 'shopper', data: event })) as Fired;
      if (logged !== 'unlogged') unlogged += 1;
      return answer;
    },
    processes: async () => {
      const stats = (await control('GET', '/local/stats')) as { functions: { shopper: { pids: number[] } } };
      return stats.functions.shopper.pids;
    },
    origin,
    now,
    partnerKey,
    partner: async (method, path, body, options = {}) => {
      testKey ??= partnerKey();
      const reply = await askPartner(origin, now, method, path, body, { key: await testKey, ...options });
      // What the service itself turns away never reaches the function.
      if (reply.body?.code !== 'EXCEED_MAX_PAYLOAD_SIZE') unlogged += 1;
      return reply;
    },
    programme: async (document) => {
      version += 1;
      const stored = programmeDocument({ ...defaultProgramme, version, ...document });
      await store('settings', { _id: 'programme', shape: 2, ...stored } as { _id: string });
      // Instances keep their settings for ten seconds.
      if (version > 1) await moveClock({ advanceMs: 10_001 });
    },
    join: (openid) => joinNow(act, openid),
    tick: async () => {
      const { result, error } = (await control('POST', '/local/timer', { name: 'timer' })) as Fired;
      if (!result) throw new Error(`timer: ${error?.code}`);
      unlogged += 1;
      if (!result.ok) throw new Error(`timer: ${result.error.code}`);
      return result.data;
    },
    day: (n) => moveClock({ now: MORNING + n * DAY }),
    advance: (ms) => moveClock({ advanceMs: ms }),
    faults: (plan) => control('POST', '/local/faults', plan),
    calm: () => control('DELETE', '/local/faults'),
    store,
    books: async (openid) => {
      const probed = (await cloud.call(undefined, 'probe', { openid })) as Probed;
      return { ...probed, entries: Object.values(probed.members[0]?.journal ?? {}) };
    },
    logs: async () => {
      // Output of an instance comes through a pipe, some moments after its answer.
      for (let wait = 0; unlogged > 0 && wait < 200; wait += 1) await new Promise((done) => setTimeout(done, 10));
      const seen = lines;
      lines = [];
      return seen;
    },
    output: () => printed.join('\n'),
    stop,
    close: async () => {
      await stop();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function joinNow(act: Shop['act'], openid: string): Promise<HomeView> {
  const home = await act(openid, 'member.home', {});
  if (!home.ok) throw new Error(home.error.message);
  const { terms, privacy } = home.data.shop;
  const consent = { termsVersion: terms.version, privacyVersion: privacy.version };
  const joined = await act(openid, 'member.join', consent, `join-${openid}`);
  if (!joined.ok) throw new Error(joined.error.code);
  return joined.data;
}

async function bundle(functionsDir: string, name: string, entry: string): Promise<void> {
  const folder = join(functionsDir, name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile: join(folder, 'index.js'),
    logLevel: 'warning',
    plugins: [leanSdk()],
  });
}

/** `<function> <request id> | {json}` */
function logLine(line: string): LogLine[] {
  const [, json] = /^(?:shopper|timer|partner|staff|public|payment) \S+ \| (\{.*\})$/.exec(line) ?? [];
  return json === undefined ? [] : [JSON.parse(json) as LogLine];
}
