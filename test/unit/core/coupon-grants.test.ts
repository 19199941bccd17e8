import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Birth, Member } from '../../../cloudfunctions/core/account';
import { addDays } from '../../../cloudfunctions/core/calendar';
import { checkInRules } from '../../../cloudfunctions/core/checkin';
import { fill } from '../../../cloudfunctions/core/checkin/makeup';
import { signIn } from '../../../cloudfunctions/core/checkin/rules';
import type { SignedDay } from '../../../cloudfunctions/core/checkin/streak';
import type { Terms } from '../../../cloudfunctions/core/checkin/terms';
import { clockworkOf } from '../../../cloudfunctions/core/dues';
import { evaluate } from '../../../cloudfunctions/core/earning';
import { newborn } from '../../../cloudfunctions/core/membership/newborn';
import { book } from '../../../cloudfunctions/core/orders/rules';
import {
  checkProgramme,
  daysGuide,
  defaultProgramme,
  earningGuide,
  type Milestone,
  namesOf,
  type Programme,
  templatesNamed,
  tiersGuide,
} from '../../../cloudfunctions/core/programme';
import { defaultStores } from '../../../cloudfunctions/core/stores';
import { type Coupon, type CouponTemplate, grantingBy } from '../../../cloudfunctions/core/templates';
import { addGrowth, ladderOf } from '../../../cloudfunctions/core/tiers';
import type { DayKey, EpochMs, Fen, MonthDay, Points } from '../../../typings/domain';
import { settings as bare, NOON } from '../../faults/simulation/world';
import { TODAY, templateWith } from './coupon-sample';
import { blank, LONG_AGO, lifeUnder, look, on } from './time';

beforeAll(() => {
  vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const templates = ['gift', 'second', 'pack'].map((code) => templateWith({ code, name: `${code}券` }));
const one = (template: string, count = 1) => [{ template, count }];
const couponsIn = (births: readonly Birth[]) =>
  births.flatMap(({ collection, document }) => (collection === 'coupons' ? [document as Coupon] : []));
const milestone = (streak: number, more: Partial<Milestone> = {}): Milestone => ({
  ...{ streak, every: false, points: 0, factor: 100, right: null, coupons: one('gift') },
  ...more,
});

function termsWith(...milestones: Milestone[]): Terms {
  const { earning, tiers, checkIn } = defaultProgramme;
  const tier = tiers.list[0]?.code ?? '';
  const coupons = new Map(templates.map(({ code, name }) => [code, name]));
  return { checkIn: { ...checkIn, milestones }, earning, tiers, tier, birthday: null, coupons };
}

function signedOn(terms: Terms, days: readonly number[]) {
  let list: SignedDay[] = [];
  const grants = days.map((n) => {
    const signed = signIn(list, terms, on(n));
    list = signed?.days ?? list;
    return signed?.grants ?? [];
  });
  return { list, grants };
}

test('a milestone brings its coupons on its day, beside the points of the day', () => {
  const { grants } = signedOn(termsWith(milestone(2), milestone(3, { coupons: one('second', 2) })), [0, 1, 2, 3]);
  expect(grants).toEqual([[], one('gift'), one('second', 2), []]);
});

test('a gift of coupons alone is named by its coupon, and a right goes before it', () => {
  const right = { code: 'tea', name: '一杯茶' };
  const signed = (terms: Terms) => signIn(signedOn(terms, [0]).list, terms, on(1))?.gift;
  expect(signed(termsWith(milestone(2)))?.right).toEqual({ code: 'gift', name: 'gift券' });
  expect(signed(termsWith(milestone(2, { right })))?.right).toEqual(right);
  expect(signed({ ...termsWith(milestone(2)), coupons: new Map() })?.right).toBeNull();
});

test('a card brings the coupons of a milestone that it reaches, and not those that were given before', () => {
  const terms = termsWith(milestone(2), milestone(4, { coupons: one('second') }));
  // Two days, a gap, two days: the second run has reached the milestone of two again, as a run of its own.
  const { list } = signedOn(terms, [0, 1, 3]);
  expect(fill(list, terms, on(2), on(3), 0).grants).toEqual(one('second'));
  const { list: again } = signedOn(terms, [0, 1, 3, 4]);
  expect(fill(again, terms, on(2), on(4), 0).grants).toEqual(one('second'));
});

const give = (template: string, count = 1) => ({ code: 'coupon' as const, template, count });
const rule = (occasion: 'order' | 'checkin' | 'join' | 'birthday', template: string) => ({
  code: `rule${template}`,
  name: '送券',
  on: [occasion],
  when: [],
  give: give(template),
});

const programmeWith = (...rules: ReturnType<typeof rule>[]): Programme => ({
  ...defaultProgramme,
  earning: { ...defaultProgramme.earning, rules },
});

test('a rule that gives coupons changes no points', () => {
  const event = {
    occasion: 'order' as const,
    day: TODAY,
    channel: 'till' as const,
    storeId: 'default',
    tier: { code: 'regular', name: '普通', factor: 200 },
    birthday: null,
    firstOrder: true,
    amountFen: 10_000 as Fen,
    base: 0 as Points,
  };
  const { rules } = defaultProgramme.earning;
  const [plain, with2] = [rules, [...rules, rule('order', 'gift'), rule('join', 'second')]].map((list) =>
    evaluate({ rules: list, cap: 500 }, event),
  );
  expect(with2).toEqual({ ...plain, grants: one('gift') });
  expect(evaluate({ rules: [rule('order', 'gift')], cap: 500 }, { ...event, amountFen: 0 as Fen }).grants).toEqual([]);
});

const identity = { shape: 1 as const, _id: 'i', kind: 'openid' as const, memberId: 'm', at: NOON, consent: null };
const person = { openid: 'o', consent: null, number: '100000000000', phoneBound: false };

test('who joins has the coupons of the rules for joining, the same whoever completes the joining', () => {
  const settings = { ...bare, templates, programme: programmeWith(rule('join', 'gift')) };
  const [made, again] = [newborn(identity, person, settings), newborn(identity, person, settings)];
  expect(again).toEqual(made);
  const [entry] = Object.values(made.journal);
  expect(couponsIn(entry?.births ?? [])).toMatchObject([{ memberId: 'm', template: 'gift', source: 'join' }]);
  expect(couponsIn(entry?.births ?? [])[0]?.code).toMatch(/^71\d{14}$/);
  expect(entry?.because).toEqual([{ code: 'coupon.granted', args: { coupon: 'gift券', count: 1 }, result: 0 }]);
});

test('without a template nothing is granted, and nobody asks for the key of the codes', () => {
  vi.stubEnv('HUITOUKE_SECRET', '');
  const settings = { ...bare, programme: programmeWith(rule('join', 'gift')) };
  const [entry] = Object.values(newborn(identity, person, settings).journal);
  expect(entry?.births).toEqual([]);
  vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));
});

