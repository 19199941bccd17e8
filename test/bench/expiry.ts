/** What the nightly run costs: for those who have something due, among many who have not. */
import { genesis, type Lot, type Member, prepare, printOf, type Row } from '../../cloudfunctions/core/account/index';
import type { DayKey, EpochMs, MonthDay } from '../../typings/domain';
import { blank, clockwork, lifeUnder, lot } from '../unit/core/time';
import { type Figure, once, rounded } from './figure';
import { openShop, type Shop } from './shop';

const small = 10_000;
const large = 200_000;
/** Of each kind: points that have ended, points that will, a birthday. */
const dueOfKind = 120;
/** Members put into the database by one call, well within a function's time-out. */
const stride = 20_000;
const today = '2026-11-20' as DayKey;
const tomorrow = '2026-11-21' as DayKey;
const joinedAt = Date.UTC(2025, 10, 1) as EpochMs;
const life = lifeUnder();

interface Run {
  requests: number;
  perMember: number;
  seconds: number;
  wrong: string[];
}

interface Crowd {
  members: Member[];
  rows: Row[];
}

function crowd(name: string, wake: DayKey): Crowd {
  const kinds: [string, Lot[], MonthDay | null][] = [
    ['ended', [lot('2026-10-31' as DayKey, 80)], null],
    ['ending', [lot('2026-12-10' as DayKey, 80)], null],
    ['birthday', [lot('2027-10-31' as DayKey, 80)], wake.slice(5) as MonthDay],
  ];
  const made = kinds.flatMap(([kind, lots, birthday]) =>
    Array.from({ length: dueOfKind }, (_, i) => person(`${name}-${kind}-${i}`, lots, birthday, wake)),
  );
  return { members: made.map(({ member }) => member), rows: made.map(({ row }) => row) };
}

/** With books: one entry, long delivered. */
function person(id: string, moves: Lot[], birthday: MonthDay | null, wake: DayKey): { member: Member; row: Row } {
  const joinedOn = '2025-11-01' as DayKey;
  const start = blank(life, { _id: id, openid: id, number: id, head: genesis(id), joinedAt, joinedOn, birthday });
  const draft = {
    key: 'join',
    kind: 'join' as const,
    ref: null,
    moves,
    because: [],
    print: printOf('join', id),
    result: {},
  };
  const { zone, version } = life.programme;
  const origin = { storeId: 'default', channel: 'mini', actor: 'member', partnerId: null } as const;
  const stamp = { at: joinedAt, zone, programmeVersion: version, origin, clockwork: clockwork(life, joinedOn) };
  const { after, entries } = prepare(start, { change: { lots: moves }, drafts: [draft] }, stamp);
  const [entry] = entries;
  if (!entry) throw new Error('an entry was made');
  const { births: _births, credits: _credits, tries: _tries, ...fact } = entry;
  const { due: _due, ...settled } = after;
  return {
    member: { ...settled, floor: 1, journal: {}, wake },
    row: { _id: `${id}:join`, memberId: id, ...fact },
  };
}

async function fill(shop: Shop, { members, rows }: Crowd): Promise<void> {
  for (let first = 0; first < members.length; first += 60)
    await shop.cloud.call(undefined, 'crowd', {
      documents: [
        { collection: 'members', data: members.slice(first, first + 60) },
        { collection: 'ledger', data: rows.slice(first, first + 60) },
      ],
    });
}

const tick = (shop: Shop) => shop.cloud.control('/local/timer', { name: 'timer' });

/** Requests to the database so far, whoever made them. */
async function total(shop: Shop): Promise<number> {
  const { database } = await shop.cloud.control<{ database: { requests: number } }>('/local/stats');
  return database.requests;
}

async function nightAmong(size: number): Promise<Run & { shop: Shop }> {
  const shop = await openShop(3);
  const { members, rows } = crowd('now', today);
  // Nobody reads a sleeper: what the indexes see is enough.
  const like = { shape: 2, state: 'active', rev: 1, seq: 1 };
  const sleepers = size - members.length;
  // Everybody's next day is right from the beginning: no programme has been published since.
  await shop.cloud.call(undefined, 'crowd', {
    set: { collection: 'jobs', id: 'rewake', data: { shape: 1, version: 1, after: null } },
  });
  for (let from = 0; from < sleepers; from += stride)
    await shop.cloud.call(undefined, 'crowd', {
      like: { ...like, wake: '2026-12-01' },
      from,
      to: Math.min(from + stride, sleepers),
    });
  await fill(shop, { members, rows });
  const before = await total(shop);
  const begun = performance.now();
  await tick(shop);
  const seconds = (performance.now() - begun) / 1000;
  // The ticks that follow, until nothing is left to deliver or to take out of a journal.
  for (let later = 0; later < 3; later += 1) {
    await shop.cloud.control('/local/clock', { advanceMs: 600_000 });
    await tick(shop);
  }
  const requests = (await total(shop)) - before;
  const wrong = await wrongIn(shop, members, 2);
  return { shop, requests, perMember: requests / members.length, seconds, wrong };
}

