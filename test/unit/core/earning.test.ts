import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  conditionForms,
  type Earning,
  type EarningEvent,
  type EarningRule,
  earningSchema,
  evaluate,
  giveForms,
  nextOccurrence,
  phrasesOf,
} from '../../../cloudfunctions/core/earning';
import { whole } from '../../../cloudfunctions/core/earning/argument';
import { condition, give } from '../../../cloudfunctions/core/earning/kind';
import { conditionKinds, giveKinds, kindsOf } from '../../../cloudfunctions/core/earning/kinds';
import type { Channel, DayKey, Fen, MonthDay, Points } from '../../../typings/domain';

const base: EarningRule = {
  code: 'base',
  name: '消费得积分',
  on: ['order'],
  when: [],
  give: { code: 'perAmount', fen: 100, points: 1 },
};

function rule(code: string, give: EarningRule['give'], when: EarningRule['when'] = []): EarningRule {
  return { code, name: code, on: ['order'], when, give };
}

const twice = (code: string, when: EarningRule['when'] = []) => rule(code, { code: 'multiply', factor: 200 }, when);

function event(change: Partial<EarningEvent> = {}): EarningEvent {
  return {
    occasion: 'order',
    day: '2026-11-15' as DayKey,
    channel: 'till',
    storeId: 'default',
    tier: { code: 'gold', name: '金卡会员', factor: 100 },
    birthday: null,
    firstOrder: false,
    amountFen: 12_800 as Fen,
    base: 0 as Points,
    ...change,
  };
}

const gold = { code: 'gold', name: '金卡会员', factor: 150 };
const points = (earning: Earning, change: Partial<EarningEvent> = {}) => evaluate(earning, event(change)).points;

test('¥128 × 1 = 128, gold 1.5 → 192, member day 2 → 384, cap 5 not reached (ERN-1, ERN-8, ERN-12)', () => {
  const memberDay = { ...twice('memberDay', [{ code: 'monthDay', days: [15] }]), name: '会员日' };
  expect(evaluate({ rules: [base, memberDay], cap: 500 }, event({ tier: gold }))).toEqual({
    points: 384,
    because: [
      { code: 'order.base', args: { fen: 12_800, perFen: 100, points: 1 }, result: 128 },
      { code: 'tier.factor', args: { tier: '金卡会员', factor: 150 }, result: 192 },
      { code: 'rule.factor', args: { name: '会员日', factor: 200 }, result: 384 },
      { code: 'cap.open', args: { cap: 500 }, result: 384 },
    ],
    grants: [],
  });
});

test('gold 1.5 × channel 2 × day 2 × launch 2 would be 12 times: the cap holds, and says so', () => {
  const rules = [base, twice('channel'), twice('day'), twice('launch')];
  const { points: earned, because } = evaluate({ rules, cap: 500 }, event({ tier: gold }));
  expect(earned).toBe(640);
  expect(because.at(-1)).toEqual({ code: 'cap.reached', args: { cap: 500, product: 1_200 }, result: 640 });
});

test('one multiplier alone is told without the cap', () => {
  const codes = evaluate({ rules: [base], cap: 500 }, event({ tier: gold })).because.map(({ code }) => code);
  expect(codes).toEqual(['order.base', 'tier.factor']);
});

test('¥10 = 1 point: full tens count (ERN-6)', () => {
  const perTen = { rules: [{ ...base, give: { code: 'perAmount' as const, fen: 1_000, points: 1 } }], cap: 500 };
  expect([999, 1_000, 12_899].map((fen) => points(perTen, { amountFen: fen as Fen }))).toEqual([0, 1, 12]);
});

test('extra points for a large order come on top and are never multiplied (ERN-2)', () => {
  const large = rule('large', { code: 'fixed', points: 50 }, [{ code: 'minimum', fen: 10_000 }]);
  const earning = { rules: [base, large, twice('day')], cap: 500 };
  expect(points(earning, { amountFen: 10_000 as Fen })).toBe(250);
  expect(points(earning, { amountFen: 9_999 as Fen })).toBe(198);
});

