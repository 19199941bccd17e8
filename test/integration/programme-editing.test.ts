/** The rules as the staff edit them: every action through the function itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultProgramme, presets } from '../../cloudfunctions/core/programme';
import type { AdminAct, StaffAction } from '../../cloudfunctions/core/staffing';
import { openEnvironment } from '../../scripts/cloud-store';
import type { Answer } from '../../typings/api/envelope';
import type { ProgrammeDraft, ProgrammeView } from '../../typings/api/programme';
import type { MonthKey } from '../../typings/domain';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let keys = 0;
const key = () => `programme-${++keys}`;
const BOSS = 'boss';
const HAND = 'hand';

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}

const refused = (answer: Answer<unknown>) => (answer.ok ? null : answer.error);
const look = async (): Promise<ProgrammeView> => sure(await shop.staff(BOSS, 'programme.view', {}));
const save = (draft: ProgrammeDraft, rev: number, by = BOSS, under = key()) =>
  shop.staff(by, 'programme.save', { draft, rev }, under);

/** What the trail says of an act: one row, however often it was sent. */
async function trail(what: StaffAction): Promise<unknown> {
  const { store } = await openEnvironment(shop.origin);
  const acts = await store.find<AdminAct>('actions', { where: { kind: 'admin' }, limit: 100 });
  const [act, ...more] = acts.filter((each) => each.what === what);
  return more.length === 0 ? act?.facts : more;
}

const rules = ({ shape: _shape, version: _version, ...rest }: typeof defaultProgramme): ProgrammeDraft => rest;

beforeAll(async () => {
  shop = await openShop(2);
  sure(await shop.staff(BOSS, 'staff.claim', { code: await shop.setupCode(), name: '老板' }, key()));
  const { code } = sure(await shop.staff(BOSS, 'staff.invite', { role: 'operator', stores: [] }, key()));
  sure(await shop.staff(HAND, 'staff.join', { code, name: '小运' }, key()));
});
afterAll(() => shop.close());

test('a new shop shows what holds until something is published, and no draft', async () => {
  const view = await look();
  expect(view).toMatchObject({ version: 1, rev: 0, draft: null, changes: [], problems: [], changedBy: '' });
  expect(view.current).toEqual(rules(defaultProgramme));
});

test('forms name every kind of condition and give, and what the shop has to choose from', async () => {
  const forms = sure(await shop.staff(BOSS, 'programme.forms', {}));
  expect(forms.conditions.map(({ code }) => code)).toContain('weekday');
  expect(forms.gives.map(({ code }) => code)).toEqual(['perAmount', 'fixed', 'multiply', 'coupon']);
  expect(forms.stores).toMatchObject([{ code: 'default' }]);
});

test('a wrong draft is kept, and each mistake is named by its field', async () => {
  const { current, rev } = await look();
  const [first, ...higher] = current.tiers.list;
  if (!first) throw new Error('no tier');
  const wrong: ProgrammeDraft = {
    ...current,
    earning: { ...current.earning, cap: 0 },
    tiers: { ...current.tiers, list: [{ ...first, rights: [] }, ...higher] },
  };
  const saved = sure(await save(wrong, rev));
  expect(saved.draft).toEqual(wrong);
  expect(saved).toMatchObject({ rev: rev + 1, changedBy: '老板' });
  expect(saved.problems.map(({ field }) => field)).toEqual(['earning.cap']);
  expect(saved.changes).toMatchObject([
    { part: 'cap', kind: 'changed' },
    { part: 'tier', kind: 'changed', code: first.code },
  ]);
  // A tier without rights is named as soon as the numbers are right.
  const bare = { ...wrong, earning: current.earning };
  const { problems } = sure(await shop.staff(BOSS, 'programme.check', { draft: bare }));
  expect(problems).toMatchObject([{ field: 'tiers.list.0.rights', code: 'noRights' }]);
  const { field } = refused(await shop.staff(BOSS, 'programme.publish', { rev: saved.rev }, key()))?.details ?? {};
  expect(field).toBe('earning.cap');
  // Refused, it is still there, and what is in force has not moved.
  expect(await look()).toMatchObject({ rev: saved.rev, version: 1, draft: wrong });
});

