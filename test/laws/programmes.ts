/** Any programme a merchant could publish, as far as points and tiers go. */
import { defaultProgramme, type Programme } from '../../cloudfunctions/core/programme';
import type { DayKey } from '../../typings/domain';
import type { Random } from './random';

type Rule = Programme['earning']['rules'][number];
type Tier = Programme['tiers']['list'][number];

const CODES = ['regular', 'silver', 'gold', 'diamond'];

export function anyProgramme(random: Random): Programme {
  return {
    ...defaultProgramme,
    validity: random.chance(0.6)
      ? { kind: 'rolling', months: random.pick([1, 2, 3, 12]) }
      : { kind: 'fixed', month: random.pick([3, 6, 12]), years: random.pick([0, 0, 1]) },
    waiting: {
      days: random.pick([0, 0, 0, 3, 7, 30]),
      from: random.pick(['paid', 'completed'] as const),
      completeAfterDays: random.pick([0, 7, 15]),
    },
    refund: { shortfall: random.pick(['waive', 'debt'] as const) },
    checkIn: {
      ...defaultProgramme.checkIn,
      steps: random.pick([
        [{ from: 1, points: 5 }],
        [
          { from: 1, points: 2 },
          { from: 3, points: 9 },
        ],
      ]),
      milestones: random.pick([
        [],
        [{ streak: 2, every: true, points: 20, factor: 100, right: null }],
        [{ streak: 2, every: true, points: 0, factor: 200, right: null }],
      ]),
    },
    earning: { rules: anyRules(random), cap: random.pick([100, 150, 300, 500]) },
    growth: { perFen: random.pick([null, 100, 100, 100, 730]), checkIn: random.pick([0, 0, 15]), join: 0 },
    birthday: { minimumDays: random.pick([0, 0, 30]), on: random.pick(['day', 'month'] as const) },
    tiers: {
      list: anyTiers(random),
      validityMonths: random.pick([null, 1, 2, 3, 12]),
      graceDays: random.pick([0, 7, 15]),
      warningDays: random.pick([5, 15, 30]),
    },
  };
}

function anyRules(random: Random): Rule[] {
  const base: Rule = {
    code: 'base',
    name: '消费积分',
    on: ['order'],
    when: [],
    give: { code: 'perAmount', fen: random.pick([100, 100, 1000]), points: random.pick([1, 3]) },
  };
  const rule = (code: string, when: Rule['when'], give: Rule['give'], on: Rule['on'] = ['order']): Rule => ({
    code,
    name: code,
    on,
    when,
    give,
  });
  const more: Rule[] = [
    rule('day', [{ code: 'monthDay', days: [1, 8, 15, 31] }], { code: 'multiply', factor: 200 }, ['order', 'checkin']),
    rule('week', [{ code: 'weekday', days: [2, 3, 7] }], { code: 'multiply', factor: 133 }),
    rule('mini', [{ code: 'channel', channels: ['mini'] }], { code: 'multiply', factor: 200 }),
    rule('large', [{ code: 'minimum', fen: 20_000 }], { code: 'fixed', points: 30 }),
    rule('first', [{ code: 'firstOrder' }], { code: 'fixed', points: 50 }),
    rule('month', [{ code: 'birthdayMonth' }], { code: 'multiply', factor: 150 }, ['order', 'checkin']),
    rule('gold', [{ code: 'tier', tiers: ['gold'] }], { code: 'fixed', points: 7 }),
    rule('range', [{ code: 'dateRange', from: '2026-12-01' as DayKey, until: '2026-12-24' as DayKey }], {
      code: 'multiply',
      factor: 300,
    }),
    rule('birthday', [], { code: 'fixed', points: 100 }, ['birthday']),
  ];
  return [base, ...more.filter(() => random.chance(0.4))];
}

function anyTiers(random: Random): Tier[] {
  const count = random.whole(1, 4);
  let from = 0;
  return CODES.slice(0, count).map((code, index): Tier => {
    if (index > 0) from += random.pick([50, 200, 500, 1500]);
    const rights: Tier['rights'] = [{ code: 'multiplier', factor: 100 + index * random.pick([0, 10, 50]) }];
    if (random.chance(0.4)) rights.push({ code: 'checkIn', factor: 100 + index * 50 });
    if (random.chance(0.3)) rights.push({ code: 'birthdayPack', name: '生日礼', points: random.pick([0, 66]) });
    const keep = index === 0 ? 0 : random.pick([0, Math.floor(from / 2), from]);
    const gift = index === 0 ? 0 : random.pick([0, 0, 88]);
    return { code, name: code, material: 'paper', icon: null, from, keep, gift, rights };
  });
}
