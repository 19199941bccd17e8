/** Comparisons in expressions: across all types in BSON order, arrays as wholes, a missing field below null. */
import { BadRequest } from '../../refusals';
import { compareValues, type Document, isDocument } from '../../values/order';
import { type Expression, evaluate, operands } from './expression';

function order(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return compareValues(a, b);
}

function comparison(name: string, result: (order: number) => unknown): Expression {
  return (document, operand, options) => {
    const [a, b] = operands(name, 2, document, operand, options);
    return result(order(a, b));
  };
}

const truthy = (value: unknown): boolean => value !== null && value !== undefined && value !== false && value !== 0;

const $switch: Expression = (document, operand, options) => {
  const { branches, default: otherwise } = isDocument(operand) ? operand : ({} as Document);
  if (!Array.isArray(branches) || branches.length === 0) throw new BadRequest('$switch requires at least one branch');
  for (const branch of branches as Document[]) {
    if (truthy(evaluate(document, branch.case, options))) return evaluate(document, branch.then, options);
  }
  if (!isDocument(operand) || !('default' in operand)) {
    throw new BadRequest('$switch could not find a matching branch for an input, and no default was specified.');
  }
  return evaluate(document, otherwise, options);
};

const $cond: Expression = (document, operand, options) => {
  const named = isDocument(operand);
  if (named) {
    for (const name of ['if', 'then', 'else'])
      if (!(name in operand)) throw new BadRequest(`Missing '${name}' parameter to $cond`);
  } else if (!Array.isArray(operand) || operand.length !== 3) {
    throw new BadRequest('Expression $cond takes exactly 3 arguments.');
  }
  const [condition, then, otherwise] = named
    ? [operand.if, operand.then, operand.else]
    : (operand as [unknown, unknown, unknown]);
  return evaluate(document, truthy(evaluate(document, condition, options)) ? then : otherwise, options);
};

const $in: Expression = (document, operand, options) => {
  const [value, list] = operands('$in', 2, document, operand, options);
  if (!Array.isArray(list)) throw new BadRequest('$in requires an array as a second argument');
  return list.some((each) => order(each, value) === 0);
};

export const comparisonExpressions = {
  $eq: comparison('$eq', (sign) => sign === 0),
  $ne: comparison('$ne', (sign) => sign !== 0),
  $gt: comparison('$gt', (sign) => sign > 0),
  $gte: comparison('$gte', (sign) => sign >= 0),
  $lt: comparison('$lt', (sign) => sign < 0),
  $lte: comparison('$lte', (sign) => sign <= 0),
  $cmp: comparison('$cmp', Math.sign),
  $in,
  $cond,
  $switch,
};