test('what no form could draw is refused by its field and changes nothing', async () => {
  const { current, rev } = await look();
  const before = await look();
  const broken = { ...current, earning: { ...current.earning, rules: [{ code: 'x' }] } } as unknown as ProgrammeDraft;
  expect(refused(await save(broken, rev))).toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: expect.stringMatching(/^payload\.draft\.earning\.rules\.0\./) },
  });
  for (const draft of [null, 7, 'x', []])
    expect(refused(await save(draft as unknown as ProgrammeDraft, rev))?.code).toBe('INVALID_INPUT');
  expect(await look()).toEqual({ ...before, now: expect.any(Number) });
});

test('an icon that was not looked at is refused by its field', async () => {
  const { current, rev } = await look();
  const [first, ...higher] = current.tiers.list;
  if (!first) throw new Error('no tier');
  for (const icon of [
    'cloud://local.local/incoming/anything',
    `cloud://x/shop/reward/${'0'.repeat(64)}.png`,
    'https://x',
  ]) {
    const draft = { ...current, tiers: { ...current.tiers, list: [{ ...first, icon }, ...higher] } };
    expect(refused(await save(draft, rev))?.details).toEqual({ field: 'payload.draft.tiers.list.0.icon' });
  }
});

test('a draft of more than 60,000 characters is refused, and the one before is kept', async () => {
  const { current, rev, draft } = await look();
  const [rule] = current.earning.rules;
  if (!rule) throw new Error('no rule');
  const many = Array.from({ length: 50 }, (_, n) => ({ ...rule, code: `r${n}`, name: '长'.repeat(1_200) }));
  const long = { ...current, earning: { ...current.earning, rules: many } };
  expect(JSON.stringify(long).length).toBeGreaterThan(60_000);
  expect(refused(await save(long, rev))).toMatchObject({ code: 'TOO_LARGE', details: { field: 'payload.draft' } });
  expect((await look()).draft).toEqual(draft);
});

test('of two who save at once the second is told who was first, and nothing of theirs is lost', async () => {
  const { current, rev } = await look();
  const capped = (cap: number) => ({ ...current, earning: { ...current.earning, cap } });
  const answers = await Promise.all([save(capped(300), rev, BOSS), save(capped(200), rev, HAND)]);
  const lost = answers.map(refused).filter((each) => each !== null);
  expect(lost).toMatchObject([{ code: 'OUTDATED', details: { rev: rev + 1 } }]);
  const now = await look();
  expect(now.rev).toBe(rev + 1);
  expect(lost[0]?.details?.by).toBe(now.changedBy);
  expect([300, 200]).toContain(now.draft?.earning.cap);
});

test('the same key saves, publishes and discards once', async () => {
  const { current, rev } = await look();
  const draft = { ...current, visits: { perDay: 2 } };
  const [one, two] = [await save(draft, rev, BOSS, 'same-save'), await save(draft, rev, BOSS, 'same-save')];
  expect(sure(two).rev).toBe(sure(one).rev);
  const publish = () => shop.staff(BOSS, 'programme.publish', { rev: sure(one).rev }, 'same-publish');
  const [first, again] = [sure(await publish()), sure(await publish())];
  expect([first.version, again.version, again.rev]).toEqual([2, 2, first.rev]);
  expect(first).toMatchObject({ draft: null, current: { visits: { perDay: 2 } } });
  expect(await trail('programme.publish')).toEqual({ version: 2, parts: 'visits' });
  const kept = sure(await save({ ...first.current, visits: null }, first.rev, HAND));
  const discard = () => shop.staff(HAND, 'programme.discard', { rev: kept.rev }, 'same-discard');
  expect([sure(await discard()).rev, sure(await discard()).rev]).toEqual([kept.rev + 1, kept.rev + 1]);
  expect(await look()).toMatchObject({ draft: null, version: 2, current: { visits: { perDay: 2 } } });
  // Under another key it would be a change of what is no longer there.
  expect(refused(await shop.staff(HAND, 'programme.discard', { rev: kept.rev }, key()))?.code).toBe('OUTDATED');
});

