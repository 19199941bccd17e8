import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balanceOf, type Fact, gain } from '../../../cloudfunctions/core/account';
import type { OrderEvent } from '../../../cloudfunctions/core/orders';
import { defaultProgramme, type Programme } from '../../../cloudfunctions/core/programme';
import { standingOn } from '../../../cloudfunctions/core/tiers';
import type { DayKey, EpochMs, Fen, Points } from '../../../typings/domain';
import { DAY, HOUR, instant } from '../../laws/calendar';
import { Product, published, settingsWith } from '../../laws/product';

type Rule = Programme['earning']['rules'][number];

const rules: Rule[] = [
  { code: 'base', name: '消费积分', on: ['order'], when: [], give: { code: 'perAmount', fen: 100, points: 1 } },
  {
    code: 'day',
    name: '会员日',
    on: ['order'],
    when: [{ code: 'weekday', days: [1, 3, 5] }],
    give: { code: 'multiply', factor: 200 },
  },
  {
    code: 'large',
    name: '大单',
    on: ['order'],
    when: [{ code: 'minimum', fen: 20_000 }],
    give: { code: 'fixed', points: 30 },
  },
  {
    code: 'first',
    name: '首单',
    on: ['order'],
    when: [{ code: 'firstOrder' }],
    give: { code: 'fixed', points: 50 },
  },
];

/** Tiers without an end and without gifts: what time alone does has its own laws. */
const steady: Programme = {
  ...defaultProgramme,
  earning: { rules, cap: 500 },
  tiers: {
    ...defaultProgramme.tiers,
    list: defaultProgramme.tiers.list.map((tier) => ({ ...tier, gift: 0 })),
    validityMonths: null,
  },
};

const programmes = fc.record({
  days: fc.constantFrom(0, 0, 3, 7),
  from: fc.constantFrom('paid' as const, 'completed' as const),
  completeAfterDays: fc.constantFrom(0, 5, 15),
  shortfall: fc.constantFrom('waive' as const, 'debt' as const),
});

function programmeOf({
  shortfall,
  ...waiting
}: typeof programmes extends fc.Arbitrary<infer P> ? P : never): Programme {
  return { ...steady, waiting, refund: { shortfall } };
}

/** The events of one order, at most as much going back as was paid. */
const orders = fc
  .record({
    amount: fc.integer({ min: 1, max: 600_000 }),
    paidOn: fc.integer({ min: 0, max: 4 }),
    flagged: fc.boolean(),
    completedOn: fc.option(fc.integer({ min: 0, max: 12 })),
    parts: fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 3 }),
    whole: fc.boolean(),
  })
  .map(({ amount, paidOn, flagged, completedOn, parts, whole }): OrderEvent[] => {
    const total = Math.max(
      parts.reduce((sum, part) => sum + part, 0),
      whole ? 1 : 150,
    );
    const refunds = parts.map((part, index): OrderEvent => {
      const amountFen = Math.max(1, Math.floor((amount * part) / total)) as Fen;
      return { type: 'refunded', refundId: `r${index}`, amountFen, refundedAt: instant(paidOn + index) };
    });
    const fits = refunds.reduce((sum, each) => sum + (each.type === 'refunded' ? each.amountFen : 0), 0) <= amount;
    return [
      { type: 'paid', amountFen: amount as Fen, paidAt: instant(paidOn), completed: flagged },
      ...(completedOn === null ? [] : [{ type: 'completed' as const, completedAt: instant(completedOn) }]),
      ...(fits ? refunds : []),
    ];
  });

/** What the books hold at the end, whatever led there. */
function books({ member, settings }: Product, at: EpochMs, today = dayOfProduct(at)) {
  const { lots, balance, growth, firstOrder, tier } = member;
  const held = standingOn(tier, settings.ladders, today);
  const settled = lots.map((lot) => (lot.from !== null && lot.from <= today ? { ...lot, from: null } : lot));
  const windows = new Map<string, number>();
  for (const { from, until, points } of settled) {
    const name = `${from} ${until}`;
    windows.set(name, (windows.get(name) ?? 0) + points);
  }
  return { lots: [...windows.entries()].sort(), balance, growth, firstOrder, tier: held.tier, log: tier.log };
}

function dayOfProduct(at: EpochMs): DayKey {
  return new Date(at + 8 * HOUR).toISOString().slice(0, 10) as DayKey;
}

