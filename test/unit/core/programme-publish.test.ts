import { expect, test } from 'vitest';
import { addDays } from '../../../cloudfunctions/core/calendar';
import { catalogues } from '../../../cloudfunctions/core/catalogues';
import {
  defaultProgramme,
  lastDayOfPoints,
  type Programme,
  presets,
  publish,
  saveDraft,
} from '../../../cloudfunctions/core/programme';
import { laddersWith } from '../../../cloudfunctions/core/programme/publish';
import { programmeAt, readSettings } from '../../../cloudfunctions/core/settings';
import { addGrowth, firstTier, ladderOf, standingOn } from '../../../cloudfunctions/core/tiers';
import type { Store } from '../../../cloudfunctions/platform/store';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, NOON } from '../../faults/simulation/world';

const DAY_MS = 86_400_000;
const at = (days: number) => (NOON + days * DAY_MS) as EpochMs;

/** The presets name coupons of their catalogues. */
const templates = [
  ...new Map(
    Object.values(catalogues).flatMap((catalogue) => catalogue.templates.map((each) => [each.code, each] as const)),
  ).values(),
];

function place() {
  const memory = new Memory(() => NOON);
  return { memory, store: memory.plain() };
}

async function furnished() {
  const made = place();
  await made.store.add('settings', { _id: 'templates', shape: 1, list: templates } as { _id: string });
  return made;
}

async function published(store: Store, draft: object, now: EpochMs, rev: number): Promise<number> {
  const env = environment(store, now);
  const saved = await saveDraft(env, draft, rev);
  expect(saved).toEqual({ ok: true, rev: rev + 1 });
  const outcome = await publish(env, rev + 1);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.rev;
}

test('what nobody has published is the default, from the beginning', async () => {
  const settings = await readSettings(place().store);
  expect(settings.programme).toEqual(defaultProgramme);
  expect(settings.versions).toEqual([{ version: 1, from: 0 }]);
  expect(settings.ladders).toEqual([ladderOf(defaultProgramme.tiers, '1970-01-01' as DayKey)]);
  expect(settings.stores.map(({ id }) => id)).toEqual(['default']);
});

test('publishing puts the draft in force from then on, and editing a programme never changes the past', async () => {
  const { store, memory } = await furnished();
  let rev = await published(store, presets.restaurant, at(0), 0);
  rev = await published(store, presets.beauty, at(10), rev);
  const before = memory.all('programmes');
  rev = await published(store, presets.convenience, at(20), rev);
  const settings = await readSettings(store);
  expect(settings.programme).toMatchObject({ ...presets.convenience, version: 4, zone: 'Asia/Shanghai' });
  expect(settings.versions).toEqual(
    [1, 2, 3, 4].map((version, i) => ({ version, from: i === 0 ? 0 : at(10 * i - 10) })),
  );
  const then = async (days: number) => (await programmeAt(environment(store), settings, at(days))).earning;
  expect(await then(-1)).toEqual(defaultProgramme.earning);
  expect(await then(9)).toEqual(presets.restaurant.earning);
  expect(await then(10)).toEqual(presets.beauty.earning);
  expect(await then(20)).toEqual(presets.convenience.earning);
  expect(memory.all('programmes').slice(0, before.length)).toEqual(before);
  expect(memory.all('settings').find(({ _id }) => _id === 'programme')).toMatchObject({ rev, draft: null });
});

test('thresholds hold from the day after; what is changed twice in a day was never in force', () => {
  const programme = (from: number): Programme => {
    const copy = structuredClone(defaultProgramme);
    Object.assign(copy.tiers.list[1] ?? {}, { from });
    return copy;
  };
  const tomorrow = '2026-11-22' as DayKey;
  const first = ladderOf(defaultProgramme.tiers, '1970-01-01' as DayKey);
  const once = laddersWith([first], programme(500), tomorrow);
  expect(once.map(({ since, rungs }) => [since, rungs[1]?.from])).toEqual([
    ['1970-01-01', 1_000],
    ['2026-11-22', 500],
  ]);
  const twice = laddersWith(once, programme(700), tomorrow);
  expect(twice.map(({ since, rungs }) => [since, rungs[1]?.from])).toEqual([
    ['1970-01-01', 1_000],
    ['2026-11-22', 700],
  ]);
  expect(laddersWith(twice, programme(1_000), tomorrow)).toEqual([first]);
  expect(laddersWith([first], { ...defaultProgramme, earning: { rules: [], cap: 100 } }, tomorrow)).toEqual([first]);
  let many = [first];
  for (let n = 1; n <= 140; n += 1) many = laddersWith(many, programme(n), addDays(tomorrow, n));
  expect([many.length, many.at(-1)?.rungs[1]?.from]).toEqual([100, 140]);
});

test('who holds a tier for good keeps it through eight years of new thresholds, one a month', () => {
  const tiers = { ...defaultProgramme.tiers, validityMonths: null };
  const [lowest, silver, ...higher] = tiers.list;
  if (!lowest || !silver) throw new Error('two tiers');
  const joined = '2026-11-21' as DayKey;
  let ladders = [ladderOf(tiers, '1970-01-01' as DayKey)];
  const held = addGrowth(
    firstTier(joined, ladders),
    ladders,
    { day: joined, final: joined, growth: silver.from },
    joined,
  );
  for (let n = 1; n < 96; n += 1) {
    const list = [lowest, { ...silver, from: silver.from + n }, ...higher];
    const day = addDays(joined, 30 * n);
    ladders = laddersWith(ladders, { ...defaultProgramme, tiers: { ...tiers, list } }, day);
    expect(standingOn(held, ladders, day).tier).toBe(silver.code);
  }
});

