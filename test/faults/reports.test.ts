/** Rollups under all that can happen to a timer, against the same figures counted by hand from the ledger. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rollUp } from '../../cloudfunctions/core/reports';
import type { Rollup } from '../../cloudfunctions/core/reports/kept';
import { canonical } from '../../cloudfunctions/platform/ids';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import type { EntryKind, EpochMs } from '../../typings/domain';
import { Memory, type Request } from './simulation/memory-store';
import { environment, settings } from './simulation/world';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 00:00 in Shanghai of the day after the last on which anything happens. */
const MIDNIGHT = Date.UTC(2026, 10, 30, 16);
/** Days on which things happen: more than two of the longest windows, over two turns of a month. */
const DAYS = 70;

interface Row {
  _id: string;
  memberId: string;
  at: number;
  kind: EntryKind;
  key: string;
  points: number;
  storeId: string;
  credited: boolean;
  result: object;
}

const KINDS: [EntryKind, number][] = [
  ['checkin', 5],
  ['order', 30],
  ['order', 0],
  ['refund', -30],
  ['exchange', -20],
  ['cancel', 20],
  ['expiry', -7],
  ['adjust', -3],
  ['adjust', 3],
  ['gift', 10],
  ['deduct', -9],
];

const happened = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 5 }),
    hour: fc.integer({ min: 0, max: DAYS * 24 - 1 }),
    what: fc.integer({ min: 0, max: KINDS.length - 1 }),
    store: fc.constantFrom('default', 'east'),
  }),
  { maxLength: 60 },
);

/** Everybody joins first; member 5 may become one with member 0. */
function ledgerOf(
  events: readonly { who: number; hour: number; what: number; store: string }[],
  merges: boolean,
): Row[] {
  const start = MIDNIGHT - DAYS * DAY;
  const row = (n: number, who: number, at: number, kind: EntryKind, points: number, storeId: string): Row => ({
    _id: `m${who}:${kind}-${n}`,
    memberId: `m${who}`,
    at,
    kind,
    key: `${kind}-${n}`,
    points,
    storeId,
    credited: false,
    result: kind === 'order' ? { event: { amountFen: 3_000 } } : {},
  });
  const joins = [0, 1, 2, 3, 4, 5].map((who) => row(who, who, start + who * DAY, 'join', 0, 'default'));
  const acts = events.map(({ who, hour, what, store }, n) => {
    const [kind, points] = KINDS[what] as [EntryKind, number];
    return row(n, who, start + hour * HOUR + n, kind, points, store);
  });
  const gone = { ...row(0, 5, MIDNIGHT - 9 * DAY, 'merge', -4, 'default'), key: 'merge:m5:m0' };
  const got = { ...row(0, 0, MIDNIGHT - 9 * DAY + 1, 'merge', 4, 'default'), key: 'merge:m5:m0', credited: true };
  return [...joins, ...acts, ...(merges ? [gone, got] : [])];
}

/** What must be in the end: days, months and how everybody stands, without what says how it came about. */
function told(memory: Memory): string {
  const plain = memory
    .all('rollups')
    .filter(({ _id }) => /^(hour|day|month|now)/.test(_id))
    .map(({ bornAt: _bornAt, counted: _counted, by: _by, told: _told, ...rest }) => rest)
    .sort((a, b) => (a._id < b._id ? -1 : 1));
  return canonical(plain);
}

class Timer {
  now = MIDNIGHT - DAYS * DAY;
  readonly memory = new Memory(() => this.now);

  async write(rows: readonly Row[]): Promise<void> {
    if (rows.length > 0) await this.memory.plain().addAll('ledger', structuredClone(rows) as Row[]);
  }

  tick(store: Store = this.memory.plain()): Promise<unknown> {
    const env = { ...environment(store, this.now as EpochMs), clock: () => this.now as EpochMs };
    return rollUp(env, settings, (this.now + 1) as EpochMs);
  }

