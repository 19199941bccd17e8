import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Assist, assistIdOf, type Help } from '../../../cloudfunctions/core/assist/assist';
import {
  helperIds,
  isOpenOn,
  isRunning,
  judge,
  judgedAt,
  REVIEW,
  stateAt,
} from '../../../cloudfunctions/core/assist/rules';
import type { CaseReason, Stage } from '../../../cloudfunctions/core/inviting';
import { assistGuide, checkProgramme, defaultProgramme } from '../../../cloudfunctions/core/programme';
import { type Rewarding, rewardPosting } from '../../../cloudfunctions/core/referrals/reward-posting';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { blank, lifeUnder } from './time';

const at = (ms: number) => ms as EpochMs;
const day = (text: string) => text as DayKey;

const terms = {
  campaign: 'autumn',
  name: '秋日助力',
  helpers: 3,
  hours: 24,
  reward: { points: 80 },
  firstDay: '2026-11-01',
  lastDay: '2026-11-30',
  perMember: 2,
  helpsPerDay: 3,
  budget: null,
};

const address = fc.option(fc.constantFrom('one', 'two', 'three'));
const helpers = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 4 }),
  fc.record({ at: fc.nat(99).map(at), address }),
  {
    maxKeys: 20,
    noNullPrototype: true,
  },
) as fc.Arbitrary<Record<string, Help>>;
const states: Assist['state'][] = ['open', 'full', 'review', 'granted', 'paid', 'refused', 'over'];

