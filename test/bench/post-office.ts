/**
 * 50,000 messages that are due, on the local cloud's database through the real SDK: two senders overlap, both of them die
 * amid a page, a third goes on where they have left off. Run by messages.ts in a process of its own, as a process can open one
 * cloud only; answers with one line of JSON.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Messages, noticeBirth } from '../../cloudfunctions/core/messaging/index';
import { type Channels, type Given, sendDue, sendMessages } from '../../cloudfunctions/core/outbox/index';
import { readSettings } from '../../cloudfunctions/core/settings/index';
import { manifest } from '../../cloudfunctions/manifest/index';
import type { Environment } from '../../cloudfunctions/platform/environment';
import type { Change, Store } from '../../cloudfunctions/platform/store';
import { openCloud } from '../../local/cloud/index';
import { openCloudStore } from '../../scripts/cloud-store';
import type { EpochMs } from '../../typings/domain';
import { temporaryFolder } from './workplace';

export interface PostOffice {
  due: number;
  /** Messages that went out more than once. */
  double: number;
  sent: number;
  /** Claimed by a sender that died before it sent them. */
  lost: number;
  /** Requests of all three senders to the database. */
  requests: number;
  overlapped: number;
  wrong: string[];
}

const MEMBERS = 25_000;
const EACH = 2;
/** What a sender claims at once. */
const PAGE = 100;
/** Documents of one insert, well within what a request may weigh. */
const BATCH = 500;
/**
 * Each dies at the worst of moments, after so many requests: the one when it has claimed a page and does not hear of it, the
 * other when a page is sent and it would write that down.
 */
interface Death {
  after: number;
  /** What was asked, and what the database answered; undefined while it has not been asked. */
  comes(change: Change, answer?: unknown): boolean;
}

const CLAIMING: Death = { after: 1_000, comes: ({ set }, answer) => set?.claim !== undefined && answer === PAGE };
const MARKING: Death = { after: 1_200, comes: ({ set }) => set?.state === 'sent' };
/** 10:00 in Shanghai. */
const NOW = Date.UTC(2026, 10, 21, 2) as EpochMs;

const messages: Messages = {
  shape: 1,
  list: [{ kind: 'pointsEnding', templateId: 'POINTS-ENDING', fields: { number1: 'amount', time2: 'day' } }],
  quiet: { from: '21:00', to: '09:00' },
  perDay: 3,
  channels: { officialAccount: [], sms: [] },
};

async function fill(store: Store): Promise<void> {
  const ids = Array.from({ length: MEMBERS }, (_, n) => `m${String(n).padStart(6, '0')}`);
  const members = ids.map((_id) => ({ _id, openid: `o-${_id}`, number: _id, state: 'active', mergedInto: null }));
  const each = <T>(make: (memberId: string, n: number) => T) =>
    ids.flatMap((id) => Array.from({ length: EACH }, (_, n) => make(id, n)));
  const due = each((id, n) => {
    const facts = { points: n, lastDay: '2026-12-31' };
    return noticeBirth(id, `expiring:${n}`, 'expiring', facts, (NOW - n) as EpochMs).document;
  });
  const consents = each(
    (memberId, n): Given => ({
      _id: `${memberId}-${n}`,
      shape: 1,
      memberId,
      kind: 'pointsEnding',
      at: NOW,
      state: 'open',
    }),
  );
  for (const [collection, documents] of [
    ['members', members],
    ['notices', due],
    ['consents', consents],
  ] as const)
    for (let first = 0; first < documents.length; first += BATCH)
      await store.addAll(collection, documents.slice(first, first + BATCH));
}

