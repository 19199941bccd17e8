import { expect, test } from 'vitest';
import { checkProgramme, defaultProgramme, pointsGuide, presets } from '../../../cloudfunctions/core/programme';

const RATE = { points: 100, fen: 500, minimumFen: 5_000, maxRate: 50 };
const problems = (deduction: object) => {
  const checked = checkProgramme({ ...defaultProgramme, deduction });
  return checked.ok ? [] : checked.problems.map(({ field, code }) => [field, code]);
};

test('points off may be published when they can be reached and buying with them does not pay', () => {
  expect(problems(RATE)).toEqual([]);
  // ¥10 at most half: not one step of ¥5.01.
  expect(problems({ ...RATE, fen: 501, minimumFen: 1_000 })).toEqual([['deduction.minimumFen', 'neverReached']]);
  // The shop's ¥1 brings a point: a point may not be worth ¥1.
  expect(problems({ ...RATE, points: 1, fen: 100 })).toEqual([['deduction.fen', 'tooGenerous']]);
  expect(problems({ ...RATE, points: 1, fen: 99 })).toEqual([]);
});

test('a rate that is no rate is named by its field', () => {
  for (const [name, value] of [
    ['points', 0],
    ['fen', 0],
    ['maxRate', 101],
    ['minimumFen', -1],
  ] as const)
    expect(problems({ ...RATE, [name]: value })).toEqual([[`deduction.${name}`, expect.any(String)]]);
});

test('the guide tells the rate, and says nothing where points buy rewards alone', () => {
  const told = (programme: typeof defaultProgramme) =>
    pointsGuide(programme).filter(({ code }) => code === 'deduct.rate');
  expect(told({ ...defaultProgramme, deduction: RATE })).toEqual([{ code: 'deduct.rate', args: RATE }]);
  expect(told({ ...defaultProgramme, deduction: null })).toEqual([]);
});

test('restaurant and convenience shop take points off, each at a rate that may be published', () => {
  expect(presets.restaurant.deduction).toMatchObject({ points: 100, fen: 500 });
  for (const { deduction } of [presets.restaurant, presets.convenience]) {
    if (!deduction) throw new Error('a preset without points off');
    expect(problems(deduction)).toEqual([]);
  }
});