  /** The lease of who died is waited for by the next tick; here nobody waits, so ticks overlap as they never do. */
  async unleased(): Promise<void> {
    await this.memory.plain().update('jobs', 'rollup', {}, { set: { until: 0 } });
  }

  /** Ticks until all is done. */
  async settle(): Promise<void> {
    for (let n = 0; n < 4; n += 1) {
      this.now += 10 * 60_000;
      await this.unleased();
      await this.tick();
    }
  }
}

async function atOnce(rows: readonly Row[]): Promise<Memory> {
  const timer = new Timer();
  timer.now = MIDNIGHT - HOUR;
  await timer.write(rows);
  await timer.settle();
  return timer.memory;
}

test('whatever order rows come in, and however often the timer ran meanwhile, the rollups are the same', async () => {
  const law = fc.asyncProperty(
    happened,
    fc.boolean(),
    fc.array(fc.nat(), { maxLength: 200 }),
    fc.integer({ min: 1, max: 12 }),
    async (events, merges, shuffle, parts) => {
      const rows = ledgerOf(events, merges);
      const right = told(await atOnce(rows));
      const mixed = rows
        .map((row, n) => ({ row, key: shuffle[n] ?? n }))
        .sort((a, b) => a.key - b.key)
        .map(({ row }) => row);
      const timer = new Timer();
      timer.now = MIDNIGHT - HOUR - parts * HOUR;
      for (let part = 0; part < parts; part += 1) {
        await timer.write(mixed.filter((_, n) => n % parts === part));
        timer.now += HOUR;
        await timer.tick();
      }
      timer.now = MIDNIGHT - HOUR;
      await timer.settle();
      expect(told(timer.memory) === right).toBe(true);
    },
  );
  await fc.assert(law, { numRuns: 12 });
});

/** The process dies at its n-th request; that one may have been applied. */
function dying(memory: Memory, at: number, applied: boolean): Store {
  let n = 0;
  return memory.store(async (request: Request) => {
    n += 1;
    if (n > at) throw new StoreError(request.name, 'dead');
    if (n < at) return request.apply();
    if (applied) request.apply();
    throw new StoreError(request.name, 'connection lost');
  });
}

test('wherever a tick dies, the ones after it make the same rollups', async () => {
  const law = fc.asyncProperty(
    happened,
    fc.array(fc.record({ at: fc.integer({ min: 1, max: 80 }), applied: fc.boolean() }), { minLength: 1, maxLength: 5 }),
    async (events, deaths) => {
      const rows = ledgerOf(events, true);
      const right = told(await atOnce(rows));
      const timer = new Timer();
      timer.now = MIDNIGHT - HOUR;
      const half = rows.filter((_, n) => n % 2 === 0);
      await timer.write(half);
      for (const [n, { at, applied }] of deaths.entries()) {
        await timer.unleased();
        await timer.tick(dying(timer.memory, at, applied)).catch((failure) => {
          if (!(failure instanceof StoreError)) throw failure;
        });
        if (n === 0) await timer.write(rows.filter((row) => !half.includes(row)));
      }
      await timer.settle();
      expect(told(timer.memory) === right).toBe(true);
    },
  );
  await fc.assert(law, { numRuns: 12 });
});

test('ticks that overlap, whoever waits for whom, make the same rollups', async () => {
  const law = fc.asyncProperty(happened, fc.scheduler(), async (events, scheduler) => {
    const rows = ledgerOf(events.slice(0, 12), true);
    const right = told(await atOnce(rows));
    const timer = new Timer();
    timer.now = MIDNIGHT - HOUR;
    await timer.write(rows.filter((_, n) => n % 2 === 0));
    const slow = timer.memory.store(async (request) => {
      await scheduler.schedule(Promise.resolve());
      return request.apply();
    });
    const first = timer.tick(slow);
    await scheduler.waitFor(Promise.resolve());
    await timer.write(rows.filter((_, n) => n % 2 === 1));
    await timer.unleased();
    const ended = Promise.allSettled([first, timer.tick(slow)]);
    await scheduler.waitFor(ended);
    await timer.settle();
    expect(told(timer.memory) === right).toBe(true);
  });
  await fc.assert(law, { numRuns: 10 });
});

