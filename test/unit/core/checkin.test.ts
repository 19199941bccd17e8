import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../cloudfunctions/core/calendar';
import { cardsLeft, fill, isOpen } from '../../../cloudfunctions/core/checkin/makeup';
import { signIn } from '../../../cloudfunctions/core/checkin/rules';
import { type CheckInState, KEPT_DAYS, type SignedDay, streakOf } from '../../../cloudfunctions/core/checkin/streak';
import { checkInView, nextGifts } from '../../../cloudfunctions/core/checkin/strip';
import type { Terms } from '../../../cloudfunctions/core/checkin/terms';
import type { EarningRule } from '../../../cloudfunctions/core/earning';
import { type CheckInProgramme, defaultProgramme } from '../../../cloudfunctions/core/programme';
import type { DayKey, Points } from '../../../typings/domain';

const START = '2026-11-01' as DayKey;
const { checkIn: standardCheckIn, earning, tiers } = defaultProgramme;
const standard: Terms = { checkIn: standardCheckIn, earning, tiers, tier: 'regular', birthday: null };

function under(checkIn: CheckInProgramme, rules: EarningRule[] = []): Terms {
  return { ...standard, checkIn, earning: { rules, cap: 300 } };
}

const memberDay = (weekday: number, factor: number): EarningRule => ({
  code: `day${weekday}`,
  name: '会员日',
  on: ['checkin'],
  when: [{ code: 'weekday', days: [weekday as 1] }],
  give: { code: 'multiply', factor },
});

const extra: EarningRule = {
  code: 'extra',
  name: '十一月加赠',
  on: ['checkin'],
  when: [{ code: 'dateRange', from: START, until: '2026-11-11' as DayKey }],
  give: { code: 'fixed', points: 3 },
};

/** Rules of certain days, so that a day is paid by its own date. */
const ruleLists = fc.subarray([memberDay(1, 200), memberDay(3, 150), memberDay(6, 1000), extra]);

/** Milestones at any length, once or again and again, with growing daily points. */
const checkIns: fc.Arbitrary<CheckInProgramme> = fc.record({
  steps: fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 2, max: 9 }))
    .map(([points, more, from]) => [
      { from: 1, points },
      { from, points: points + more },
    ]),
  milestones: fc.uniqueArray(
    fc.record({
      streak: fc.integer({ min: 2, max: 12 }),
      every: fc.boolean(),
      points: fc.integer({ min: 0, max: 30 }),
      factor: fc.constantFrom(100, 100, 200),
      right: fc.constantFrom(null, { code: 'gift', name: '小礼' }),
    }),
    { maxLength: 3, selector: (each) => each.streak },
  ),
  makeUp: fc.constant({ perMonth: 31, windowDays: 10 }),
});

const programmes: fc.Arbitrary<Terms> = fc.tuple(checkIns, ruleLists).map(([checkIn, rules]) => under(checkIn, rules));

/** The same under another list of daily points or milestones. */
function changed(terms: Terms, change: Partial<CheckInProgramme>): Terms {
  return { ...terms, checkIn: { ...terms.checkIn, ...change } };
}

interface Life {
  days: SignedDay[];
  earned: number;
  rights: number;
  perDay: Map<DayKey, number>;
}

/** Signs in on the days that are true; on the others, a card fills a day missed before, if `mend` says so. */
function live(programme: Terms, presence: readonly boolean[], mend: readonly number[]): Life {
  const life: Life = { days: [], earned: 0, rights: 0, perDay: new Map() };
  presence.forEach((present, n) => {
    const today = addDays(START, n);
    const back = mend[n] ?? 0;
    const missed = addDays(today, -back);
    if (back > 0 && isOpen(life.days, programme.checkIn, START, missed, today))
      book(life, missed, fill(life.days, programme, missed, today, 0));
    const signed = present ? signIn(life.days, programme, today) : null;
    if (signed) book(life, today, signed);
  });
  return life;
}

function book(life: Life, day: DayKey, signed: NonNullable<ReturnType<typeof signIn>>): void {
  expect(signed.because.at(-1)?.result ?? 0).toBe(signed.earned);
  life.days = signed.days;
  life.earned += signed.earned;
  life.rights += signed.rights.length;
  life.perDay.set(day, signed.earned);
}

/** What signing in time on exactly these days would have paid. */
function inTime(programme: Terms, days: ReadonlySet<DayKey>, length: number) {
  return live(
    programme,
    Array.from({ length }, (_, n) => days.has(addDays(START, n))),
    [],
  );
}

const presences = fc.array(fc.boolean(), { minLength: 1, maxLength: 25 });
const mends = fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 25 });

/** As `programmes`, with milestones that come back at every multiple: two runs never earn more of them than one. */
const recurring = programmes.map((each) =>
  changed(each, { milestones: each.checkIn.milestones.map((one) => ({ ...one, every: true })) }),
);