test('each condition speaks of its own events (ERN-5, ERN-7, ERN-9, ERN-10)', () => {
  const holding = (when: EarningRule['when'][number], change: Partial<EarningEvent>) =>
    points({ rules: [base, twice('rule', [when])], cap: 500 }, change) === 256;
  expect(holding({ code: 'channel', channels: ['mini', 'web'] }, { channel: 'mini' })).toBe(true);
  expect(holding({ code: 'channel', channels: ['mini', 'web'] }, { channel: 'till' })).toBe(false);
  expect(holding({ code: 'store', stores: ['east'] }, { storeId: 'east' })).toBe(true);
  expect(holding({ code: 'store', stores: ['east'] }, {})).toBe(false);
  expect(holding({ code: 'tier', tiers: ['gold'] }, {})).toBe(true);
  expect(holding({ code: 'tier', tiers: ['silver'] }, {})).toBe(false);
  // 15 November 2026 is a Sunday.
  expect(holding({ code: 'weekday', days: [7] }, {})).toBe(true);
  expect(holding({ code: 'weekday', days: [1, 6] }, {})).toBe(false);
  expect(holding({ code: 'monthDay', days: [8, 15] }, {})).toBe(true);
  expect(holding({ code: 'monthDay', days: [8] }, {})).toBe(false);
  const launch = { code: 'dateRange' as const, from: '2026-11-14' as DayKey, until: '2026-11-15' as DayKey };
  expect(holding(launch, {})).toBe(true);
  expect(holding(launch, { day: '2026-11-16' as DayKey })).toBe(false);
  expect(holding({ code: 'birthdayMonth' }, { birthday: '11-02' as MonthDay })).toBe(true);
  expect(holding({ code: 'birthdayMonth' }, { birthday: '12-15' as MonthDay })).toBe(false);
  expect(holding({ code: 'birthdayMonth' }, {})).toBe(false);
  expect(holding({ code: 'firstOrder' }, { firstOrder: true })).toBe(true);
  expect(holding({ code: 'firstOrder' }, {})).toBe(false);
});

test('all conditions of a rule hold together, and a rule speaks only of its occasions', () => {
  const both = twice('both', [{ code: 'firstOrder' }, { code: 'minimum', fen: 20_000 }]);
  expect(points({ rules: [base, both], cap: 500 }, { firstOrder: true })).toBe(128);
  const welcome: EarningRule = { ...rule('welcome', { code: 'fixed', points: 50 }), on: ['join'] };
  expect(points({ rules: [welcome], cap: 500 })).toBe(0);
  expect(points({ rules: [base, welcome], cap: 500 }, { occasion: 'join', amountFen: 0 as Fen })).toBe(50);
});

test('an order of nothing brings nothing, extras included', () => {
  const rules = [base, rule('gift', { code: 'fixed', points: 50 })];
  expect(evaluate({ rules, cap: 500 }, event({ amountFen: 0 as Fen }))).toEqual({ points: 0, because: [], grants: [] });
});