test('the sums are the books: every point in one column, every window counted by hand', async () => {
  const law = fc.asyncProperty(happened, fc.boolean(), async (events, merges) => {
    const rows = ledgerOf(events, merges);
    const memory = await atOnce(rows);
    const docs = new Map(memory.all('rollups').map((each) => [each._id, each as unknown as Rollup]));
    const months = [...docs.values()].filter(({ _id }) => _id.startsWith('month:'));
    const whole = (name: string) => months.reduce((sum, { stores }) => sum + (stores._all?.[name] ?? 0), 0);
    const change = whole('issued') - whole('used') - whole('expired') - whole('takenBack') + whole('moved');
    expect(change).toBe(rows.reduce((sum, { points }) => sum + points, 0));
    expect(whole('entries')).toBe(rows.length);
    expect(whole('joins') - whole('gone')).toBe(merges ? 5 : 6);

    const person = (memberId: string) => (merges && memberId === 'm5' ? 'm0' : memberId);
    const today = Math.floor((MIDNIGHT - HOUR + 8 * HOUR) / DAY);
    const dayOf = ({ at }: Row) => Math.floor((at + 8 * HOUR) / DAY);
    const acts = rows.filter(({ kind }) => ['join', 'checkin', 'order', 'exchange', 'deduct'].includes(kind));
    const within = (kinds: EntryKind[], days: number, store: string | null) =>
      acts
        .filter((row) => kinds.length === 0 || kinds.includes(row.kind))
        .filter((row) => (store === null || row.storeId === store) && dayOf(row) > today - days && dayOf(row) <= today)
        .map(({ memberId }) => person(memberId));
    const twice = (ids: string[]) => [...new Set(ids)].filter((id) => ids.filter((each) => each === id).length > 1);
    const by = (store: string | null) =>
      [1, 7, 30].flatMap((days) => [
        new Set(within([], days, store)).size,
        new Set(within(['checkin'], days, store)).size,
        new Set(within(['order'], days, store)).size,
        twice(within(['order'], days, store)).length,
      ]);
    const counted = docs.get('day:2026-11-30')?.windows ?? {};
    for (const [key, store] of [
      ['_all', null],
      ['default', 'default'],
      ['east', 'east'],
    ] as const)
      expect(counted[key] ?? new Array(12).fill(0), key).toEqual(by(store));
    const asleep = acts.reduce((last, row) => {
      const id = person(row.memberId);
      return last.set(id, Math.max(last.get(id) ?? 0, dayOf(row)));
    }, new Map<string, number>());
    const awake = [...asleep.values()].filter((last) => today - last < 60).length;
    expect((docs.get('now') as unknown as { awake: number }).awake).toBe(awake);
  });
  await fc.assert(law, { numRuns: 20 });
});

test('a mass of rows written in one instant is walked through once', async () => {
  const timer = new Timer();
  timer.now = MIDNIGHT - HOUR;
  const rows = Array.from({ length: 2_600 }, (_, n) => ({
    ...(ledgerOf([], false)[0] as Row),
    _id: `m0:checkin-${n}`,
    key: `checkin-${n}`,
    kind: 'checkin' as const,
    points: 1,
    at: MIDNIGHT - 5 * HOUR,
  }));
  await timer.write(rows);
  await timer.settle();
  const [hour] = timer.memory.all('rollups').filter(({ _id }) => _id.startsWith('hour:'));
  expect(hour).toMatchObject({ rows: 2_600, stores: { _all: { issued: 2_600, checkIns: 2_600 } } });
});