/** Points that were there before, so that a refund could take the wrong ones. */
function withPoints(settings: ReturnType<typeof settingsWith>, points: number): Product {
  const shop = new Product(settings, instant(0, 9));
  if (points > 0)
    shop.post(instant(0, 9), (member, today) => {
      const { lots, moves } = gain(
        member.lots,
        { from: null, until: '2027-03-31' as DayKey, points: points as Points },
        today,
      );
      const draft = { key: 'before', kind: 'gift' as const, ref: null, moves, because: [], print: '', result: {} };
      return { change: { lots }, drafts: [draft] };
    });
  return shop;
}

function booked(posted: Fact | string): Fact {
  if (typeof posted === 'string') throw new Error(posted);
  return posted;
}

const AFTERWARDS = instant(60);

test('the events of one order (paid, completed, refunds), in any order, doubled or late, end in the same books', () => {
  const arrivals = orders.chain((events) =>
    fc.record({
      events: fc.constant(events),
      order: fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
      late: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: events.length * 2, maxLength: events.length * 2 }),
    }),
  );
  fc.assert(
    fc.property(programmes, arrivals, fc.integer({ min: 0, max: 500 }), (rule, { events, order, late }, before) => {
      const settings = settingsWith(programmeOf(rule));
      const [straight, shuffled, dawdling] = [1, 2, 3].map(() => withPoints(settings, before)) as [
        Product,
        Product,
        Product,
      ];
      for (const event of events) booked(straight.order(instant(15), 'A', event));
      for (const event of order) booked(shuffled.order(instant(15), 'A', event));
      expect(books(shuffled, AFTERWARDS)).toEqual(books(straight, AFTERWARDS));
      // Over days: all but the day on which growth was booked is the same.
      let day = 15;
      order.forEach((event, index) => {
        day += late[index] ?? 0;
        booked(dawdling.order(instant(day), 'A', event));
      });
      const { log: _log, ...same } = books(straight, AFTERWARDS);
      expect(books(dawdling, AFTERWARDS)).toMatchObject(same);
    }),
    { numRuns: 120 },
  );
});

test('across orders the multiplier is that of the tier held when the event is booked, and the because-line says so; a late order never re-prices another', () => {
  const sale = fc.record({ yuan: fc.integer({ min: 1, max: 2_000 }), paidOn: fc.integer({ min: 0, max: 20 }) });
  fc.assert(
    fc.property(fc.array(sale, { minLength: 1, maxLength: 8 }), (sales) => {
      const shop = new Product(
        settingsWith({ ...steady, earning: { rules: rules.slice(0, 1), cap: 500 } }),
        instant(0, 9),
      );
      sales.forEach(({ yuan, paidOn }, index) => {
        const held = standingOn(shop.member.tier, shop.settings.ladders, shop.today(instant(21)));
        const before = structuredClone(shop.facts);
        const event: OrderEvent = {
          type: 'paid',
          amountFen: (yuan * 100) as Fen,
          paidAt: instant(paidOn),
          completed: true,
        };
        const fact = booked(shop.order(instant(21), `A${index}`, event));
        const [name, factor] = { silver: ['银卡会员', 120], gold: ['金卡会员', 150] }[held.tier] ?? ['', 100];
        expect(fact.points).toBe(Math.floor((yuan * Number(factor)) / 100));
        const line = fact.because.find(({ code }) => code === 'tier.factor');
        expect(line?.args).toEqual(factor === 100 ? undefined : { tier: name, factor });
        expect(shop.facts.slice(0, before.length)).toEqual(before);
      });
    }),
    { numRuns: 100 },
  );
});