/** Each has this many entries, of which none waits, and sound books; of some of them all is read. */
async function wrongIn(shop: Shop, members: readonly Member[], entries: number): Promise<string[]> {
  const wrong: string[] = [];
  for (const { _id } of members.filter((_, index) => index % 10 === 0)) {
    const { seq, journal } = await shop.member(_id);
    wrong.push(...(await shop.audit(_id)));
    if (seq !== entries) wrong.push(`${_id} has ${seq} entries instead of ${entries}`);
    if (Object.keys(journal).length > 0) wrong.push(`entries of ${_id} still wait`);
  }
  return wrong;
}

/** Two ticks at once, the second without regard to the lease; entries beyond the one each member is due. */
async function doubles(shop: Shop): Promise<{ double: number; wrong: string[] }> {
  const { members, rows } = crowd('next', tomorrow);
  await fill(shop, { members, rows });
  await shop.cloud.control('/local/clock', { now: '2026-11-21T01:00:00.000Z' });
  await shop.cloud.control('/local/faults', { functions: ['timer'], latencyMs: 20 });
  const first = tick(shop);
  await new Promise((begun) => setTimeout(begun, 400));
  await shop.cloud.call(undefined, 'crowd', {
    set: { collection: 'jobs', id: 'nightly', data: { shape: 1, holder: '', until: 0 } },
  });
  await Promise.all([first, tick(shop), tick(shop)]);
  await shop.cloud.calm();
  for (let later = 0; later < 3; later += 1) {
    await shop.cloud.control('/local/clock', { advanceMs: 600_000 });
    await tick(shop);
  }
  let double = 0;
  for (const { _id } of members) double += Math.abs((await shop.member(_id)).seq - 2);
  return { double, wrong: await wrongIn(shop, members, 2) };
}

const measured = once(async () => {
  const few = await nightAmong(small);
  const twice = await doubles(few.shop);
  await few.shop.cloud.close();
  const many = await nightAmong(large);
  await many.shop.cloud.close();
  return { few, many, twice };
});

const shown = ({ requests, perMember }: Run) => `${requests} requests, ${rounded(perMember, 2)} a member`;

export const figures: Figure[] = [
  {
    name: 'expiry.requests_per_due',
    unit: 'requests',
    limit: { atMost: 3.2 },
    async measure() {
      const { few, many } = await measured();
      return {
        value: rounded(Math.max(few.perMember, many.perMember), 2),
        note: `${3 * dueOfKind} members due, a third each of ended points, a notice and a birthday, until swept and trimmed: ${shown(few)} among ${small}; ${shown(many)} among ${large}`,
        wrong: [...few.wrong, ...many.wrong],
      };
    },
  },
  {
    name: 'expiry.growth.ratio',
    unit: 'ratio',
    limit: { atMost: 1.2 },
    async measure() {
      const { few, many } = await measured();
      return {
        value: rounded(many.perMember / few.perMember, 3),
        note: `requests per due member among ${large} and among ${small} members`,
      };
    },
  },
  {
    name: 'expiry.members_per_second',
    unit: 'members/s',
    async measure() {
      const { few, many } = await measured();
      return {
        value: rounded((3 * dueOfKind) / many.seconds, 0),
        note: `booked in ${rounded(many.seconds, 2)} s among ${large}, ${rounded(few.seconds, 2)} s among ${small}, 8 commits at once`,
      };
    },
  },
  {
    name: 'expiry.two_ticks.double',
    unit: 'entries',
    limit: { exactly: 0 },
    async measure() {
      const { twice } = await measured();
      return {
        value: twice.double,
        note: `three ticks at once for ${3 * dueOfKind} due members, one of them without regard to the lease`,
        wrong: twice.wrong,
      };
    },
  },
];
