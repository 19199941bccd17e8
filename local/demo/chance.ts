/** Chance that comes out the same in every run: the demo shop's history is the same for everybody. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Chance {
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  /** True in so many of a hundred cases. */
  percent(of: number): boolean;
  oneOf<T>(list: readonly T[]): T;
}

export function chance(seed: number): Chance {
  const source = xoroshiro128plus(seed);
  const between = (from: number, to: number) => uniformInt(source, from, to);
  return {
    between,
    percent: (of) => between(0, 99) < of,
    oneOf: (list) => {
      const picked = list[between(0, list.length - 1)];
      if (picked === undefined) throw new Error('nothing to choose from');
      return picked;
    },
  };
}