test('making up pays exactly what signing in time would have paid, and brings the same rights', () => {
  fc.assert(
    fc.property(recurring, presences, mends, (programme, presence, mend) => {
      const life = live(programme, presence, mend);
      const ideal = inTime(programme, new Set(life.perDay.keys()), presence.length);
      expect(life.earned).toBe(ideal.earned);
      expect(life.rights).toBe(ideal.rights);
      expect(life.days.map(({ day, position }) => [day, position])).toEqual(
        ideal.days.map(({ day, position }) => [day, position]),
      );
    }),
    { numRuns: 500 },
  );
});

const falling = programmes.map((each) =>
  changed(each, {
    steps: [
      { from: 1, points: 9 },
      { from: 3, points: 2 },
    ],
  }),
);

test('whatever the milestones and steps, a card never brings more than signing in time would have added, and nobody loses', () => {
  fc.assert(
    fc.property(fc.oneof(programmes, falling), presences, mends, (programme, presence, mend) => {
      presence.forEach((_present, n) => {
        // As it stands on the n-th morning, before that day itself is signed.
        const morning = [...presence.slice(0, n), false];
        const mended = live(programme, morning, mend.slice(0, n + 1));
        const unmended = live(programme, morning, mend.slice(0, n));
        const [ideal, idealWithout] = [mended, unmended].map((life) =>
          inTime(programme, new Set(life.perDay.keys()), morning.length),
        ) as [Life, Life];
        const brought = mended.earned - unmended.earned;
        expect(brought).toBeGreaterThanOrEqual(0);
        expect(brought).toBeLessThanOrEqual(Math.max(0, ideal.earned - idealWithout.earned));
        expect(mended.rights).toBeGreaterThanOrEqual(ideal.rights);
      });
    }),
    { numRuns: 300 },
  );
});

test('a day is signed once', () => {
  const first = signIn([], standard, START);
  expect(signIn(first?.days ?? [], standard, START)).toBeNull();
});

test('a streak is what the state and today say: a missed day ends it without anybody writing so', () => {
  const { days } = live(standard, [true, true, true], []);
  expect(streakOf(days, addDays(START, 2))).toBe(3);
  expect(streakOf(days, addDays(START, 3))).toBe(3);
  expect(streakOf(days, addDays(START, 4))).toBe(0);
});

test('every seventh day in a row brings 20, the thirtieth a right (CHK-2, CHK-3)', () => {
  const life = live(
    standard,
    Array.from({ length: 35 }, () => true),
    [],
  );
  const points = [...life.perDay.values()];
  expect(points.flatMap((each, n) => (each === 25 ? [n + 1] : []))).toEqual([7, 14, 21, 28, 35]);
  expect(life.rights).toBe(1);
  expect(life.days.length).toBeLessThanOrEqual(KEPT_DAYS + 1);
});

test("stepped rewards are the merchant's: day 3 and on may bring more (CHK-4)", () => {
  const stepped = changed(standard, {
    steps: [
      { from: 1, points: 5 },
      { from: 3, points: 8 },
    ],
    milestones: [],
  });
  const life = live(stepped, [true, true, true, true, false, true], []);
  expect([...life.perDay.values()]).toEqual([5, 5, 8, 8, 5]);
});

test('a card fills days within the window, from joining on, and cards are counted by the calendar month', () => {
  const today = '2026-11-21' as DayKey;
  const open = (day: string, joined = '2026-01-01') =>
    isOpen([], standardCheckIn, joined as DayKey, day as DayKey, today);
  expect([open('2026-11-14'), open('2026-11-13'), open('2026-11-20'), open('2026-11-21'), open('2026-11-22')]).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
  expect([open('2026-11-18', '2026-11-18'), open('2026-11-17', '2026-11-18')]).toEqual([true, false]);
  const used = { days: [], makeUp: { month: '2026-11' as never, used: 2 } };
  expect(cardsLeft(used, standardCheckIn, today)).toBe(0);
  expect(cardsLeft(used, standardCheckIn, '2026-12-01' as DayKey)).toBe(2);
});

test('the strip has seven days with today among them, and begins with the week of the streak', () => {
  fc.assert(
    fc.property(programmes, presences, mends, fc.integer({ min: 0, max: 3 }), (programme, presence, mend, later) => {
      const { days } = live(programme, presence, mend);
      const today = addDays(START, presence.length - 1 + later);
      const view = checkInView({ state: { days, makeUp: null }, joinedOn: START, terms: programme, today });
      expect(view.strip.length).toBe(7);
      expect(view.strip.map(({ day }) => day)).toContain(today);
      expect(view.strip.slice(1).every(({ day }, i) => daysBetween(view.strip[i]?.day as DayKey, day) === 1)).toBe(
        true,
      );
      expect(view.signedToday).toBe(days.some(({ day }) => day === today));
      const next = view.strip.find(({ day }) => day === addDays(today, view.signedToday ? 1 : 0));
      if (next) expect(next.points).toBe(view.nextPoints);
    }),
  );
});

