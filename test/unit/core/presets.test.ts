/** The earning half of every preset, a month each. Every number is worked out by hand beside it. */
import { expect, test } from 'vitest';
import { type PresetCode, presets } from '../../../cloudfunctions/core/programme';
import { PresetLife } from './preset-life';

/** November 2026 begins on a Sunday. */
const november = (day: number) => `2026-11-${String(day).padStart(2, '0')}`;
const december = (day: number) => `2026-12-${String(day).padStart(2, '0')}`;

function life(code: PresetCode): PresetLife {
  return new PresetLife(presets[code], november(1));
}

const signs = (member: PresetLife, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => member.sign(november(from + i)));

test('restaurant: ¥10 = 1 point, the 15th doubles, a birthday is worth ¥50 (ERN-2, ERN-6, ERN-8, CMP-1, TIR-1)', () => {
  const guest = life('restaurant');
  expect(guest.join(november(1))).toBe(10);
  // One point a day, the seventh 5 more.
  expect(signs(guest, 1, 7)).toEqual([1, 1, 1, 1, 1, 1, 6]);
  // 12.8 tens; 56 tens and 20 for a table of ¥500; 9.99 tens.
  expect(guest.order(november(3), 'till', 128)).toBe(12);
  expect(guest.order(november(8), 'till', 560)).toBe(76);
  expect(guest.order(november(10), 'counter', 99.9)).toBe(9);
  expect([guest.growth, guest.held(november(10))]).toEqual([787, 'regular']);
  // The order that reaches 1,000 is still a regular's.
  expect(guest.order(november(12), 'till', 213)).toBe(21);
  expect([guest.growth, guest.held(november(12))]).toEqual([1_000, 'silver']);
  // 12 × 1.2 × 2 = 28.8; 56 × 2.4 = 134.4, and 20.
  expect(guest.order(november(15), 'mini', 128)).toBe(28);
  expect(guest.order(november(15), 'till', 560)).toBe(154);
  // 387 × 1.2 = 464.4, and 20; growth 1,000 + 128 + 560 + 3,872.
  expect(guest.order(november(20), 'till', 3_872)).toBe(484);
  expect([guest.growth, guest.held(november(20))]).toEqual([5_560, 'gold']);
  // A new run: 1 × 2 for gold. 12 × 1.5.
  expect(guest.sign(november(21))).toBe(2);
  expect(guest.order(november(22), 'till', 128)).toBe(18);
  // 20 by the rule; the ¥50 of the pack are a coupon.
  expect(guest.birthday(december(1))).toBe(20);
  // 12 × 1.5 × 2.
  expect(guest.order(december(15), 'till', 128)).toBe(36);
  // 10 + 12 + (12 + 76 + 9 + 21) + (28 + 154) + 484 + 2 + 18 + 120 + 36
  expect(guest.points).toBe(882);
});

test('beauty: fifteen days in a row open a trial, the seventh doubles, the 8th is member day (CHK-5, CHK-8, TIR-2)', () => {
  const guest = life('beauty');
  expect(guest.join(november(1))).toBe(50);
  // Seven and fourteen days double, and so does the 8th.
  expect(signs(guest, 1, 15)).toEqual([5, 5, 5, 5, 5, 5, 10, 10, 5, 5, 5, 5, 5, 10, 5]);
  expect(guest.rights).toEqual(['trial']);
  expect(guest.growth).toBe(15);
  // First order over ¥99: 50 on top.
  expect(guest.order(november(2), 'mini', 150)).toBe(200);
  expect(guest.order(november(8), 'web', 300)).toBe(600);
  expect(guest.order(november(16), 'counter', 600)).toBe(600);
  // 15 check-ins + 150 + 300 + 600.
  expect([guest.growth, guest.held(november(16))]).toEqual([1_065, 'silver']);
  // 128 × 1.2 = 153.6.
  expect(guest.order(november(17), 'web', 128)).toBe(153);
  expect(guest.birthday(november(17))).toBe(200);
  expect(guest.order(november(18), 'web', 2_000)).toBe(2_400);
  expect([guest.growth, guest.held(november(18))]).toEqual([3_193, 'gold']);
  // 5 × 1.5 = 7.5.
  expect(guest.sign(november(19))).toBe(7);
  // 128 × 1.5 = 192, × 2 = 384.
  expect(guest.order(december(8), 'web', 128)).toBe(384);
  expect(guest.because.map(({ result }) => result)).toEqual([128, 192, 384, 384]);
  // Coming in and trying something on, on member day too: fixed points are never multiplied.
  expect(guest.visit(december(8))).toBe(10);
  // 50 + 90 + 200 + 600 + 600 + 153 + 200 + 2,400 + 7 + 384 + 10
  expect(guest.points).toBe(4_694);
});