test('a refund never takes more than its order gave, never twice', () => {
  const lives = fc.array(
    fc.record({ who: fc.constantFrom('A', 'B', 'C'), pick: fc.nat(9), wait: fc.integer({ min: 0, max: 4 }) }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(programmes, fc.tuple(orders, orders, orders), lives, (rule, [a, b, c], acts) => {
      const shop = withPoints(settingsWith(programmeOf(rule)), 40);
      const events: Record<string, OrderEvent[]> = { A: a, B: b, C: c };
      let day = 15;
      for (const { who, pick, wait } of acts) {
        day += wait;
        const own = events[who] as OrderEvent[];
        shop.order(instant(day), who, own[pick % own.length] as OrderEvent);
        const facts = shop.facts.filter(({ ref }) => ref === `order:p:${who}`);
        const sum = (of: (fact: Fact) => number) => facts.reduce((total, fact) => total + of(fact), 0);
        expect(sum(({ points }) => points)).toBeGreaterThanOrEqual(0);
        expect(sum(({ growth }) => growth)).toBeGreaterThanOrEqual(0);
        // Nothing but the payment brings points.
        expect(facts.every(({ kind, points }) => kind === 'order' || points <= 0)).toBe(true);
        expect(new Set(facts.map(({ key }) => key)).size).toBe(facts.length);
      }
    }),
    { numRuns: 120 },
  );
});

test('the balance is the sum of the ledger after every prefix of any history', () => {
  const acts = fc.array(
    fc.record({ who: fc.constantFrom('A', 'B'), pick: fc.nat(9), wait: fc.integer({ min: 0, max: 40 }) }),
    { maxLength: 15 },
  );
  fc.assert(
    fc.property(programmes, orders, orders, acts, (rule, a, b, history) => {
      const shop = new Product(settingsWith({ ...programmeOf(rule), tiers: defaultProgramme.tiers }), instant(0, 9));
      let day = 1;
      for (const { who, pick, wait } of history) {
        day += wait;
        const own = who === 'A' ? a : b;
        shop.order(instant(day), who, own[pick % own.length] as OrderEvent);
        const sum = shop.facts.reduce((total, { points }) => total + points, 0);
        expect([shop.member.balance, balanceOf(shop.member.lots)]).toEqual([sum, sum]);
        expect(shop.member.growth).toBe(shop.facts.reduce((total, { growth }) => total + growth, 0));
        expect(shop.facts.map(({ seq }) => seq)).toEqual(shop.facts.map((_, index) => index + 1));
      }
    }),
    { numRuns: 100 },
  );
});

test("the day changes at midnight in the programme's zone, also over a zone with daylight saving", () => {
  const doubled: Rule = {
    code: 'day',
    name: '会员日',
    on: ['order'],
    when: [{ code: 'dateRange', from: '2026-03-08' as DayKey, until: '2026-03-08' as DayKey }],
    give: { code: 'multiply', factor: 200 },
  };
  const programme = (zone: string): Programme => ({
    ...steady,
    zone,
    waiting: { days: 1, from: 'paid', completeAfterDays: 0 },
    earning: { rules: [rules[0] as Rule, doubled], cap: 500 },
  });
  // New York goes from UTC−5 to UTC−4 on 8 March 2026: that day has 23 hours. Shanghai keeps UTC+8.
  for (const [zone, begins, ends] of [
    ['America/New_York', Date.UTC(2026, 2, 8, 5), Date.UTC(2026, 2, 9, 4)],
    ['Asia/Shanghai', Date.UTC(2026, 2, 7, 16), Date.UTC(2026, 2, 8, 16)],
  ] as const) {
    const shop = new Product(settingsWith(programme(zone)), (begins - 40 * DAY) as EpochMs);
    const at = (ms: number, id: string) => {
      const event: OrderEvent = { type: 'paid', amountFen: 10_000 as Fen, paidAt: ms as EpochMs, completed: true };
      const fact = booked(shop.order((ends + HOUR) as EpochMs, id, event));
      return [fact.points, fact.moves[0]?.from];
    };
    expect(at(begins - 1, 'A')).toEqual([100, null]);
    expect(at(begins, 'B')).toEqual([200, null]);
    expect(at(ends - 1, 'C')).toEqual([200, null]);
    expect(at(ends, 'D')).toEqual([100, '2026-03-10']);
  }
});

test('editing a programme never changes the past', () => {
  fc.assert(
    fc.property(programmes, programmes, orders, fc.integer({ min: 2, max: 9 }), (rule, other, events, dearer) => {
      const one = settingsWith(programmeOf(rule));
      const [kept, edited] = [withPoints(one, 100), withPoints(one, 100)];
      const [first, ...rest] = events as [OrderEvent, ...OrderEvent[]];
      booked(kept.order(instant(15), 'A', first));
      booked(edited.order(instant(15), 'A', first));
      const before = structuredClone(edited.facts);
      const base: Rule = { ...(rules[0] as Rule), give: { code: 'perAmount', fen: 100, points: dearer } };
      edited.settings = published(one, { ...programmeOf(other), earning: { rules: [base], cap: 1000 } }, instant(16));
      for (const event of rest) {
        booked(kept.order(instant(17), 'A', event));
        const fact = booked(edited.order(instant(17), 'A', event));
        expect(fact.programmeVersion).toBe(1);
      }
      // An order of before the edit that is only told of now.
      const late: OrderEvent = { type: 'paid', amountFen: 12_300 as Fen, paidAt: instant(14), completed: true };
      booked(kept.order(instant(17), 'B', late));
      expect(booked(edited.order(instant(17), 'B', late)).programmeVersion).toBe(1);
      expect(edited.facts.slice(0, before.length)).toEqual(before);
      expect(books(edited, AFTERWARDS)).toEqual(books(kept, AFTERWARDS));
    }),
    { numRuns: 100 },
  );
});