const channels: Channel[] = ['mini', 'counter', 'till', 'web'];
const dayArb = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}` as DayKey);

const whenArb: fc.Arbitrary<EarningRule['when'][number]> = fc.oneof(
  fc.constant({ code: 'firstOrder' as const }),
  fc.constant({ code: 'birthdayMonth' as const }),
  fc.integer({ min: 1, max: 50_000 }).map((fen) => ({ code: 'minimum' as const, fen })),
  fc
    .subarray(channels as ('mini' | 'till')[], { minLength: 1 })
    .map((list) => ({ code: 'channel' as const, channels: list })),
  fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map((days) => ({
    code: 'weekday' as const,
    days: days as (1 | 2)[],
  })),
);

const giveArb: fc.Arbitrary<EarningRule['give']> = fc.oneof(
  fc.record({ fen: fc.integer({ min: 1, max: 2_000 }), points: fc.integer({ min: 1, max: 20 }) }).map((args) => ({
    code: 'perAmount' as const,
    ...args,
  })),
  fc.integer({ min: 1, max: 500 }).map((given) => ({ code: 'fixed' as const, points: given })),
  fc.integer({ min: 101, max: 1_000 }).map((factor) => ({ code: 'multiply' as const, factor })),
);

const earningArb: fc.Arbitrary<Earning> = fc.record({
  rules: fc.array(
    fc.tuple(giveArb, fc.array(whenArb, { maxLength: 2 })).map(([given, when]) => rule('any', given, when)),
    { maxLength: 12 },
  ),
  cap: fc.integer({ min: 100, max: 1_000 }),
});

const eventArb = fc
  .record({
    day: dayArb,
    channel: fc.constantFrom(...channels),
    factor: fc.integer({ min: 100, max: 1_000 }),
    firstOrder: fc.boolean(),
    birthday: fc.constantFrom(null, '02-03' as MonthDay),
    amountFen: fc.integer({ min: 0, max: 100_000_000 }).map((fen) => fen as Fen),
  })
  .map(({ factor, ...rest }) => event({ ...rest, tier: { code: 'gold', name: '金卡会员', factor } }));

test('no combination of multipliers passes the cap', () => {
  fc.assert(
    fc.property(earningArb, eventArb, (earning, each) => {
      const { points: earned, because } = evaluate(earning, each);
      const sum = (code: string) =>
        because.filter((line) => line.code === code).reduce((all, { args }) => all + Number(args.points), 0);
      const baseOf = because.filter(({ code }) => code === 'order.base').at(-1)?.result ?? 0;
      const multiplied = earned - sum('rule.fixed');
      expect(multiplied).toBeLessThanOrEqual(Math.floor((baseOf * earning.cap) / 100));
      expect(multiplied).toBeGreaterThanOrEqual(baseOf);
    }),
    { numRuns: 400 },
  );
});

test('a product that is the cap is not told as capped, one that is a hundredth more is', () => {
  const rules = [{ ...base, give: { code: 'perAmount' as const, fen: 1, points: 1 } }, twice('day')];
  const at = (factor: number) =>
    evaluate({ rules, cap: 500 }, event({ amountFen: 100 as Fen, tier: { ...gold, factor } }));
  expect([at(250).points, at(250).because.at(-1)?.code]).toEqual([500, 'cap.open']);
  expect([at(251).points, at(251).because.at(-1)?.code]).toEqual([500, 'cap.reached']);
});

test('a larger order never brings less', () => {
  fc.assert(
    fc.property(earningArb, eventArb, fc.nat(1_000_000), (earning, each, more) => {
      const larger = { ...each, amountFen: (each.amountFen + more) as Fen };
      expect(evaluate(earning, larger).points).toBeGreaterThanOrEqual(evaluate(earning, each).points);
    }),
    { numRuns: 300 },
  );
});

test('points are exact whole numbers, the last line says them, and no order of the multipliers makes a difference', () => {
  fc.assert(
    fc.property(earningArb, eventArb, (earning, each) => {
      const { points: earned, because } = evaluate(earning, each);
      expect(Number.isSafeInteger(earned) && earned >= 0).toBe(true);
      expect(because.at(-1)?.result ?? 0).toBe(earned);
      const reversed = { ...earning, rules: [...earning.rules].reverse() };
      expect(evaluate(reversed, each).points).toBe(earned);
    }),
    { numRuns: 300 },
  );
  // In floating point 29 × 1.1 × 1.1 × … drifts; in whole numbers it does not: floor(1000 × 1.1²) is 1210.
  const tenth = (code: string) => rule(code, { code: 'multiply', factor: 110 });
  expect(points({ rules: [base, tenth('a'), tenth('b')], cap: 500 }, { amountFen: 100_000 as Fen })).toBe(1_210);
});

test('the largest order under the most generous rules is still counted exactly', () => {
  const generous = { ...base, give: { code: 'perAmount' as const, fen: 1, points: 1_000 } };
  const rules = Array.from({ length: 50 }, (_, i) => ({ ...generous, code: `r${i}` }));
  const most = evaluate(
    { rules, cap: 1_000 },
    event({ amountFen: 1_000_000_000 as Fen, tier: { ...gold, factor: 1_000 } }),
  );
  expect(most.points).toBe(1_000_000_000 * 1_000 * 50 * 10);
});

test('a new way to earn is one file and one line: schema, form and evaluation take it up (ERN-14)', () => {
  const morning = condition({
    code: 'odd',
    label: '单日',
    occasions: ['order'],
    arguments: { rest: whole('余数', 'points', 0, 1) },
    check: ({ rest }, { day }) => Number(day.slice(8)) % 2 === rest,
    runsOn: ({ rest }, day) => Number(day.slice(8)) % 2 === rest,
    phrase: ({ rest }) => String(rest),
  });
  const flat = give({
    code: 'perStore',
    label: '每店',
    occasions: ['order'],
    arguments: { points: whole('积分', 'points', 1, 9) },
    amount: ({ points: given }, { storeId }) => ({ base: given * storeId.length }),
  });
  const kinds = kindsOf([...conditionKinds, morning], [...giveKinds, flat]);
  const rules = [
    { name: '新规则', on: ['order'] as const, when: [{ code: 'odd', rest: 1 }], give: { code: 'perStore', points: 3 } },
  ];
  expect(v.is(morning.schema, { code: 'odd', rest: 1 })).toBe(true);
  expect(v.is(morning.schema, { code: 'odd', rest: 2 })).toBe(false);
  expect(evaluate({ rules, cap: 500 }, event(), kinds)).toEqual({
    points: 21,
    because: [{ code: 'rule.fixed', args: { name: '新规则', points: 21 }, result: 21 }],
    grants: [],
  });
  expect(evaluate({ rules, cap: 500 }, event({ day: '2026-11-16' as DayKey }), kinds).points).toBe(0);
  const [only] = rules;
  if (only)
    expect(nextOccurrence(only, '2026-11-16' as DayKey, 3, kinds)).toEqual({ first: '2026-11-17', last: '2026-11-17' });
});

test('every kind says how a form asks for it, in words, with limits and units', () => {
  for (const { label, arguments: fields } of [...conditionForms(), ...giveForms()]) {
    expect(label).toMatch(/\p{Script=Han}/u);
    for (const { field } of fields) expect(field.label).toMatch(/\p{Script=Han}/u);
  }
  expect(giveForms().find(({ code }) => code === 'multiply')?.arguments).toEqual([
    { name: 'factor', field: { type: 'whole', label: '倍数', from: 101, to: 1_000, unit: 'hundredths' } },
  ]);
  expect(conditionForms().map(({ code }) => code)).toEqual(conditionKinds.map(({ code }) => code));
});

test('nothing but rules made of known kinds is let in, each list without repeats', () => {
  const accepted = (when: object[], given: object = { code: 'fixed', points: 1 }) =>
    v.is(earningSchema, { rules: [{ ...base, when, give: given }], cap: 500 });
  expect(accepted([{ code: 'weekday', days: [1, 2] }])).toBe(true);
  expect(accepted([{ code: 'weekday', days: [1, 1] }])).toBe(false);
  expect(accepted([{ code: 'weekday', days: [] }])).toBe(false);
  expect(accepted([{ code: 'monthDay', days: [32] }])).toBe(false);
  expect(accepted([{ code: 'dateRange', from: '2026-02-31', until: '2026-03-01' }])).toBe(false);
  expect(accepted([{ code: 'channel', channels: ['system'] }])).toBe(false);
  expect(accepted([{ code: 'weather' }])).toBe(false);
  expect(accepted([{ code: 'firstOrder', more: 1 }])).toBe(false);
  expect(accepted([], { code: 'multiply', factor: 100 })).toBe(false);
  expect(accepted([], { code: 'fixed', points: 1.5 })).toBe(false);
  expect(accepted([], { code: 'fixed', points: -1 })).toBe(false);
});

test('a member day is found from three days before to its last day', () => {
  const eighth = twice('eighth', [{ code: 'monthDay', days: [8] }]);
  const next = (day: string) => nextOccurrence(eighth, day as DayKey, 3);
  expect(next('2026-11-04')).toBeNull();
  expect(next('2026-11-05')).toEqual({ first: '2026-11-08', last: '2026-11-08' });
  expect(next('2026-11-08')).toEqual({ first: '2026-11-08', last: '2026-11-08' });
  expect(next('2026-11-09')).toBeNull();
  const thirtyFirst = twice('last', [{ code: 'monthDay', days: [31] }]);
  expect(nextOccurrence(thirtyFirst, '2026-11-28' as DayKey, 3)).toBeNull();
});

test('days in a row are one occurrence, conditions that look at the day hold together, and always is no occasion', () => {
  const weekend = twice('weekend', [{ code: 'weekday', days: [6, 7] }]);
  expect(nextOccurrence(weekend, '2026-11-08' as DayKey, 3)).toEqual({ first: '2026-11-07', last: '2026-11-08' });
  const inNovember = { code: 'dateRange' as const, from: '2026-11-08' as DayKey, until: '2026-11-30' as DayKey };
  const both = twice('both', [{ code: 'weekday', days: [6, 7] }, inNovember]);
  expect(nextOccurrence(both, '2026-11-05' as DayKey, 3)).toEqual({ first: '2026-11-08', last: '2026-11-08' });
  const everyDay = twice('everyDay', [{ code: 'weekday', days: [1, 2, 3, 4, 5, 6, 7] }]);
  expect(nextOccurrence(everyDay, '2026-11-08' as DayKey, 3)).toBeNull();
  expect(nextOccurrence(twice('plain'), '2026-11-08' as DayKey, 3)).toBeNull();
});

test("conditions are told by the merchant's names, whatever stands in them", () => {
  const names = { tier: () => '金卡,会员|甲', store: () => '东街店' };
  const told = twice('told', [
    { code: 'weekday', days: [3, 6] },
    { code: 'tier', tiers: ['gold'] },
    { code: 'store', stores: ['east'] },
    { code: 'firstOrder' },
    { code: 'dateRange', from: '2026-11-01' as DayKey, until: '2026-11-11' as DayKey },
  ]);
  expect(phrasesOf(told, names)).toBe(
    'weekday:3,6|tier:金卡，会员｜甲|store:东街店|firstOrder|dateRange:2026-11-01,2026-11-11',
  );
});
