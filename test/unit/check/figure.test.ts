import { expect, test } from 'vitest';
import { type Figure, holds, median } from '../../bench/figure';

const figure = (limit?: Figure['limit']): Figure => ({
  name: 'x',
  unit: 'ms',
  ...(limit ? { limit } : {}),
  measure: () => Promise.reject(new Error('not measured here')),
});

test.each([
  ['a value at its bound holds', { atMost: 3 }, { value: 3 }, true],
  ['a value above its bound is broken', { atMost: 3 }, { value: 3.01 }, false],
  ['another value than the promised one is broken', { exactly: 1 }, { value: 0 }, false],
  ['a figure that is only shown holds', undefined, { value: 7 }, true],
  ['what could not be measured is broken', undefined, { value: Number.NaN }, false],
  ['a good value with something wrong beside it is broken', { exactly: 1 }, { value: 1, wrong: ['books'] }, false],
] as const)('%s', (_name, limit, measured, expected) => {
  const { value, ...rest } = measured;
  const wrong = 'wrong' in rest ? [...rest.wrong] : [];
  expect(holds(figure(limit), { value, note: '', wrong })).toBe(expected);
});

test('the median is a value that was measured', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2);
});
