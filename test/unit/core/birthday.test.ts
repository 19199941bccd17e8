import { describe, expect, it } from 'vitest';
import type { Member } from '../../../cloudfunctions/core/account';
import { addDays } from '../../../cloudfunctions/core/calendar';
import { addGrowth } from '../../../cloudfunctions/core/tiers';
import type { DayKey, MonthDay } from '../../../typings/domain';
import { blank, dayIn, JOINED, type Life, lifeUnder, look, lookOn, on } from './time';

const onDay = lifeUnder({ birthday: { minimumDays: 30, on: 'day' } });
const inMonth = lifeUnder({ birthday: { minimumDays: 30, on: 'month' } });

const day = (text: string) => text as DayKey;
const daily = (from: string, to: string): DayKey[] => {
  const days = [day(from)];
  while ((days.at(-1) as DayKey) < to) days.push(addDays(days.at(-1) as DayKey, 1));
  return days;
};

function grants(life: Life, birthday: string, days: readonly DayKey[], changes: Partial<Member> = {}) {
  const [first = JOINED] = days;
  const member = blank(life, { birthday: birthday as MonthDay, wake: first, ...changes });
  const { entries } = lookOn(life, member, days);
  return entries
    .filter(({ kind }) => kind === 'birthday')
    .map(({ key, points, at }) => [key, points, new Date(at).toISOString().slice(0, 10)]);
}

describe('a birthday', () => {
  it('is rewarded on its day, once a calendar year', () => {
    expect(grants(onDay, '05-20', daily('2026-01-10', '2028-01-10'))).toEqual([
      ['birthday:2026', 100, '2026-05-20'],
      ['birthday:2027', 100, '2027-05-20'],
    ]);
  });

  it('is rewarded on the first of its month when the programme says so', () => {
    expect(grants(inMonth, '05-20', daily('2026-01-10', '2026-12-31'))).toEqual([['birthday:2026', 100, '2026-05-01']]);
  });

  it('on 29 February is celebrated on the 28th in other years', () => {
    expect(dayIn('02-29' as MonthDay, 2026)).toBe('2026-02-28');
    expect(dayIn('02-29' as MonthDay, 2028)).toBe('2028-02-29');
    expect(grants(onDay, '02-29', daily('2026-01-10', '2028-03-10'))).toEqual([
      ['birthday:2026', 100, '2026-02-28'],
      ['birthday:2027', 100, '2027-02-28'],
      ['birthday:2028', 100, '2028-02-29'],
    ]);
  });

  it('before the minimum membership waits for the next year', () => {
    expect(grants(onDay, '02-01', daily('2026-01-10', '2027-03-01'))).toEqual([['birthday:2027', 100, '2027-02-01']]);
  });

  it('in a month that the minimum membership ends in is rewarded then', () => {
    // Thirty days after 10 January.
    expect(grants(inMonth, '02-20', daily('2026-01-10', '2026-12-31'))).toEqual([['birthday:2026', 100, '2026-02-09']]);
  });

  it('whose month begins under a tier without a pack is rewarded when one with a pack comes', () => {
    const [regular, silver, ...others] = inMonth.programme.tiers.list;
    if (!regular || !silver) throw new Error('the default programme has three tiers');
    const pack = { code: 'birthdayPack', name: '生日礼', points: 66 } as const;
    const bare = silver.rights.filter(({ code }) => code !== 'birthdayPack');
    const odd = lifeUnder({
      earning: { rules: [], cap: 100 },
      birthday: { minimumDays: 0, on: 'month' },
      tiers: {
        list: [{ ...regular, rights: [...regular.rights, pack] }, { ...silver, from: 100, rights: bare }, ...others],
        validityMonths: 2,
        graceDays: 5,
        warningDays: 20,
      },
    });
    const start = blank(odd);
    const tier = addGrowth(start.tier, odd.ladders, { day: JOINED, final: JOINED, growth: 100 }, JOINED);
    const told = { tier: { ...tier, told: 'silver' }, growth: 100 };
    // Silver holds to the end of March and five days of grace.
    expect(grants(odd, '04-20', daily('2026-01-10', '2026-04-30'), told)).toEqual([
      ['birthday:2026', 66, '2026-04-06'],
    ]);
    expect(grants(odd, '04-20', [JOINED, day('2026-04-30')], told).map(([key, sum]) => [key, sum])).toEqual([
      ['birthday:2026', 66],
    ]);
  });

  it('told on the day itself is rewarded that day, told later only the next year', () => {
    const told = { wake: day('2026-05-20') };
    expect(grants(onDay, '05-20', daily('2026-05-20', '2026-12-31'), told)).toEqual([
      ['birthday:2026', 100, '2026-05-20'],
    ]);
    expect(grants(onDay, '05-19', daily('2026-05-20', '2026-12-31'), told)).toEqual([]);
  });

  it('told on the day wakes its member on that day', () => {
    const member = blank(onDay, { birthday: '05-20' as MonthDay, wake: day('2026-06-30') });
    expect(look(onDay, member, day('2026-05-20')).entries.map(({ key }) => key)).toEqual(['birthday:2026']);
  });

  it('is not rewarded for the time before somebody looked', () => {
    const member = blank(onDay, { birthday: '05-20' as MonthDay, wake: day('9999-12-31') });
    expect(look(onDay, member, day('2026-07-01')).entries).toEqual([]);
  });

  it('brings the pack of the tier held on that day', () => {
    const start = blank(onDay, { birthday: '05-20' as MonthDay, growth: 1500 });
    const tier = addGrowth(start.tier, onDay.ladders, { day: JOINED, growth: 1500, final: JOINED }, JOINED);
    const { entries } = lookOn(onDay, { ...start, tier }, [on(0), day('2026-05-20')]);
    expect(entries.at(-1)).toMatchObject({
      points: 150,
      because: [
        { code: 'rule.fixed', args: { points: 100 }, result: 100 },
        { code: 'birthday.pack', args: { tier: '银卡会员', points: 50 }, result: 150 },
      ],
      births: [{ document: { kind: 'birthday', facts: { points: 150 } } }],
    });
  });

  it('brings nothing, and books nothing, where no rule and no right speaks of it', () => {
    const { earning } = onDay.programme;
    const silent = lifeUnder({
      earning: { ...earning, rules: earning.rules.filter((rule) => !rule.on.includes('birthday')) },
    });
    expect(grants(silent, '05-20', daily('2026-01-10', '2026-12-31'))).toEqual([]);
  });
});
