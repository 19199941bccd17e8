/** $max and $min in BSON order, passing over null and missing fields. */
import { $avg, $push, $stdDevPop, $stdDevSamp, $sum } from 'mingo/operators/accumulator';
import type { Options } from 'mingo/types';
import { compareValues, type Document } from '../values/order';
import { type Expression, evaluate } from './expressions/expression';

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

/** A deviation that cannot be computed, of no number or of a sample of one, is null. */
const numberOrNull =
  (compute: Accumulator): Accumulator =>
  (members, operand, options) => {
    const value = compute(members, operand, options);
    return Number.isNaN(value) ? null : value;
  };

export const accumulators: Record<string, Accumulator> = {
  $max: extreme(1),
  $min: extreme(-1),
  $stdDevPop: numberOrNull($stdDevPop),
  $stdDevSamp: numberOrNull($stdDevSamp),
};

/** Outside of $group: over the values of the operands, over one list, or over one value that is no list. */
const overValues =
  (accumulate: Accumulator): Expression =>
  (document, operand, options) => {
    // Inside of $group mingo hands the members over as if they were the document.
    if (Array.isArray(document)) return accumulate(document, operand, options);
    const value = evaluate(document, operand, options);
    return accumulate((Array.isArray(value) ? value : [value]) as Document[], null, options);
  };

export const accumulatorExpressions = Object.fromEntries(
  Object.entries({ ...accumulators, $sum, $avg }).map(([name, accumulate]) => [
    name,
    overValues(accumulate as Accumulator),
  ]),
);