function lookOn(programme: Programme, list: readonly CouponTemplate[], member: Member, day: DayKey) {
  const ladders = [ladderOf(programme.tiers, LONG_AGO)];
  const clockwork = clockworkOf({ programme, ladders, templates: [...list] }, NOON);
  return { due: clockwork.due(member, day), wake: clockwork.wake(member, day) };
}

const packed = (points: number): Programme => ({
  ...defaultProgramme,
  birthday: { minimumDays: 0, on: 'day' },
  earning: { ...defaultProgramme.earning, rules: [rule('birthday', 'gift')] },
  tiers: {
    ...defaultProgramme.tiers,
    list: defaultProgramme.tiers.list.map((tier) => ({
      ...tier,
      rights: [{ code: 'birthdayPack' as const, name: '生日礼包', points, coupons: one('pack', 2) }],
    })),
  },
});

test('a birthday brings the coupons of rules and pack in one entry, once a year', () => {
  const programme = packed(0);
  const born = blank({ programme, ladders: [ladderOf(programme.tiers, LONG_AGO)] }, { birthday: '01-20' as MonthDay });
  const { due } = lookOn(programme, templates, born, '2026-01-20' as DayKey);
  const [draft, ...others] = due.drafts.filter(({ kind }) => kind === 'birthday');
  expect(others).toEqual([]);
  const coupons = couponsIn(draft?.births ?? []);
  expect(coupons.map(({ template, source }) => [template, source])).toEqual([
    ['pack', 'birthday'],
    ['pack', 'birthday'],
    ['gift', 'birthday'],
  ]);
  expect(new Set(coupons.map(({ _id }) => _id)).size).toBe(3);
  const after = { ...born, ...due.change };
  expect(lookOn(programme, templates, after, '2026-01-20' as DayKey).due.drafts).toEqual([]);
});

test('who has a birthday coupon ahead wakes for it, and sleeps when its template is off', () => {
  const { tiers } = defaultProgramme;
  const list = tiers.list.map((tier) => ({ ...tier, gift: 0, rights: [{ code: 'priorityShipping' as const }] }));
  const programme = { ...packed(0), tiers: { ...tiers, list } };
  const born = blank({ programme, ladders: [ladderOf(programme.tiers, LONG_AGO)] }, { birthday: '01-20' as MonthDay });
  const day = '2026-01-15' as DayKey;
  expect(lookOn(programme, templates, born, day).wake).toBe('2026-01-20');
  const off = templates.map((template) => ({ ...template, state: 'off' as const }));
  expect(lookOn(programme, off, born, day).wake > '2026-01-20').toBe(true);
  expect(lookOn(programme, off, born, '2026-01-20' as DayKey).due.drafts).toEqual([]);
});

