/** $eq $ne $gt $gte $lt $lte $in $nin. A comparison looks only at values of the operand's own type. */
import { BadRequest } from '../refusals';
import { compareValues, equalValues, Rank, rankOf } from '../values/order';
import { anyValue, type QueryOperator } from './operator';

const equals = (operand: unknown) => (value: unknown) => equalValues(value, operand);

const $eq: QueryOperator = (path, operand) => anyValue(path, equals(operand));

const $ne: QueryOperator = (path, operand) => {
  const equal = anyValue(path, equals(operand));
  return (document) => !equal(document);
};

/** $gte and $lte null are met by null and by a missing field; NaN only by itself. */
function comparison(accepts: (order: number) => boolean): QueryOperator {
  return (path, operand) => {
    const rank = rankOf(operand);
    const nan = Number.isNaN(operand);
    return anyValue(path, (value) => {
      if (rankOf(value) !== rank) return false;
      if (nan !== Number.isNaN(value) && rank === Rank.number) return false;
      return accepts(compareValues(value, operand));
    });
  };
}

function oneOf(operator: string, operand: unknown): (value: unknown) => boolean {
  if (!Array.isArray(operand)) throw new BadRequest(`${operator} needs an array`);
  const patterns = operand.filter((member) => member instanceof RegExp);
  const strings = new Set(operand.filter((member) => typeof member === 'string'));
  const others = operand.filter((member) => typeof member !== 'string');
  return (value) => {
    if (typeof value === 'string') return strings.has(value) || patterns.some((pattern) => pattern.test(value));
    return others.some((member) => equalValues(member, value));
  };
}

const $in: QueryOperator = (path, operand) => anyValue(path, oneOf('$in', operand));

const $nin: QueryOperator = (path, operand) => {
  const isIn = anyValue(path, oneOf('$nin', operand));
  return (document) => !isIn(document);
};

export const comparisonOperators = {
  $eq,
  $ne,
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $in,
  $nin,
};