test('after seven days the strip turns to the next seven', () => {
  const { days } = live(
    standard,
    Array.from({ length: 7 }, () => true),
    [],
  );
  const at = (n: number) =>
    checkInView({ state: { days, makeUp: null }, joinedOn: START, terms: standard, today: addDays(START, n) }).strip[0]
      ?.day;
  expect(at(6)).toBe(START);
  expect(at(7)).toBe(addDays(START, 7));
});

test('a broken streak that a card can mend is shown with its missed day', () => {
  const { days } = live(standard, [true, true, true, false, true], []);
  const today = addDays(START, 5);
  const view = checkInView({ state: { days, makeUp: null }, joinedOn: START, terms: standard, today });
  expect(view.strip.map(({ state, fillable }) => (fillable ? 'fillable' : state))).toEqual([
    'signed',
    'signed',
    'signed',
    'fillable',
    'signed',
    'today',
    'ahead',
  ]);
  const spent = { days, makeUp: { month: '2026-11' as never, used: 2 } };
  const without = checkInView({ state: spent, joinedOn: START, terms: standard, today });
  expect(without.strip[0]).toMatchObject({ day: addDays(START, 4), state: 'signed' });
});

test('the next gifts come in order, those of one day as one', () => {
  const after = (streak: number, terms = standard) => {
    const today = addDays(START, 400);
    const day: SignedDay = { day: today, position: streak, points: 5 as Points, milestones: [], madeUp: false };
    const days = streak > 0 ? [day] : [];
    return { state: { days, makeUp: null }, joinedOn: START, terms, today };
  };
  expect(nextGifts(after(26), 3)).toEqual([
    { streak: 28, inDays: 2, points: 20, right: null },
    { streak: 30, inDays: 4, points: 0, right: '连签 30 天专享礼' },
    { streak: 35, inDays: 9, points: 20, right: null },
  ]);
  expect(nextGifts(after(209), 1)).toEqual([{ streak: 210, inDays: 1, points: 20, right: '连签 30 天专享礼' }]);
  expect(nextGifts(after(0, changed(standard, { milestones: [] })), 3)).toEqual([]);
});

test('a missed day that can be filled says what filling it brings, milestones of the mended streak included', () => {
  fc.assert(
    fc.property(fc.oneof(programmes, falling), presences, mends, (programme, presence, mend) => {
      const { days } = live(programme, presence, mend);
      const today = addDays(START, presence.length);
      const view = checkInView({ state: { days, makeUp: null }, joinedOn: START, terms: programme, today });
      for (const { day, state, fillable, points } of view.strip) {
        if (state !== 'missed') continue;
        expect(fillable).toBe(isOpen(days, programme.checkIn, START, day, today));
        expect(points).toBe(fillable ? fill(days, programme, day, today, 0).earned : 0);
      }
    }),
  );
  const { days } = live(standard, [true, true, true, false, true, true, true], []);
  const looked = { joinedOn: START, terms: standard, today: addDays(START, 7) };
  const cell = (makeUp: CheckInState['makeUp']) =>
    checkInView({ ...looked, state: { days, makeUp } }).strip.find(({ day }) => day === addDays(START, 3));
  expect(cell(null)).toMatchObject({ fillable: true, points: 25 });
  expect(cell({ month: '2026-11' as never, used: 2 })?.points ?? 0).toBe(0);
});

test('a milestone of once in a run that both runs have reached is not taken back, and the card then adds nothing', () => {
  const once = changed(standard, { milestones: [{ streak: 2, every: false, points: 20, factor: 100, right: null }] });
  const { days } = live(once, [true, true, false, true, true], []);
  const filled = fill(days, once, addDays(START, 2), addDays(START, 5), 0);
  expect(filled).toMatchObject({ earned: 0, gift: null, because: [{ code: 'makeup.card', result: 0 }] });
  expect(filled.days.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
});

test('where earlier pay leaves less than a milestone brings, the receipt promises no more than was paid, and keeps the right', () => {
  const right = { code: 'cake', name: '蛋糕一份' };
  const mixed = changed(standard, {
    milestones: [
      { streak: 2, every: false, points: 20, factor: 100, right: null },
      { streak: 5, every: true, points: 30, factor: 100, right },
    ],
  });
  const { days } = live(mixed, [true, true, false, true, true], []);
  const { earned, gift, because, rights } = fill(days, mixed, addDays(START, 2), addDays(START, 5), 0);
  expect(earned).toBe(15);
  expect(gift).toEqual({ streak: 5, points: 0, right });
  expect(rights).toEqual([right]);
  expect(because.map(({ code, result }) => [code, result])).toEqual([
    ['makeup.card', 0],
    ['checkin.base', 15],
    ['checkin.right', 15],
  ]);
});