test('convenience store: mini-program orders double, so does Wednesday, and coming daily pays more (ERN-1, ERN-7, CHK-4, CHK-6)', () => {
  const guest = life('convenience');
  expect(guest.join(november(1))).toBe(20);
  // 5 5 6 6 8 8 8, the fourth of November doubled, the seventh day 20 more.
  expect(signs(guest, 2, 8)).toEqual([5, 5, 12, 6, 8, 8, 28]);
  expect(guest.order(november(2), 'till', 12.5)).toBe(12);
  expect(guest.order(november(2), 'mini', 12.5)).toBe(24);
  // 30 × 2 × 2: four times is just what the cap allows.
  expect(guest.order(november(4), 'mini', 30)).toBe(120);
  expect(guest.because.at(-1)?.code).toBe('cap.open');
  expect(guest.growth).toBe(12 + 12 + 30 + 7);
  expect(guest.order(november(9), 'till', 240)).toBe(240);
  expect([guest.growth, guest.held(november(9))]).toEqual([301, 'bronze']);
  // 30 × 1.1 × 2 × 2 = 132, capped at 4 times.
  expect(guest.order(november(11), 'mini', 30)).toBe(120);
  expect(guest.because.at(-1)).toEqual({ code: 'cap.reached', args: { cap: 400, product: 440 }, result: 120 });
  expect(guest.order(november(12), 'till', 30)).toBe(33);
  expect(guest.birthday(november(12))).toBe(50);
  // 1,200 × 1.1.
  expect(guest.order(november(13), 'till', 1_200)).toBe(1_320);
  expect([guest.growth, guest.held(november(13))]).toEqual([1_561, 'gold']);
  expect(guest.sign(november(14))).toBe(7);
  // Wednesday: 5 × 1.5 × 2.
  expect(guest.sign(november(18))).toBe(15);
  expect(guest.birthday(november(18))).toBe(100);
  // Passing by on a Wednesday.
  expect(guest.visit(november(18))).toBe(3);
  // 20 + 72 + 12 + 24 + 120 + 240 + 120 + 33 + 50 + 1,320 + 7 + 15 + 100 + 3
  expect(guest.points).toBe(2_136);
});

test('mother and baby: thirty days in a row bring a lesson, large orders more, the cap is three times (CHK-3, CMP-1)', () => {
  const guest = life('motherBaby');
  expect(guest.join(november(1))).toBe(50);
  expect(guest.growth).toBe(50);
  const month = signs(guest, 1, 30);
  expect(month.flatMap((points, i) => (points === 25 ? [i + 1] : []))).toEqual([7, 14, 21, 28]);
  // 30 × 5 + 4 × 20.
  expect(month.reduce((sum, points) => sum + points, 0)).toBe(230);
  expect(guest.rights).toEqual(['course']);
  expect(guest.order(november(2), 'web', 320)).toBe(320);
  // 650 × 2, and 100.
  expect(guest.order(november(8), 'mini', 650)).toBe(1_400);
  expect([guest.growth, guest.held(november(8))]).toEqual([1_020, 'silver']);
  // 140.8 and 281.6.
  expect(guest.order(november(10), 'till', 128)).toBe(140);
  expect(guest.order(november(18), 'till', 128)).toBe(281);
  expect(guest.birthday(november(19))).toBe(150);
  expect(guest.order(november(20), 'web', 3_800)).toBe(4_280);
  expect([guest.growth, guest.held(november(20))]).toEqual([5_076, 'gold']);
  expect(guest.order(november(21), 'till', 128)).toBe(192);
  // 10,000 × 1.5, and 100.
  expect(guest.order(november(22), 'web', 10_000)).toBe(15_100);
  expect([guest.growth, guest.held(november(22))]).toEqual([15_204, 'diamond']);
  // 2 × 2 would be four times.
  expect(guest.order(december(8), 'till', 128)).toBe(384);
  expect(guest.because.at(-1)?.code).toBe('cap.reached');
  // 50 + 230 + 320 + 1,400 + 140 + 281 + 150 + 4,280 + 192 + 15,100 + 384
  expect(guest.points).toBe(22_527);
});
