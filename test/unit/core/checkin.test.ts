import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../cloudfunctions/core/calendar';
import { cardsLeft, fill, isOpen } from '../../../cloudfunctions/core/checkin/makeup';
import { signIn } from '../../../cloudfunctions/core/checkin/rules';
import { KEPT_DAYS, pointsAt, type SignedDay, streakOf } from '../../../cloudfunctions/core/checkin/streak';
import { checkInView, nextGifts } from '../../../cloudfunctions/core/checkin/strip';
import { type CheckInProgramme, defaultProgramme } from '../../../cloudfunctions/core/programme';
import type { DayKey } from '../../../typings/domain';

const START = '2026-11-01' as DayKey;
const standard = defaultProgramme.checkIn;

/** Milestones at any length, once or again and again, with growing daily points. */
const programmes: fc.Arbitrary<CheckInProgramme> = fc.record({
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
      right: fc.constantFrom(null, { code: 'gift', name: '小礼' }),
    }),
    { maxLength: 3, selector: (each) => each.streak },
  ),
  makeUp: fc.constant({ perMonth: 31, windowDays: 10 }),
});

interface Life {
  days: SignedDay[];
  earned: number;
  rights: number;
  perDay: Map<DayKey, number>;
}

/** Signs in on the days that are true; on the others, a card fills a day missed before, if `mend` says so. */
function live(programme: CheckInProgramme, presence: readonly boolean[], mend: readonly number[]): Life {
  const life: Life = { days: [], earned: 0, rights: 0, perDay: new Map() };
  presence.forEach((present, n) => {
    const today = addDays(START, n);
    const back = mend[n] ?? 0;
    const missed = addDays(today, -back);
    if (back > 0 && isOpen(life.days, programme, START, missed, today))
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
function inTime(programme: CheckInProgramme, days: ReadonlySet<DayKey>, length: number) {
  return live(
    programme,
    Array.from({ length }, (_, n) => days.has(addDays(START, n))),
    [],
  );
}

const presences = fc.array(fc.boolean(), { minLength: 1, maxLength: 25 });
const mends = fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 25 });

test('making up pays exactly what signing in time would have paid, and brings the same rights', () => {
  fc.assert(
    fc.property(programmes, presences, mends, (programme, presence, mend) => {
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

test('also when the daily points fall, making up never pays more than signing in time', () => {
  const falling: CheckInProgramme = {
    ...standard,
    steps: [
      { from: 1, points: 9 },
      { from: 3, points: 2 },
    ],
    makeUp: { perMonth: 31, windowDays: 10 },
  };
  fc.assert(
    fc.property(presences, mends, (presence, mend) => {
      const life = live(falling, presence, mend);
      for (const points of life.perDay.values()) expect(points).toBeGreaterThanOrEqual(0);
      const best = Array.from({ length: presence.length }, (_, n) => pointsAt(falling, 1) + pointsAt(falling, n + 1));
      expect(life.earned).toBeLessThanOrEqual(best.reduce((sum, points) => sum + points, 0));
    }),
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
  const stepped: CheckInProgramme = {
    ...standard,
    steps: [
      { from: 1, points: 5 },
      { from: 3, points: 8 },
    ],
    milestones: [],
  };
  const life = live(stepped, [true, true, true, true, false, true], []);
  expect([...life.perDay.values()]).toEqual([5, 5, 8, 8, 5]);
});

test('a card fills days within the window, from joining on, and cards are counted by the calendar month', () => {
  const today = '2026-11-21' as DayKey;
  const open = (day: string, joined = '2026-01-01') => isOpen([], standard, joined as DayKey, day as DayKey, today);
  expect([open('2026-11-14'), open('2026-11-13'), open('2026-11-20'), open('2026-11-21'), open('2026-11-22')]).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
  expect([open('2026-11-18', '2026-11-18'), open('2026-11-17', '2026-11-18')]).toEqual([true, false]);
  const used = { days: [], makeUp: { month: '2026-11' as never, used: 2 } };
  expect(cardsLeft(used, standard, today)).toBe(0);
  expect(cardsLeft(used, standard, '2026-12-01' as DayKey)).toBe(2);
});

test('the strip has seven days with today among them, and begins with the week of the streak', () => {
  fc.assert(
    fc.property(programmes, presences, mends, fc.integer({ min: 0, max: 3 }), (programme, presence, mend, later) => {
      const { days } = live(programme, presence, mend);
      const today = addDays(START, presence.length - 1 + later);
      const view = checkInView({ state: { days, makeUp: null }, joinedOn: START, programme, today });
      expect(view.strip.length).toBe(7);
      expect(view.strip.map(({ day }) => day)).toContain(today);
      expect(view.strip.slice(1).every(({ day }, i) => daysBetween(view.strip[i]?.day as DayKey, day) === 1)).toBe(
        true,
      );
      expect(view.signedToday).toBe(days.some(({ day }) => day === today));
      expect(view.nextPoints).toBe(pointsAt(programme, view.streak + 1));
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
    checkInView({ state: { days, makeUp: null }, joinedOn: START, programme: standard, today: addDays(START, n) })
      .strip[0]?.day;
  expect(at(6)).toBe(START);
  expect(at(7)).toBe(addDays(START, 7));
});

test('a broken streak that a card can mend is shown with its missed day', () => {
  const { days } = live(standard, [true, true, true, false, true], []);
  const today = addDays(START, 5);
  const view = checkInView({ state: { days, makeUp: null }, joinedOn: START, programme: standard, today });
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
  const without = checkInView({ state: spent, joinedOn: START, programme: standard, today });
  expect(without.strip[0]).toMatchObject({ day: addDays(START, 4), state: 'signed' });
});

test('the next gifts come in order, those of one day as one', () => {
  expect(nextGifts(standard, 26, 3)).toEqual([
    { streak: 28, inDays: 2, points: 20, right: null },
    { streak: 30, inDays: 4, points: 0, right: '连签 30 天专享礼' },
    { streak: 35, inDays: 9, points: 20, right: null },
  ]);
  expect(nextGifts(standard, 209, 1)).toEqual([{ streak: 210, inDays: 1, points: 20, right: '连签 30 天专享礼' }]);
  expect(nextGifts({ ...standard, milestones: [] }, 0, 3)).toEqual([]);
});
