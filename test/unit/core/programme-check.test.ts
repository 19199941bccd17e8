import { expect, test } from 'vitest';
import { checkProgramme, defaultProgramme, type Programme, presets } from '../../../cloudfunctions/core/programme';
import type { Tier } from '../../../cloudfunctions/core/tiers';

type Draft = Record<string, never> & Programme;

/** The default programme with something changed; what is deleted is missing. */
function draft(change: (programme: Draft) => void): unknown {
  const copy = structuredClone(defaultProgramme) as Draft;
  change(copy);
  return copy;
}

function problemsOf(document: unknown): { field: string; code: string }[] {
  const checked = checkProgramme(document);
  if (checked.ok) return [];
  for (const { message } of checked.problems) {
    expect(message).toMatch(/\p{Script=Han}/u);
    expect(message).not.toMatch(/[,:;!?](?!\/)\s/);
  }
  return checked.problems.map(({ field, code }) => ({ field, code }));
}

const tier = (programme: Programme, i: number): Tier => {
  const found = programme.tiers.list[i];
  if (!found) throw new Error('no such tier');
  return found;
};

const baseRule = {
  code: 'extra',
  name: '加赠',
  on: ['order'],
  when: [] as unknown[],
  give: { code: 'fixed', points: 5 } as unknown,
};

/** With one rule more. */
function withRule(change: Partial<typeof baseRule>): unknown {
  return draft((programme) => {
    (programme.earning.rules as unknown[]).push({ ...baseRule, ...change });
  });
}

const last = `earning.rules.${defaultProgramme.earning.rules.length}`;

test('the default programme and every preset can be published', () => {
  expect(checkProgramme(defaultProgramme).ok).toBe(true);
  for (const preset of Object.values(presets)) {
    const document = { ...preset, shape: 2, version: 1, zone: 'Asia/Shanghai' };
    expect(problemsOf(document)).toEqual([]);
    expect(preset.tiers.list.length).toBeGreaterThanOrEqual(3);
  }
});

test('a tier without rights cannot be published (TIR-11)', () => {
  const document = draft((programme) => {
    tier(programme, 1).rights = [];
  });
  expect(problemsOf(document)).toEqual([{ field: 'tiers.list.1.rights', code: 'noRights' }]);
  const checked = checkProgramme(document);
  expect(checked.ok ? '' : checked.problems[0]?.message).toBe('「银卡会员」还没有任何权益，没有权益的等级不能发布');
});

test('one tier alone can be published (TIR-12)', () => {
  const document = draft((programme) => {
    programme.tiers.list = [tier(programme, 0)];
  });
  expect(problemsOf(document)).toEqual([]);
});

test('the first tier begins at nothing, thresholds ascend, and keeping is no harder than reaching', () => {
  const document = draft((programme) => {
    tier(programme, 0).from = 10;
    tier(programme, 1).keep = 1_001;
    tier(programme, 2).from = 1_000;
    tier(programme, 2).keep = 0;
  });
  expect(problemsOf(document)).toEqual([
    { field: 'tiers.list.0.from', code: 'notFromZero' },
    { field: 'tiers.list.1.keep', code: 'keepAboveFrom' },
    { field: 'tiers.list.2.from', code: 'notAscending' },
  ]);
});

test('codes and names stand for one thing each', () => {
  const document = draft((programme) => {
    tier(programme, 2).code = 'silver';
    tier(programme, 1).rights.push({ code: 'multiplier', factor: 130 });
    programme.earning.rules.push({
      ...baseRule,
      code: 'base',
      on: ['order'],
      when: [],
      give: { code: 'fixed', points: 1 },
    });
  });
  expect(problemsOf(document)).toEqual([
    { field: `${last}.code`, code: 'repeated' },
    { field: 'tiers.list.2.code', code: 'repeated' },
    { field: 'tiers.list.1.rights', code: 'repeated' },
  ]);
});

