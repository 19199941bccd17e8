/** $max and $min in BSON order, passing over null and missing fields. */
import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { compareValues, type Document } from '../values/order';

type Accumulator = (members: Document[], operand: unknown, options: Options) => unknown;

/** As an expression, mingo hands over the computed values and no operand. */
const extreme =
  (sign: 1 | -1): Accumulator =>
  (members, operand, options) => {
    let best: unknown = null;
    for (const member of members) {
      const value = operand === null ? member : evalExpr(member, operand, options);
      if (value === null || value === undefined) continue;
      if (best === null || compareValues(value, best) * sign > 0) best = value;
    }
    return best;
  };

export const accumulators = { $max: extreme(1), $min: extreme(-1) };
