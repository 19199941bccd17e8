/** $max and $min in BSON order, passing over null and missing fields. */
import { $push } from 'mingo/operators/accumulator';
import type { Options } from 'mingo/types';
import { compareValues, type Document } from '../values/order';

type Accumulator = (members: Document[], operand: unknown, options: Options) => unknown;

/** Used as an expression, the members are the values and there is no operand: $push then gives them back as they are. */
const extreme =
  (sign: 1 | -1): Accumulator =>
  (members, operand, options) => {
    let best: unknown = null;
    for (const value of $push(members, operand, options)) {
      if (value === null || value === undefined) continue;
      if (best === null || compareValues(value, best) * sign > 0) best = value;
    }
    return best;
  };

export const accumulators = { $max: extreme(1), $min: extreme(-1) };