describe('what an assistance is at an instant', () => {
  test('only an open one ends with its time, and not before its last instant is over', () => {
    expect(stateAt({ state: 'open', until: at(10) }, at(10))).toBe('open');
    expect(stateAt({ state: 'open', until: at(10) }, at(11))).toBe('over');
    for (const state of states.filter((each) => each !== 'open'))
      expect(stateAt({ state, until: at(10) }, at(11))).toBe(state === 'granted' ? 'full' : state);
  });

  test('another can be started when nothing of the last is open any more', () => {
    const running = states.filter((state) => isRunning({ state, until: at(10) }, at(5)));
    expect(running).toEqual(['open', 'full', 'review', 'granted']);
    expect(isRunning({ state: 'open', until: at(10) }, at(11))).toBe(false);
  });

  test('one can be started from the first day to the last', () => {
    const open = ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map((each) => isOpenOn(terms, day(each)));
    expect(open).toEqual([false, true, true, false]);
  });

  test('helpers stand in the order in which they came, whatever the database makes of the fields', () => {
    fc.assert(
      fc.property(helpers, (all) => {
        const ids = helperIds({ helpers: all });
        expect([...ids].sort()).toEqual(Object.keys(all).sort());
        const backwards = Object.fromEntries(Object.entries(all).reverse());
        expect(helperIds({ helpers: backwards })).toEqual(ids);
        const times = ids.map((id) => all[id]?.at ?? 0);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });

  test('the same start has the same id, and no two others', () => {
    const ids = ['a', 'b'].flatMap((who) => [1, 2].flatMap((n) => ['x', 'y'].map((of) => assistIdOf(who, of, n))));
    expect(new Set(ids).size).toBe(8);
    expect(assistIdOf('a', 'x', 1)).toBe(ids[0]);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{24}$/);
  });
});

const joined = (state: Stage['state'], reasons: CaseReason[]) => ({ registered: { state, reasons } as Stage });

describe('what somebody has to look at', () => {
  test('so many friends from one network address, and none for whom none is known', () => {
    fc.assert(
      fc.property(helpers, fc.integer({ min: 2, max: 6 }), (all, most) => {
        const known = Object.values(all).flatMap((help) => help.address ?? []);
        const count = Math.max(0, ...known.map((one) => known.filter((each) => each === one).length));
        const wanted = count >= most ? [{ code: 'sameAddress', args: { count } }] : [];
        expect(
          judge({ helpers: Object.values(all), newcomers: [], joinings: [] }, { sameAddress: most, tenMinutes: 100 }),
        ).toEqual(wanted);
      }),
    );
  });

  test('a friend whose own joining is looked at or was refused brings its reasons, each once; who was paid brings none', () => {
    const speed: CaseReason = { code: 'speed', args: { count: 4 } };
    const known: CaseReason = { code: 'knownCustomer', args: {} };
    const doubted = [joined('review', [speed]), joined('refused', [speed, known])];
    expect(judge({ helpers: [], newcomers: [], joinings: doubted }, REVIEW)).toEqual([speed, known]);
    expect(
      judge({ helpers: [], newcomers: [], joinings: [joined('paid', [speed]), joined('waiting', [])] }, REVIEW),
    ).toEqual([]);
  });
});

describe('friends who have just joined', () => {
  const MINUTE = 60_000;

  test('so many within ten minutes are looked at, and as many over a longer time are not', () => {
    const found = (minutes: number[]) =>
      judge({ helpers: [], newcomers: minutes.map((each) => at(each * MINUTE)), joinings: [] }, REVIEW);
    expect(found([0, 5, 9])).toEqual([{ code: 'speed', args: { count: 3 } }]);
    expect(found([0, 9, 10])).toEqual([]);
    expect(found([0, 30, 60])).toEqual([]);
  });

  test('are waited for until their own joining has been judged, and not longer', () => {
    const one = (state: Stage['state'], minute: number) => ({ ...joined(state, []), at: at(minute * MINUTE) });
    expect(judgedAt([one('paid', 0), one('review', 1), one('none', 2)])).toBeNull();
    expect(judgedAt([one('waiting', 1), one('waiting', 4), one('paid', 9)])).toBe(14 * MINUTE);
  });
});

describe('what is granted', () => {
  const rewarding: Rewarding = {
    kind: 'assist',
    key: 'assist:x',
    ref: 'assist:x',
    reward: { points: 80 },
    because: { code: 'assist.done', args: {} },
    limits: [],
    budget: 'budget:assist:autumn',
    births: [],
  };
  const time = { today: day('2026-11-21'), until: day('2027-11-30'), print: '', spent: true };
  const grant = () => ({ births: [], because: [], coupons: [] });
  const post = (more: Partial<Rewarding>, spent: boolean) =>
    rewardPosting(blank(lifeUnder()), { ...rewarding, ...more }, { ...time, grant, spent }).drafts[0];

  test('is owed: also when its budget has ended meanwhile, which then is not taken from', () => {
    expect(post({ owed: true }, true)).toMatchObject({ moves: [{ points: 80 }], result: { outcome: 'paid' } });
    expect(post({ owed: true }, true)?.takes).toBeUndefined();
    expect(post({ owed: true }, false)?.takes).toEqual([{ stock: 'budget:assist:autumn', n: 80 }]);
    expect(post({}, true)).toMatchObject({ moves: [], result: { outcome: 'budget' } });
  });
});

describe('the programme', () => {
  const problems = (assist: object) => {
    const checked = checkProgramme({ ...defaultProgramme, assist: { ...terms, ...assist } }, undefined, []);
    return checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`);
  };

  test('takes a campaign that begins before it ends, gives something and can pay it', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ firstDay: '2026-02-30', lastDay: '2026-13-01' })).toEqual([
      'assist.firstDay noDay',
      'assist.lastDay noDay',
    ]);
    expect(problems({ lastDay: '2026-10-31' })).toEqual(['assist.lastDay endsFirst']);
    expect(problems({ lastDay: '2027-11-30' })).toEqual(['assist.lastDay tooLong']);
    expect(problems({ reward: { points: 0 } })).toEqual(['assist.reward nothing']);
    expect(problems({ budget: 79 })).toEqual(['assist.budget neverReached']);
    expect(problems({ budget: 80 })).toEqual([]);
    expect(problems({ reward: { points: 5, coupons: [{ template: 'gone', count: 1 }] } })).toEqual([
      'assist.reward.coupons.0.template unknownCode',
    ]);
  });

  test('tells of it while it runs, with the coupons that are given at present', () => {
    const programme = {
      ...defaultProgramme,
      assist: { ...terms, reward: { points: 80, coupons: [{ template: 'tea', count: 2 }] } },
    };
    const names = { coupon: (code: string) => (code === 'tea' ? '茶券' : null) };
    expect(assistGuide(programme, names, day('2026-11-21'))).toEqual([
      {
        code: 'assist.rule',
        args: { name: '秋日助力', helpers: 3, hours: 24, points: 80, coupons: '茶券 × 2' },
      },
    ]);
    expect(assistGuide(programme, names, day('2026-12-01'))).toEqual([]);
    expect(assistGuide(programme, names, day('2026-10-31'))).toEqual([]);
    expect(assistGuide(defaultProgramme, names, day('2026-11-21'))).toEqual([]);
  });
});