test('an uncapped stack is refused: a cap that is missing, nothing, or beyond ten times', () => {
  for (const cap of [undefined, null, 1_001, 99]) {
    const document = draft((programme) => {
      Object.assign(programme.earning, { cap });
    });
    expect(problemsOf(document)).toEqual([{ field: 'earning.cap', code: 'uncapped' }]);
  }
});

test('an impossible date is refused: 31 February, the 32nd, an end before its beginning', () => {
  const range = (from: string, until: string) => withRule({ when: [{ code: 'dateRange', from, until }] });
  expect(problemsOf(range('2026-02-31', '2026-03-05'))).toEqual([
    { field: `${last}.when.0.from`, code: 'impossibleDate' },
  ]);
  expect(problemsOf(range('2026-03-05', '2026-03-04'))).toEqual([
    { field: `${last}.when.0.until`, code: 'impossibleDate' },
  ]);
  expect(problemsOf(range('2026-03-05', '2026-03-05'))).toEqual([]);
  expect(problemsOf(withRule({ when: [{ code: 'monthDay', days: [32] }] }))).toEqual([
    { field: `${last}.when.0.days.0`, code: 'impossibleDate' },
  ]);
});

test('a reward for mere sharing is refused with its own sentence', () => {
  const checked = checkProgramme(withRule({ on: ['share'] }));
  expect(checked).toEqual({
    ok: false,
    problems: [
      {
        field: `${last}.on.0`,
        code: 'shareReward',
        message: '微信不允许奖励「分享」这个动作，否则小程序会被限制。可以改为奖励下单、签到或入会',
      },
    ],
  });
});

test('tiers and stores in conditions are those of the shop', () => {
  const document = withRule({
    when: [
      { code: 'tier', tiers: ['gold', 'platinum'] },
      { code: 'store', stores: ['default', 'east'] },
    ],
  });
  expect(problemsOf(document)).toEqual([
    { field: `${last}.when.0.tiers.1`, code: 'unknownCode' },
    { field: `${last}.when.1.stores.1`, code: 'unknownCode' },
  ]);
  const east = { id: 'east', name: '东街店', address: '', hours: '', phone: '' };
  const withStore = checkProgramme(document, [east]);
  expect(withStore.ok ? [] : withStore.problems.map(({ field }) => field)).toEqual([
    `${last}.when.0.tiers.1`,
    `${last}.when.1.stores.0`,
  ]);
});

test('what can never mean anything is refused: a minimum for joining, a doubled birthday', () => {
  expect(problemsOf(withRule({ on: ['join'], when: [{ code: 'minimum', fen: 100 }] }))).toEqual([
    { field: `${last}.when.0`, code: 'pointless' },
  ]);
  expect(problemsOf(withRule({ on: ['order', 'birthday'], give: { code: 'multiply', factor: 200 } }))).toEqual([
    { field: `${last}.give`, code: 'pointless' },
  ]);
  expect(
    problemsOf(withRule({ when: [{ code: 'firstOrder' }, { code: 'minimum', fen: 1 }, { code: 'firstOrder' }] })),
  ).toEqual([{ field: `${last}.when.2`, code: 'repeated' }]);
});

test('a reward for visits that nobody can make is refused, and so is one that multiplies nothing', () => {
  const visit = { on: ['visit'], give: { code: 'fixed', points: 5 } };
  expect(problemsOf(withRule(visit))).toEqual([{ field: `${last}.on`, code: 'visitsOff' }]);
  const open = withRule(visit) as Programme;
  expect(problemsOf({ ...open, visits: { perDay: 2 } })).toEqual([]);
  const doubled = withRule({ on: ['visit'], give: { code: 'multiply', factor: 200 } }) as Programme;
  expect(problemsOf({ ...doubled, visits: { perDay: 1 } })).toEqual([{ field: `${last}.give`, code: 'pointless' }]);
  expect(problemsOf({ ...open, visits: { perDay: 0 } })).toEqual([{ field: 'visits.perDay', code: 'tooSmall' }]);
});

