/** What is declared to be kept about people is what is kept: of every stored field it is said what it tells of whom. */
import { describe, expect, test } from 'vitest';
import { CLOSING_DAYS } from '../../../cloudfunctions/core/leaving';
import { FIELDS, fieldsOf, KEPT, PERIODS, PERMISSIONS } from '../../../cloudfunctions/core/privacy';
import { defaultShop } from '../../../cloudfunctions/core/shop';
import { collections } from '../../../cloudfunctions/manifest/collections';
import type { KeptCode } from '../../../typings/api/account';
import { storedFields } from '../../setup/shapes';

const shapes = storedFields();
const codes = KEPT.map(({ code }) => code);
const verdictsOn = (collection: string) => FIELDS[collection as keyof typeof FIELDS];

/** What only documents about people have. */
const TELLING = /^(openid|memberId|friendId|inviterId|starterId|phone|address|nickname|profile|birthday|staffId)$/;

describe('a verdict on every field', () => {
  test('every collection is judged, and no other', () => {
    expect(Object.keys(FIELDS).sort()).toEqual(Object.keys(collections).sort());
  });

  test.each(Object.keys(collections).filter((name) => verdictsOn(name) !== null && (shapes.get(name)?.size ?? 0) > 0))(
    'each field of %s has one verdict, and each verdict a field',
    (collection) => {
      const judged = Object.values(verdictsOn(collection) ?? {}).flat();
      expect(judged).toEqual([...new Set(judged)]);
      // A count has two writers: who sells beyond a day's amount, and who tries too often.
      expect([...judged].sort()).toEqual([...(shapes.get(collection) ?? [])].sort());
    },
  );

  test('what is said to tell nothing of anybody has no field that does', () => {
    const silent = Object.keys(collections).filter((name) => verdictsOn(name) === null);
    const telling = silent.flatMap((name) => [...(shapes.get(name) ?? [])].filter((field) => TELLING.test(field)));
    expect(telling).toEqual([]);
    const nobody = Object.entries(FIELDS).flatMap(([, verdicts]) => verdicts?.nobody ?? []);
    expect(nobody.filter((field) => TELLING.test(field))).toEqual([]);
  });
});

describe('the declaration', () => {
  test('names each thing once, and nothing that is not stored', () => {
    expect(codes).toEqual([...new Set(codes)]);
    // Card numbers lie among the other identities: by their kind, not in a field of their own.
    expect(codes.filter((code) => fieldsOf(code).length === 0)).toEqual(['card']);
  });

  test('whatever a field tells is declared', () => {
    const told = Object.values(FIELDS).flatMap((verdicts) => Object.keys(verdicts ?? {}));
    expect(told.filter((code) => code !== 'nobody' && !codes.includes(code as KeptCode))).toEqual([]);
  });

  test('a period is a whole number of days, and what has one is not kept for ever', () => {
    for (const days of Object.values(PERIODS)) expect(Number.isSafeInteger(days) && days > 0).toBe(true);
    for (const { period } of KEPT) expect(period === null || period in PERIODS).toBe(true);
  });

  test('what one has to agree to is erased when one leaves', () => {
    expect(KEPT.filter(({ ground, closing }) => ground === 'consent' && closing !== 'erased')).toEqual([]);
  });

  test('who one is, is erased when one leaves: no more than the number stays', () => {
    expect(KEPT.filter(({ group, closing }) => group === 'you' && closing !== 'erased')).toEqual([]);
  });

  test('an interface of WeChat is asked for once, and only staff are asked for photographs and files', () => {
    expect(PERMISSIONS.map(({ asked }) => asked)).toEqual([...new Set(PERMISSIONS.map(({ asked }) => asked))]);
    expect(PERMISSIONS.filter(({ staff }) => staff).map(({ code }) => code)).toEqual(['photographs', 'files']);
  });
});

describe('the privacy text a shop begins with', () => {
  const text = (which: 'terms' | 'privacy') => defaultShop[which].paragraphs.map((each) => each.text).join('\n');

  test('says the same times as the timer forgets by', () => {
    const said = text('privacy');
    expect(said).toContain(`消息和用过的提醒许可 ${PERIODS.notices} 天`);
    expect(PERIODS.consents).toBe(PERIODS.notices);
    expect(said).toContain(`收货地址在这一笔兑换办完后 ${PERIODS.addresses} 天`);
    expect(said).toContain(`操作记录 ${PERIODS.trail / 365} 年`);
    expect(said).toContain(`导入的名单 ${PERIODS.imports} 天、导出的名单 ${PERIODS.exports} 天`);
    expect(said).toContain(`来过哪些天 ${Math.floor(PERIODS.activity / 30.4)} 个月`);
  });

  test('says how long one may think about leaving, in both texts', () => {
    for (const which of ['terms', 'privacy'] as const) expect(text(which)).toContain(`等 ${CLOSING_DAYS} 天`);
  });
});
