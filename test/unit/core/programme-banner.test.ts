import { expect, test } from 'vitest';
import { dayOf } from '../../../cloudfunctions/core/calendar';
import type { EarningRule } from '../../../cloudfunctions/core/earning';
import {
  bannerOf,
  daysGuide,
  defaultProgramme,
  earningGuide,
  namesOf,
  type Programme,
  pointsGuide,
  presets,
  tiersGuide,
} from '../../../cloudfunctions/core/programme';
import { defaultStores } from '../../../cloudfunctions/core/stores';
import type { DayKey, EpochMs } from '../../../typings/domain';

function rule(code: string, when: EarningRule['when'], change: Partial<EarningRule> = {}): EarningRule {
  return { code, name: code, on: ['order'], when, give: { code: 'multiply', factor: 200 }, ...change };
}

function under(rules: EarningRule[], zone = 'Asia/Shanghai'): Programme {
  return { ...defaultProgramme, zone, earning: { rules, cap: 500 } };
}

const banner = (programme: Programme, day: string) => bannerOf(programme, defaultStores, day as DayKey);
const range = (from: string, until: string) => [
  { code: 'dateRange' as const, from: from as DayKey, until: until as DayKey },
];

test('a campaign is announced three days before, runs to the end of its last day, and is then over (CMP-7, CMP-11)', () => {
  const launch = under([rule('launch', range('2026-12-01', '2026-12-07'))]);
  expect(banner(launch, '2026-11-27')).toBeNull();
  expect(banner(launch, '2026-11-28')).toMatchObject({ code: 'launch', active: false });
  expect(banner(launch, '2026-12-07')).toMatchObject({
    active: true,
    startsAt: Date.parse('2026-11-30T16:00:00Z'),
    endsAt: Date.parse('2026-12-07T16:00:00Z'),
  });
  expect(banner(launch, '2026-12-08')).toBeNull();
});

test('a member day on which the clocks change is 23 or 25 hours long', () => {
  const hours = (day: string) => {
    const shown = banner(under([rule('day', range(day, day))], 'Europe/Berlin'), day);
    return shown && (shown.endsAt - shown.startsAt) / 3_600_000;
  };
  expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-11-21')]).toEqual([23, 25, 24]);
  const autumn = banner(under([rule('day', range('2026-10-25', '2026-10-25'))], 'Europe/Berlin'), '2026-10-24');
  expect(autumn && dayOf((autumn.endsAt - 1) as EpochMs, 'Europe/Berlin')).toBe('2026-10-25');
});

test('what runs goes before what comes, and of what runs the one that ends first', () => {
  const rules = [
    rule('month', range('2026-11-01', '2026-11-30')),
    rule('week', range('2026-11-18', '2026-11-22')),
    rule('tomorrow', range('2026-11-22', '2026-11-22')),
  ];
  expect(banner(under(rules), '2026-11-21')?.code).toBe('week');
  expect(banner(under(rules.slice(2)), '2026-11-21')?.code).toBe('tomorrow');
  expect(banner(under([...rules].reverse()), '2026-11-21')?.code).toBe('week');
  expect(banner(under([rule('always', [])]), '2026-11-21')).toBeNull();
});

test('points for joining or birthdays on certain days are no banner', () => {
  const welcome = rule('welcome', range('2026-11-01', '2026-11-30'), {
    on: ['join'],
    give: { code: 'fixed', points: 5 },
  });
  expect(banner(under([welcome]), '2026-11-21')).toBeNull();
});

test('the guide tells campaigns until they are over', () => {
  const programme = under([rule('launch', range('2026-12-01', '2026-12-07')), rule('plain', [{ code: 'firstOrder' }])]);
  const names = namesOf(programme, defaultStores);
  const days = (today: string) => daysGuide(programme, names, today as DayKey).map(({ args }) => args.name);
  expect([days('2026-11-01'), days('2026-12-07'), days('2026-12-08')]).toEqual([['launch'], ['launch'], []]);
  expect(earningGuide(programme, names).map(({ code, args }) => [code, args.when ?? ''])).toEqual([
    ['rule.factor', 'firstOrder'],
    ['rule.cap', ''],
  ]);
});

test('tiers and points are told as they are: periods, waiting, debts', () => {
  const programme = (rules: (typeof presets)[keyof typeof presets]): Programme => ({ ...defaultProgramme, ...rules });
  expect(pointsGuide(programme(presets.beauty))).toEqual([
    { code: 'points.fixedEnd', args: { month: 12, years: 1 } },
    { code: 'points.waiting', args: { days: 7, from: 'completed' } },
    { code: 'points.refund', args: { shortfall: 'debt' } },
  ]);
  const names = namesOf(defaultProgramme, defaultStores);
  expect(tiersGuide(programme(presets.beauty), names).map(({ code }) => code)).toContain('tier.provisional');
  const forever = { ...defaultProgramme, tiers: { ...defaultProgramme.tiers, validityMonths: null } };
  expect(tiersGuide(forever, names).map(({ code }) => code)).toEqual([
    'growth.perFen',
    'tier.reach',
    'tier.reach',
    'tier.forever',
  ]);
  const one = {
    ...defaultProgramme,
    tiers: { ...defaultProgramme.tiers, list: defaultProgramme.tiers.list.slice(0, 1) },
  };
  expect(tiersGuide(one, names)).toEqual([]);
});