test('an order that is never completed, or points that end before they can be spent, are refused', () => {
  const waiting = (change: Partial<Programme['waiting']>, validity?: Programme['validity']) =>
    draft((programme) => {
      Object.assign(programme.waiting, change);
      if (validity) programme.validity = validity;
    });
  expect(problemsOf(waiting({ days: 7, from: 'completed', completeAfterDays: 0 }))).toEqual([
    { field: 'waiting.completeAfterDays', code: 'neverCompleted' },
  ]);
  expect(problemsOf(waiting({ days: 60 }, { kind: 'rolling', months: 2 }))).toEqual([
    { field: 'waiting.days', code: 'neverSpendable' },
  ]);
  expect(problemsOf(waiting({ days: 1 }, { kind: 'fixed', month: 12, years: 0 }))).toEqual([
    { field: 'waiting.days', code: 'neverSpendable' },
  ]);
});

test('milestones bring something, one for each length', () => {
  const document = draft((programme) => {
    programme.checkIn.milestones.push({ streak: 7, every: false, points: 0, factor: 100, right: null });
  });
  expect(problemsOf(document)).toEqual([
    { field: 'checkIn.milestones.2.streak', code: 'repeated' },
    { field: 'checkIn.milestones.2', code: 'nothing' },
  ]);
});

test('several tiers need a way to grow, and a warning is shorter than the tier', () => {
  const document = draft((programme) => {
    programme.growth = { perFen: null, checkIn: 0, join: 0 };
    programme.tiers.validityMonths = 1;
    programme.tiers.graceDays = 0;
  });
  expect(problemsOf(document)).toEqual([
    { field: 'growth', code: 'unreachable' },
    { field: 'tiers.warningDays', code: 'tooLarge' },
  ]);
});

test('each field says itself what is wrong with it', () => {
  const messages = (change: (programme: Draft) => void) => {
    const checked = checkProgramme(draft(change));
    return checked.ok ? [] : checked.problems.map(({ field, message }) => `${field} ${message}`);
  };
  expect(messages((p) => Object.assign(p.validity, { months: 61 }))).toEqual(['validity.months 「有效月数」最大是 60']);
  expect(messages((p) => Object.assign(p.checkIn.steps[0] ?? {}, { points: 1.5 }))).toEqual([
    'checkIn.steps.0.points 「签到分值」要填整数',
  ]);
  expect(messages((p) => Object.assign(p, { tiers: undefined }))).toEqual(['tiers 缺少「会员等级」']);
  expect(messages((p) => Object.assign(p, { hidden: 1 }))).toEqual(['hidden 「hidden」不是规则里的内容，请去掉']);
  expect(messages((p) => Object.assign(p.checkIn, { steps: [{ from: 2, points: 5 }] }))).toEqual([
    'checkIn.steps 签到分值要从第 1 天写起，后一行的天数比前一行大',
  ]);
  expect(messages((p) => Object.assign(tier(p, 1), { rights: [{ code: 'multiplier', factor: 1_100 }] }))).toEqual([
    'tiers.list.1.rights.0.factor 「权益倍数」最大是 10 倍',
  ]);
  expect(messages((p) => Object.assign(p, { zone: 'Beijing time' }))).toEqual([
    'zone 时区要写成 Asia/Shanghai 这样的名字',
  ]);
  expect(messages((p) => Object.assign(tier(p, 1), { name: ' ' }))).toEqual(['tiers.list.1.name 「等级名称」不能空着']);
});

test('whatever is handed in is refused with sentences, never with an exception', () => {
  for (const document of [null, 1, 'text', [], {}, { tiers: [] }, { ...defaultProgramme, earning: { rules: 'no' } }])
    expect(problemsOf(document).length).toBeGreaterThan(0);
});
