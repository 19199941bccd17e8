import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, weekdayOf } from '../../../cloudfunctions/core/calendar';
import { fill } from '../../../cloudfunctions/core/checkin/makeup';
import { signIn } from '../../../cloudfunctions/core/checkin/rules';
import type { SignedDay } from '../../../cloudfunctions/core/checkin/streak';
import { checkInView, nextGifts } from '../../../cloudfunctions/core/checkin/strip';
import type { Terms } from '../../../cloudfunctions/core/checkin/terms';
import type { EarningRule } from '../../../cloudfunctions/core/earning';
import { type Milestone, presets } from '../../../cloudfunctions/core/programme';
import type { DayKey, MonthDay } from '../../../typings/domain';

/** A Sunday. */
const START = '2026-11-01' as DayKey;
const { beauty } = presets;

const doubled: Milestone = { streak: 7, every: true, points: 0, factor: 200, right: null };

function terms(change: Partial<Terms> & { milestones?: Milestone[]; rules?: EarningRule[]; cap?: number } = {}): Terms {
  const { milestones = [], rules = [], cap = 500, ...rest } = change;
  return {
    checkIn: { steps: [{ from: 1, points: 5 }], milestones, makeUp: { perMonth: 31, windowDays: 30 } },
    earning: { rules, cap },
    tiers: beauty.tiers,
    tier: 'regular',
    birthday: null,
    ...rest,
  };
}

const memberDay: EarningRule = {
  code: 'memberDay',
  name: '周六会员日',
  on: ['checkin'],
  when: [{ code: 'weekday', days: [6] }],
  give: { code: 'multiply', factor: 200 },
};

function signedRun(
  under: Terms,
  length: number,
): { days: SignedDay[]; earned: number[]; last: ReturnType<typeof signIn> } {
  let days: SignedDay[] = [];
  const earned: number[] = [];
  let last: ReturnType<typeof signIn> = null;
  for (let n = 0; n < length; n += 1) {
    last = signIn(days, under, addDays(START, n));
    if (!last) throw new Error('each day is new');
    days = last.days;
    earned.push(last.earned);
  }
  return { days, earned, last };
}

test('seven days in a row may double the day instead of adding to it (CHK-5)', () => {
  const { earned, last } = signedRun(terms({ milestones: [doubled] }), 7);
  expect(earned).toEqual([5, 5, 5, 5, 5, 5, 10]);
  expect(last?.because).toEqual([
    { code: 'checkin.base', args: { points: 5 }, result: 5 },
    { code: 'checkin.double', args: { streak: 7, factor: 200 }, result: 10 },
  ]);
  expect(last?.gift).toEqual({ streak: 7, points: 5, right: null });
});

test('a member day doubles the check-in of that day alone (CHK-6)', () => {
  const { earned } = signedRun(terms({ rules: [memberDay] }), 8);
  // 7 November 2026 is a Saturday.
  expect(earned).toEqual([5, 5, 5, 5, 5, 5, 10, 5]);
});

test("the tier multiplies the base, which is the first tier's right (CHK-10, CHK-11)", () => {
  const of = (tier: string) => signIn([], terms({ tier }), START);
  expect([of('regular')?.earned, of('gold')?.earned, of('rose')?.earned]).toEqual([5, 7, 10]);
  expect(of('gold')?.because.at(-1)).toEqual({
    code: 'tier.factor',
    args: { tier: '金卡会员', factor: 150 },
    result: 7,
  });
});

test('streak, member day and tier together stay below the cap, and what comes on top is not multiplied', () => {
  const bonus: Milestone = { ...doubled, points: 20 };
  const extra: EarningRule = { ...memberDay, code: 'extra', name: '加赠', give: { code: 'fixed', points: 3 } };
  const { last } = signedRun(terms({ milestones: [bonus], rules: [memberDay, extra], tier: 'rose', cap: 500 }), 7);
  expect(last?.because.map(({ code, result }) => [code, result])).toEqual([
    ['checkin.base', 5],
    ['checkin.double', 10],
    ['tier.factor', 20],
    ['rule.factor', 40],
    ['cap.reached', 25],
    ['rule.fixed', 28],
    ['checkin.streak', 48],
  ]);
  expect(last?.earned).toBe(48);
});

