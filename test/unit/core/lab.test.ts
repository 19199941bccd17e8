/** The laboratory's laws, over random histories of a member under random programmes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Fact, spend } from '../../../cloudfunctions/core/account';
import { evaluate } from '../../../cloudfunctions/core/earning';
import { bucketOf, noRanking, RANKED, ranked } from '../../../cloudfunctions/core/lab/ranking';
import { benchOf, bookedPoints, type Event, REPLAYED, replay } from '../../../cloudfunctions/core/lab/replay';
import { count, noSums } from '../../../cloudfunctions/core/lab/sums';
import { worstOf } from '../../../cloudfunctions/core/lab/worst';
import type { Programme } from '../../../cloudfunctions/core/programme';
import { tierFactor } from '../../../cloudfunctions/core/tiers';
import type { Channel, DayKey, EpochMs, Fen, MonthDay, Points } from '../../../typings/domain';
import { livedBy } from '../../laws/history';
import { Product, settingsWith } from '../../laws/product';
import { anyProgramme } from '../../laws/programmes';
import { Random } from '../../laws/random';

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const programmes = seeds.map((seed) => anyProgramme(new Random(seed)));

/** Entries that a replay looks at; what the histories spend is called a gift, and is none. */
function eventsOf({ facts }: Product): Event[] {
  return facts
    .filter(({ kind, key }) => REPLAYED.includes(kind) && !key.startsWith('spend:'))
    .map((fact) => ({ ...fact, _id: `m:${fact.key}`, memberId: 'm' }));
}

function earlierOf({ facts }: Product, { ref, seq }: Event): Fact[] {
  return ref === null ? [] : facts.filter((fact) => fact.ref === ref && fact.seq < seq);
}

function replayedAll(product: Product, now: Programme, draft: Programme) {
  const bench = benchOf(now, draft, product.settings.ladders);
  return eventsOf(product).map((event) => ({ event, replayed: replay(bench, event, earlierOf(product, event)) }));
}

test('an event replayed under the programme that it was booked by brings what its entry says', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const product = livedBy(seed);
      for (const [version, programme] of product.settings.published)
        for (const { event, replayed } of replayedAll(product, programme, programme)) {
          if (event.programmeVersion !== version) continue;
          expect(replayed.asBooked).toBe(null);
          expect([event.key, replayed.now.points]).toEqual([event.key, bookedPoints(event)]);
        }
    }),
    { numRuns: 60 },
  );
});

test('a draft equal to the programme in force makes no difference to any event, whenever it was booked', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const product = livedBy(seed);
      const { programme } = product.settings;
      const draft = structuredClone({ ...programme, version: programme.version + 1 });
      for (const { replayed } of replayedAll(product, programme, draft)) expect(replayed.now).toEqual(replayed.draft);
    }),
    { numRuns: 50 },
  );
});

test('sums by source and by tier are the sum of all, and sources of an event are its points', () => {
  fc.assert(
    fc.property(seeds, programmes, (seed, draft) => {
      const product = livedBy(seed);
      const { programme } = product.settings;
      const sums = noSums();
      for (const { event, replayed } of replayedAll(product, programme, draft)) {
        count(sums, event, replayed, programme.version);
        for (const worth of [replayed.now, replayed.draft])
          expect((Object.values(worth.parts) as number[]).reduce((sum, points) => sum + points, 0)).toBe(worth.points);
      }
      for (const side of ['now', 'draft'] as const) {
        const of = (parts: object) => Object.values(parts).reduce((sum, part) => sum + part[side], 0);
        expect([of(sums.sources), of(sums.tiers)]).toEqual([sums.points[side], sums.points[side]]);
      }
      expect(sums.checked.equal).toBe(sums.checked.entries);
    }),
    { numRuns: 50 },
  );
});