test('an invalid draft is kept and can not be published', async () => {
  const { store } = await furnished();
  const env = environment(store);
  const draft = { ...presets.restaurant, earning: { rules: [] }, $odd: { 'a.b': 1 } };
  expect(await saveDraft(env, draft, 0)).toEqual({ ok: true, rev: 1 });
  const outcome = await publish(env, 1);
  expect(outcome).toMatchObject({ ok: false, reason: 'invalid' });
  expect((await readSettings(store)).programme).toEqual(defaultProgramme);
  expect(await saveDraft(env, { long: 'x'.repeat(60_000) }, 1)).toEqual({ ok: false, reason: 'tooLong' });
});

test('of two who edit or publish at once, one wins and the other is told to look again', async () => {
  const { store, memory } = await furnished();
  const env = environment(store);
  const saves = await Promise.all([presets.restaurant, presets.beauty].map((draft) => saveDraft(env, draft, 0)));
  expect(saves.filter(({ ok }) => ok).length).toBe(1);
  expect(saves.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'outdated', rev: 1, by: '' });
  const outcomes = await Promise.all([publish(env, 1), publish(env, 1), publish(env, 1)]);
  expect(outcomes.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
  const settings = await readSettings(store);
  expect(settings.versions.length).toBe(2);
  expect(memory.all('settings').find(({ _id }) => _id === 'programme')).toMatchObject({ rev: 2 });
  expect(await publish(env, 1)).toEqual({ ok: false, reason: 'outdated', rev: 2, by: '' });
});

test('a publication that broke off before the pointer moved is harmless: its number is never used for anything else', async () => {
  const { store, memory } = await furnished();
  const env = environment(store);
  await saveDraft(env, presets.restaurant, 0);
  const broken: Store = {
    ...store,
    update: async () => {
      throw new Error('the process ended here');
    },
  };
  await expect(publish({ ...env, store: broken }, 1)).rejects.toThrow('ended');
  expect((await readSettings(store)).programme).toEqual(defaultProgramme);
  await saveDraft(env, presets.beauty, 1);
  expect(await publish(env, 2)).toEqual({ ok: true, rev: 3, version: 3 });
  const orphan = memory.all('programmes').find(({ _id }) => _id === 'v2');
  expect(orphan).toMatchObject({ programme: { ...presets.restaurant, version: 2 } });
  expect((await readSettings(store)).programme).toMatchObject({ ...presets.beauty, version: 3 });
});

test('the same publication again takes the number it had', async () => {
  const { store } = await furnished();
  const env = environment(store);
  await saveDraft(env, presets.restaurant, 0);
  const broken: Store = {
    ...store,
    update: async () => {
      throw new Error('the process ended here');
    },
  };
  await expect(publish({ ...env, store: broken }, 1)).rejects.toThrow('ended');
  expect(await publish(env, 1)).toEqual({ ok: true, rev: 2, version: 2 });
});

const FIRST_SHAPE = {
  _id: 'programme',
  shape: 1,
  version: 7,
  zone: 'Asia/Shanghai',
  validity: { kind: 'rolling', months: 6 },
  joining: { points: 30 },
  checkIn: {
    steps: [{ from: 1, points: 8 }],
    milestones: [{ streak: 7, every: true, points: 20, right: null }],
    makeUp: { perMonth: 2, windowDays: 7 },
  },
  tiers: [{ code: 'regular', name: '老朋友', material: 'jade' }],
};

test('a programme of the first shape is read as what it meant, and published over', async () => {
  const { store } = await furnished();
  await store.add('settings', FIRST_SHAPE);
  const { programme, versions } = await readSettings(store);
  expect(programme).toMatchObject({ shape: 2, version: 7, checkIn: { milestones: [{ factor: 100, points: 20 }] } });
  expect(programme.earning.rules.map(({ on, give }) => ({ on, give }))).toEqual([
    { on: ['join'], give: { code: 'fixed', points: 30 } },
  ]);
  expect(programme.tiers.list.map(({ name, rights }) => [name, rights.length])).toEqual([['老朋友', 1]]);
  expect(versions).toEqual([{ version: 7, from: 0 }]);
  await published(store, presets.restaurant, at(0), 0);
  const after = await readSettings(store);
  expect(after.versions.map(({ version }) => version)).toEqual([7, 8]);
  expect((await programmeAt(environment(store), after, at(-1))).checkIn.steps).toEqual([{ from: 1, points: 8 }]);
});

test('a stored programme that is not one stops everything rather than half of it', async () => {
  const { store } = await furnished();
  await store.add('settings', { ...FIRST_SHAPE, checkIn: { ...FIRST_SHAPE.checkIn, steps: [] } } as { _id: string });
  await expect(readSettings(store)).rejects.toThrow();
});

test('points end with a month: a number of months later, or with the end of a year (PTS-1)', () => {
  const rolling = (day: string) => lastDayOfPoints({ validity: { kind: 'rolling', months: 12 } }, day as DayKey);
  expect([rolling('2026-11-01'), rolling('2027-02-28')]).toEqual(['2027-11-30', '2028-02-29']);
  const fixed = (day: string, month: number, years: number) =>
    lastDayOfPoints({ validity: { kind: 'fixed', month, years } }, day as DayKey);
  expect([fixed('2026-01-01', 12, 0), fixed('2026-12-31', 12, 0)]).toEqual(['2026-12-31', '2026-12-31']);
  expect([fixed('2026-06-30', 6, 1), fixed('2026-07-01', 6, 1)]).toEqual(['2027-06-30', '2028-06-30']);
  expect(fixed('2026-03-01', 2, 1)).toBe('2028-02-29');
});