test('publishing without a draft is refused, and so is a revision that nobody has seen', async () => {
  const { rev } = await look();
  expect(refused(await shop.staff(BOSS, 'programme.publish', { rev }, key()))?.code).toBe('PROGRAMME_INVALID');
  expect(refused(await shop.staff(BOSS, 'programme.publish', { rev: rev + 5 }, key()))?.code).toBe('OUTDATED');
});

test('a preset over an edited shop brings its rules and goods, and leaves what is there', async () => {
  const before = await look();
  const [first, ...higher] = before.current.tiers.list;
  if (!first) throw new Error('no tier');
  const icon = `cloud://local.local/shop/tier/${'0'.repeat(64)}.png`;
  const edited = { ...before.current, tiers: { ...before.current.tiers, list: [{ ...first, icon }, ...higher] } };
  const saved = sure(await save(edited, before.rev));
  const published = sure(await shop.staff(BOSS, 'programme.publish', { rev: saved.rev }, key()));
  const own = { _id: 'mall', shape: 1, categories: [{ code: 'own', name: '自家' }] };
  await shop.store('settings', own);
  const told = sure(await shop.staff(BOSS, 'programme.presets', {}));
  const restaurant = told.presets.find(({ code }) => code === 'restaurant');
  expect(told).toMatchObject({ rev: published.rev, draft: false });
  expect(restaurant?.added.rewards).toBe(restaurant?.rewards.length);

  const use = () =>
    shop.staff(BOSS, 'programme.usePreset', { preset: 'restaurant', rev: published.rev }, 'same-preset');
  const [one, two] = [sure(await use()), sure(await use())];
  expect(two).toMatchObject({ version: one.version, rev: one.rev });
  expect(one.version).toBe(published.version + 1);
  expect(one.current.earning).toEqual(presets.restaurant.earning);
  // Its tier of the same code keeps the icon that was uploaded, the shop its categories.
  expect(one.current.tiers.list[0]).toMatchObject({ code: 'regular', name: '食客', icon });
  expect(await trail('programme.usePreset')).toMatchObject({ preset: 'restaurant', version: one.version });
  const after = sure(await shop.staff(BOSS, 'programme.presets', {}));
  expect(after.presets.find(({ code }) => code === 'restaurant')?.added).toEqual({ rewards: 0, coupons: 0 });
  const forms = sure(await shop.staff(BOSS, 'programme.forms', {}));
  expect(forms.templates.map(({ code }) => code)).toContain('newcomer');
  // A version that has gone on meanwhile is not run over.
  const late = await shop.staff(HAND, 'programme.usePreset', { preset: 'beauty', rev: published.rev }, key());
  expect(refused(late)?.code).toBe('OUTDATED');
  expect((await look()).current.earning).toEqual(presets.restaurant.earning);
});

test('the calendar shows member days in force, and beside them what a draft would bring', async () => {
  const { current, rev } = await look();
  const launch = {
    code: 'launch',
    name: '开业翻倍',
    on: ['order'],
    when: [{ code: 'dateRange', from: '2026-12-30', until: '2027-01-02' }],
    give: { code: 'multiply', factor: 200 },
  };
  sure(await save({ ...current, earning: { ...current.earning, rules: [...current.earning.rules, launch] } }, rev));
  const month = sure(await shop.staff(BOSS, 'calendar.view', { month: '2026-12' as MonthKey }));
  expect(month.days).toHaveLength(31);
  const on = (day: string) => month.days.find((each) => each.day === day)?.marks ?? [];
  expect(on('2026-12-15')).toMatchObject([{ kind: 'memberDay', id: 'memberDay', draft: false }]);
  expect(on('2026-12-31')).toMatchObject([{ kind: 'campaign', id: 'launch', name: '开业翻倍', draft: true }]);
  expect(on('2026-12-14')).toEqual([]);
  for (const wrong of ['2026-13', '2026', '', 'x'])
    expect(refused(await shop.staff(BOSS, 'calendar.view', { month: wrong as MonthKey }))?.code).toBe('INVALID_INPUT');
});