test('an order that goes back wholly has brought nothing under any programme', () => {
  fc.assert(
    fc.property(seeds, programmes, (seed, draft) => {
      const product = livedBy(seed);
      const byOrder = new Map<string, { points: number; paid: number; refunded: number }>();
      for (const { event, replayed } of replayedAll(product, product.settings.programme, draft)) {
        const happening = (event.result as { event?: { type: string; amountFen: number } }).event;
        if (event.ref === null || !happening) continue;
        const order = byOrder.get(event.ref) ?? { points: 0, paid: 0, refunded: 0 };
        order.points += replayed.draft.points;
        order[happening.type === 'paid' ? 'paid' : 'refunded'] += happening.amountFen;
        byOrder.set(event.ref, order);
      }
      for (const { points, paid, refunded } of byOrder.values())
        if (paid > 0 && refunded >= paid) expect(points).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test('what a return waived counts as taken, as in the books of its order', () => {
  const at = Date.UTC(2026, 10, 2, 2) as EpochMs;
  const product = new Product(settingsWith(), at);
  product.order(at, 'o', { type: 'paid', amountFen: 10_000 as Fen, paidAt: at, completed: true });
  product.post(at, (member, today) => {
    const spent = spend(member.lots, 80 as Points, today);
    if (!spent) return 'too little';
    const draft = { key: 'spend:1', kind: 'exchange' as const, ref: null, moves: spent.moves, because: [], print: '' };
    return { change: { lots: spent.lots }, drafts: [{ ...draft, result: {} }] };
  });
  const back = { type: 'refunded', refundId: 'r', amountFen: 10_000 as Fen, refundedAt: at } as const;
  const fact = product.order(at, 'o', back);
  expect(fact).toMatchObject({ points: -20, result: { waived: 80 } });
  const { programme } = product.settings;
  const points = replayedAll(product, programme, programme).map(({ event, replayed }) => [
    replayed.now.points,
    bookedPoints(event),
  ]);
  expect(points).toEqual([
    [0, 0],
    [100, 100],
    [-100, -100],
  ]);
});

test('an entry that does not tell enough is taken as it was booked on both sides, and counted', () => {
  const product = livedBy(7);
  const { programme } = product.settings;
  const bench = benchOf(programme, anyProgramme(new Random(3)), product.settings.ladders);
  const [join] = eventsOf(product) as [Event];
  const old: Event = { ...join, key: 'checkin:2026-11-01', kind: 'checkin', points: 5 as Points, result: { tap: '' } };
  for (const event of [old, { ...old, kind: 'makeup' as const }]) {
    const replayed = replay(bench, event);
    expect([replayed.now.points, replayed.draft.points]).toEqual([5, 5]);
    expect(replayed.asBooked).toBe(event.kind === 'makeup' ? 'makeup' : 'unpinned');
  }
});

const TODAY = '2026-11-22' as DayKey;
const orders = fc.record({
  ahead: fc.integer({ min: 0, max: 60 }),
  channel: fc.constantFrom<Channel>('mini', 'counter', 'till', 'web'),
  place: fc.nat(3),
  birthday: fc.boolean(),
  firstOrder: fc.boolean(),
});

test('no order brings more than the worst case of its amount, with or without the cap', () => {
  fc.assert(
    fc.property(
      programmes,
      fc.integer({ min: 1, max: 200_000 }),
      fc.array(orders, { minLength: 5 }),
      (programme, amount, list) => {
        const amountFen = amount as Fen;
        const worst = worstOf(programme, amountFen, ['default'], TODAY);
        expect(worst.beforeCap).toBeGreaterThanOrEqual(worst.points);
        for (const { ahead, channel, place, birthday, firstOrder } of list) {
          const day = new Date(Date.UTC(2026, 10, 22 + ahead)).toISOString().slice(0, 10) as DayKey;
          const tier = programme.tiers.list[place % programme.tiers.list.length]?.code ?? '';
          const event = {
            occasion: 'order' as const,
            day,
            channel,
            storeId: 'default',
            tier: tierFactor(programme.tiers, tier, 'order'),
            birthday: birthday ? (day.slice(5) as MonthDay) : null,
            firstOrder,
            amountFen,
            base: 0 as Points,
          };
          expect(evaluate(programme.earning, event).points).toBeLessThanOrEqual(worst.points);
          const open = { ...programme.earning, cap: 1_000_000 };
          expect(evaluate(open, event).points).toBeLessThanOrEqual(worst.beforeCap);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('the worst case names the rules that hold together, and the day on which they do', () => {
  const programme = anyProgramme(new Random(1));
  const rule = (code: string, when: Programme['earning']['rules'][number]['when'], factor: number) => ({
    code,
    name: code,
    on: ['order' as const],
    when,
    give: { code: 'multiply' as const, factor },
  });
  const base = { ...rule('base', [], 100), give: { code: 'perAmount' as const, fen: 100, points: 1 } };
  const tiers = { ...programme.tiers, list: programme.tiers.list.slice(0, 1) };
  const earning = {
    cap: 500,
    rules: [
      base,
      rule('mini', [{ code: 'channel', channels: ['mini'] }], 200),
      rule('till', [{ code: 'channel', channels: ['till'] }], 900),
      rule('wednesday', [{ code: 'weekday', days: [3] }], 200),
      rule('shop', [{ code: 'store', stores: ['east'] }], 200),
    ],
  };
  const worst = worstOf({ ...programme, tiers, earning }, 100_000 as Fen, ['default', 'east'], TODAY);
  expect(worst).toMatchObject({ points: 5_000, beforeCap: 36_000, rules: ['base', 'till', 'wednesday', 'shop'] });
  expect(worst).toMatchObject({ channel: 'till', day: '2026-11-25' });
});

test('who gains and loses most is found among any number of members, in whatever order they come', () => {
  const points = fc.integer({ min: -50, max: 50 });
  fc.assert(
    fc.property(fc.array(points, { maxLength: 200 }), fc.integer({ min: 1, max: 7 }), (differences, shares) => {
      const members = differences.map((each, n) => [`m${n}`, each] as const);
      let ranking = noRanking();
      for (let share = shares - 1; share >= 0; share -= 1)
        ranking = ranked(
          ranking,
          members.filter((_, n) => n % shares === share),
        );
      const most = (sign: 1 | -1) =>
        members
          .filter(([, each]) => each * sign > 0)
          .sort(([a, x], [b, y]) => sign * (y - x) || (a < b ? -1 : 1))
          .map(([id, each]) => ({ id, points: each }));
      expect(ranking.gaining).toEqual(most(1).slice(0, RANKED));
      expect(ranking.losing).toEqual(most(-1).slice(0, RANKED));
      expect([ranking.gainers, ranking.losers]).toEqual([most(1).length, most(-1).length]);
    }),
    { numRuns: 50 },
  );
});

test('members are spread over the shares', () => {
  const held = new Set(Array.from({ length: 2_000 }, (_, n) => bucketOf(n.toString(16).padStart(24, 'a'))));
  expect(held.size).toBe(16);
});