test('rules of the birthday month hold for check-ins too', () => {
  const rule: EarningRule = { ...memberDay, when: [{ code: 'birthdayMonth' }] };
  const born = (birthday: string | null) =>
    signIn([], terms({ rules: [rule], birthday: birthday as MonthDay | null }), START)?.earned;
  expect([born('11-30'), born('12-01'), born(null)]).toEqual([10, 5, 5]);
});

test('what the strip, the button and the next gift promise is what signing pays, whatever the rules of each day', () => {
  const rules = fc.subarray<EarningRule>([
    memberDay,
    { ...memberDay, code: 'wednesday', when: [{ code: 'weekday', days: [3] }], give: { code: 'fixed', points: 7 } },
    { ...memberDay, code: 'eighth', when: [{ code: 'monthDay', days: [8, 15] }] },
  ]);
  const milestones = fc.subarray([doubled, { ...doubled, streak: 3, points: 10, factor: 100 }]);
  const tier = fc.constantFrom('regular', 'silver', 'gold', 'rose');
  fc.assert(
    fc.property(rules, milestones, tier, fc.nat(20), fc.boolean(), (some, reached, held, length, signed) => {
      const under = terms({ rules: some, milestones: reached, tier: held });
      let { days } = signedRun(under, length);
      const today = addDays(START, signed && length > 0 ? length - 1 : length);
      const looked = { state: { days, makeUp: null }, joinedOn: START, terms: under, today };
      const view = checkInView(looked);
      const [gift] = nextGifts(looked, 1);
      const promised = view.strip.filter(({ state }) => state === 'today' || state === 'ahead');
      let first = true;
      for (let n = length; n < length + 8; n += 1) {
        const paid = signIn(days, under, addDays(START, n));
        if (!paid) throw new Error('each day is new');
        days = paid.days;
        if (first) expect(view.nextPoints).toBe(paid.earned);
        first = false;
        const cell = promised.find(({ day }) => day === addDays(START, n));
        if (cell) expect(cell).toMatchObject({ points: paid.earned, gift: paid.gift !== null });
        if (gift && n + 1 === gift.streak) expect(gift.points).toBe(paid.gift?.points);
      }
    }),
  );
});

test('a card pays each day by its own date, and never a rise in tier in arrears', () => {
  const early = terms({ rules: [memberDay] });
  // Sunday to Tuesday signed, Wednesday missed, Thursday to Friday signed, then the tier has risen.
  const days = [0, 1, 2, 4, 5].reduce<SignedDay[]>(
    (list, n) => signIn(list, early, addDays(START, n))?.days ?? list,
    [],
  );
  const risen = terms({ rules: [memberDay], tier: 'rose' });
  const filled = fill(days, risen, addDays(START, 3), addDays(START, 6), 0);
  expect(filled.earned).toBe(10);
  const untold = days.map(({ tier: _tier, ...day }) => day);
  expect(fill(untold, risen, addDays(START, 3), addDays(START, 6), 0).earned).toBe(10);
  // A missed Saturday is worth a member day.
  const week = signedRun(early, 6).days;
  const missed = addDays(START, 6);
  expect(weekdayOf(missed)).toBe(6);
  const late = fill(week, early, missed, addDays(START, 7), 1);
  expect(late.earned).toBe(10);
  expect(late.because.map(({ code, result }) => [code, result])).toEqual([
    ['makeup.card', 0],
    ['checkin.base', 5],
    ['rule.factor', 10],
  ]);
});

test('a doubled milestone that a card reaches is told with what it brings', () => {
  const under = terms({ milestones: [doubled] });
  const days = [0, 1, 2, 4, 5, 6].reduce<SignedDay[]>(
    (list, n) => signIn(list, under, addDays(START, n))?.days ?? list,
    [],
  );
  const filled = fill(days, under, addDays(START, 3), addDays(START, 7), 0);
  expect(filled).toMatchObject({ earned: 10, gift: { streak: 7, points: 5, right: null } });
});