test('reaching a tier brings its coupons once, points or none', () => {
  const { tiers } = defaultProgramme;
  const list = tiers.list.map((tier, i) => (i === 1 ? { ...tier, gift: 0, giftCoupons: one('gift', 2) } : tier));
  const life = lifeUnder({ tiers: { ...tiers, list } });
  const fresh = blank(life);
  const day = addDays(fresh.joinedOn, 1);
  const growth = list[1]?.from ?? 0;
  const grown = { ...fresh, growth, tier: addGrowth(fresh.tier, life.ladders, { day, final: day, growth }, day) };
  const { due } = lookOn(life.programme, templates, grown, day);
  const gifts = due.drafts.filter(({ kind }) => kind === 'gift');
  expect(gifts.map(({ key, births }) => [key, couponsIn(births ?? []).length])).toEqual([[`gift:${list[1]?.code}`, 2]]);
  expect(gifts[0]?.because.map(({ code }) => code)).toEqual(['coupon.granted']);
  const after = { ...grown, ...due.change };
  expect(lookOn(life.programme, templates, after, day).due.drafts.filter(({ kind }) => kind === 'gift')).toEqual([]);
  // Without such a template the gift is nothing, and still to come.
  expect(look(life, grown, day).entries.filter(({ kind }) => kind === 'gift')).toEqual([]);
});

test('an order grants with its payment, and a return takes no coupon back', () => {
  const programme = programmeWith(rule('order', 'gift'));
  const life = lifeUnder(programme);
  const member = blank(life);
  const order = { partnerId: 'p', orderId: 'A1', storeId: 'default', channel: 'till', actor: 'partner' } as const;
  const booking = {
    ...{ member, facts: [], order, print: 'p', programme, ladders: life.ladders, tiers: programme.tiers },
    ...{ store: '', today: TODAY, now: NOON, grant: grantingBy(templates, NOON as EpochMs, (id) => id) },
  };
  const bookedAs = (event: Parameters<typeof book>[0]['event']) => {
    const posting = book({ ...booking, event });
    if (typeof posting === 'string') throw new Error(posting);
    return posting.drafts[0];
  };
  const paid = bookedAs({ type: 'paid', amountFen: 5_000 as Fen, paidAt: NOON, completed: true });
  expect(couponsIn(paid.births ?? [])).toMatchObject([{ template: 'gift', source: 'order' }]);
  expect(paid.because.at(-1)).toMatchObject({ code: 'coupon.granted' });
  const back = bookedAs({ type: 'refunded', refundId: 'r', amountFen: 5_000 as Fen, refundedAt: NOON });
  expect(couponsIn(back.births ?? [])).toEqual([]);
});

test('what a programme promises in coupons has to exist and be on', () => {
  const [first] = defaultProgramme.tiers.list;
  const second = defaultProgramme.tiers.list[1];
  if (!first || !second) throw new Error('no tiers');
  const pack = { code: 'birthdayPack' as const, name: '礼包', points: 0, coupons: one('pack') };
  const programme: Programme = {
    ...programmeWith(rule('join', 'gift')),
    checkIn: { ...defaultProgramme.checkIn, milestones: [milestone(7, { coupons: one('second') })] },
    tiers: {
      ...defaultProgramme.tiers,
      list: [first, { ...second, giftCoupons: one('gift'), rights: [pack] }, ...defaultProgramme.tiers.list.slice(2)],
    },
  };
  expect(templatesNamed(programme)).toEqual(['second', 'gift', 'pack']);
  expect(checkProgramme(programme, defaultStores, templates)).toMatchObject({ ok: true });
  const off = templates.map((each) => (each.code === 'pack' ? { ...each, state: 'off' as const } : each));
  const checked = checkProgramme(programme, defaultStores, off.slice(1));
  expect(checked.ok ? [] : checked.problems.map(({ field, code }) => [field, code])).toEqual([
    ['earning.rules.0.give.template', 'unknownCode'],
    ['tiers.list.1.giftCoupons.0.template', 'unknownCode'],
    ['tiers.list.1.rights.0.coupons.0.template', 'templateOff'],
  ]);
});

test('the guide tells coupons by the names they have now, those that are off not at all', () => {
  const [first, second] = defaultProgramme.tiers.list;
  if (!first || !second) throw new Error('no tiers');
  const programme: Programme = {
    ...programmeWith(rule('join', 'gift'), rule('checkin', 'second'), rule('order', 'pack')),
    checkIn: { ...defaultProgramme.checkIn, milestones: [milestone(7)] },
    tiers: { ...defaultProgramme.tiers, list: [first, { ...second, giftCoupons: one('second', 3) }] },
  };
  const rowsWith = (list: readonly CouponTemplate[]) => {
    const names = namesOf(programme, defaultStores, list);
    const all = [
      ...checkInRules(programme, names, TODAY),
      ...earningGuide(programme, names),
      ...daysGuide(programme, names, TODAY),
      ...tiersGuide(programme, names),
    ];
    return all.filter(({ args }) => 'coupon' in args).map(({ code, args }) => [code, args.coupon, args.count]);
  };
  expect(rowsWith(templates)).toEqual([
    ['coupon.streak', 'gift券', 1],
    ['rule.coupon', 'second券', 1],
    ['rule.coupon', 'gift券', 1],
    ['rule.coupon', 'pack券', 1],
    ['coupon.tier', 'second券', 3],
  ]);
  expect(rowsWith([])).toEqual([]);
});
