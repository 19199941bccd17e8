import { expect, test } from 'vitest';
import { live } from '../../laws/history';

test('the product and a second model of the books agree after every step of any history', () => {
  const seeds = Array.from({ length: 300 }, (_, index) => 1_000_000 + index);
  expect(seeds.flatMap((seed) => live(seed) ?? [])).toEqual([]);
});