/** Counts what a sender asks. Where it dies, nothing is ever answered again. */
function watched(
  store: Store,
  counted: { requests: number },
  death?: typeof CLAIMING,
): Store & { died: Promise<void> } {
  let asked = 0;
  let dead = false;
  let die: () => void = () => undefined;
  const died = new Promise<void>((done) => {
    die = done;
  });
  const gone = new Promise<never>(() => undefined);
  const ask = async <T>(request: () => Promise<T>, change: Change = {}): Promise<T> => {
    if (dead) return gone;
    asked += 1;
    counted.requests += 1;
    const comes = (answer?: unknown) => death !== undefined && asked >= death.after && death.comes(change, answer);
    dead = comes();
    const answer = dead ? undefined : await request();
    dead = dead || comes(answer);
    if (!dead) return answer as T;
    die();
    return gone;
  };
  return {
    find: (collection, query) => ask(() => store.find(collection, query)),
    add: (collection, document) => ask(() => store.add(collection, document)),
    addAll: (collection, documents) => ask(() => store.addAll(collection, documents)),
    update: (collection, id, where, change) => ask(() => store.update(collection, id, where, change), change),
    updateAll: (collection, where, change) => ask(() => store.updateAll(collection, where, change), change),
    remove: (collection, where, limit) => ask(() => store.remove(collection, where, limit)),
    died,
  };
}

async function measure(store: Store): Promise<PostOffice> {
  const settings = { ...(await readSettings(store)), messages };
  const times = new Map<string, number>();
  const channels: Channels = {
    subscription: {
      send: async ({ to, fields }) => {
        const name = `${to} ${fields.number1}`;
        times.set(name, (times.get(name) ?? 0) + 1);
        return { is: 'sent' };
      },
      addressOf: ({ openid }) => openid,
    },
  };
  const counted = { requests: 0 };
  const environment = (of: Store): Environment => ({
    store: of,
    now: NOW,
    clock: () => NOW,
    pause: (ms) => new Promise((done) => setTimeout(done, ms)),
    chance: Math.random,
    newId: randomUUID,
    alarm: (what) => wrong.push(`alarm: ${what}`),
  });
  const wrong: string[] = [];
  const stopAt = (NOW + 1) as EpochMs;
  const tick = (of: Store) => sendDue(environment(of), settings, channels, stopAt);
  const [first, second] = [watched(store, counted, CLAIMING), watched(store, counted, MARKING)];
  // A sender that finds its pages taken too often steps aside; the next tick would come after it.
  const again = async (of: Store) => {
    for (let ticks = 0; ticks < 50; ticks += 1) await tick(of);
    wrong.push('a sender that was to die did not');
  };
  const outlived = Promise.race([again(first), again(second)]);
  await Promise.race([Promise.all([first.died, second.died]), outlived]);
  const overlapped = times.size;
  const third = await sendMessages(environment(watched(store, counted)), settings, channels, stopAt);
  if (third.idle !== null) wrong.push(`the third sender was idle: ${third.idle}`);
  const due = MEMBERS * EACH;
  const [waiting] = await store.find('notices', { where: { outbox: { gte: 0 } }, limit: 1 });
  if (waiting) wrong.push('something is still due');
  const claimed = await store.find('notices', { where: { sentOn: '2026-11-21', outcome: 'claimed' }, limit: 1_000 });
  const lost = due - times.size;
  // Each held a page and no more: the one was never sent, the other was, and neither is sent by anybody else.
  if (lost !== PAGE || claimed.length !== 2 * PAGE)
    wrong.push(`${lost} were not sent, ${claimed.length} are not marked`);
  const double = [...times.values()].filter((count) => count > 1).length;
  return { due, double, sent: times.size, lost, requests: counted.requests, overlapped, wrong };
}

const cloud = await openCloud({
  dataDir: temporaryFolder('post-office'),
  functionsDir: temporaryFolder('no-functions'),
  manifest: { ...manifest, functions: {} },
  instances: 1,
  timers: false,
  log: () => {},
});
const server = createServer((request, response) => {
  if (!cloud.handle(request, response)) response.writeHead(404).end();
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
cloud.attach(origin);
const store = await openCloudStore(origin);
await fill(store);
console.log(JSON.stringify(await measure(store)));
process.exit(0);
