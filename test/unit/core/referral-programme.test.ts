import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Occasion } from '../../../cloudfunctions/core/earning';
import { type ReferralTerms, referralSchema } from '../../../cloudfunctions/core/inviting';
import {
  checkProgramme,
  defaultProgramme,
  namesOf,
  type Programme,
  presets,
  referralGuide,
  templatesNamed,
} from '../../../cloudfunctions/core/programme';
import { defaultStores } from '../../../cloudfunctions/core/stores';
import { templateWith } from './coupon-sample';

const terms = promised(defaultProgramme);

function promised({ referral }: Pick<Programme, 'referral'>): ReferralTerms {
  if (!referral) throw new Error('nothing is promised');
  return referral;
}

function withTerms(change: object, more: object = {}): Programme {
  return { ...defaultProgramme, referral: { ...terms, ...change }, ...more } as Programme;
}

function problems(document: unknown): { field: string; code: string }[] {
  const checked = checkProgramme(document, defaultStores, [templateWith({ code: 'gift' })]);
  if (checked.ok) return [];
  for (const { message } of checked.problems) expect(message).toMatch(/\p{Script=Han}/u);
  return checked.problems.map(({ field, code }) => ({ field, code }));
}

test('a friend’s joining brings 50, the first order 20, and the friend a pack (ERN-3, ERN-11)', () => {
  expect(terms.registered?.points).toBe(50);
  expect(terms.firstOrder?.points).toBe(20);
  expect(terms.friend?.points).toBeGreaterThan(0);
});

test('every trade rewards both sides, within limits of its own, and looks before it pays (REF-1)', () => {
  for (const preset of Object.values(presets)) {
    const { registered, firstOrder, friend, perDay, inAll, review } = promised(preset);
    expect([registered, firstOrder, friend]).not.toContain(null);
    expect(perDay).toBeLessThanOrEqual(inAll);
    expect(review.risk).toBe('ask');
  }
  // What a neighbour brings costs the corner shop so much and no more.
  expect(promised(presets.convenience).budget).toBe(100_000);
});

test('there is nothing by which the act of sharing could be rewarded', () => {
  // Occasions are a closed list, and what a friend brings hangs on joining and ordering alone.
  const occasions: Record<Occasion, true> = { order: true, checkin: true, join: true, birthday: true, visit: true };
  expect(Object.keys(occasions).filter((name) => /share|forward|moments|poster/i.test(name))).toEqual([]);
  for (const on of ['share', 'forward', 'moments', 'invite']) {
    const rule = { code: 'share', name: '分享有礼', on: [on], when: [], give: { code: 'fixed', points: 1 } };
    const { earning } = defaultProgramme;
    const document = { ...defaultProgramme, earning: { ...earning, rules: [...earning.rules, rule] } };
    expect(checkProgramme(document).ok).toBe(false);
  }
  for (const part of ['shared', 'forwarded', 'viewed', 'clicked'])
    expect(v.safeParse(referralSchema, { ...terms, [part]: { points: 1 } }).success).toBe(false);
});

test('a reward is known in advance: no chance, no range, no steps', () => {
  for (const more of [{ chance: 0.1 }, { from: 1, until: 100 }, { points: { random: [1, 100] } }, { points: 1.5 }])
    expect(v.safeParse(referralSchema, { ...terms, registered: { points: 1, ...more } }).success).toBe(false);
});

test('limits are never left out', () => {
  for (const limit of ['perDay', 'inAll', 'budget', 'review', 'campaign'] as const) {
    const { [limit]: _left, ...rest } = terms;
    expect(v.safeParse(referralSchema, rest).success).toBe(false);
  }
  for (const change of [{ perDay: 0 }, { perDay: 101 }, { inAll: 10_001 }, { perDay: null }, { inAll: null }])
    expect(v.safeParse(referralSchema, { ...terms, ...change }).success).toBe(false);
});

test('what cannot be meant is said before it is published', () => {
  expect(problems(withTerms({}))).toEqual([]);
  expect(problems(withTerms({ registered: { points: 0 } }))).toEqual([
    { field: 'referral.registered', code: 'nothing' },
  ]);
  expect(problems(withTerms({ registered: null, firstOrder: null, friend: null }))).toEqual([
    { field: 'referral', code: 'nothing' },
  ]);
  expect(problems(withTerms({ perDay: 9, inAll: 8 }))).toEqual([{ field: 'referral.inAll', code: 'neverReached' }]);
  expect(problems(withTerms({ budget: 49 }))).toEqual([{ field: 'referral.budget', code: 'neverReached' }]);
  expect(problems({ ...defaultProgramme, referral: null })).toEqual([]);
});

test('coupons that inviting promises are there, whoever they are for', () => {
  const coupons = [{ template: 'gone', count: 1 }];
  for (const part of ['registered', 'firstOrder', 'friend'] as const) {
    const document = withTerms({ [part]: { ...terms[part], coupons } });
    expect(problems(document)).toEqual([{ field: `referral.${part}.coupons.0.template`, code: 'unknownCode' }]);
    expect(templatesNamed(document)).toContain('gone');
  }
});

test('the rules page says what both sides get, when, how many, and that sharing is not rewarded', () => {
  const friend = { points: 0, coupons: [{ template: 'gift', count: 2 }] };
  const document = withTerms({ friend });
  const rows = referralGuide(
    document,
    namesOf(document, defaultStores, [templateWith({ code: 'gift', name: '礼券' })]),
  );
  expect(rows).toEqual([
    { code: 'referral.registered', args: { points: 50, coupons: '' } },
    { code: 'referral.firstOrder', args: { points: 20, coupons: '', minimumFen: 1_000 } },
    { code: 'referral.friend', args: { points: 0, coupons: '礼券 × 2' } },
    { code: 'referral.when', args: { days: 60 } },
    { code: 'referral.limits', args: { perDay: 5, inAll: 50 } },
    { code: 'referral.fair', args: {} },
  ]);
  expect(referralGuide({ ...defaultProgramme, referral: null }, { coupon: () => null })).toEqual([]);
});
