/** Operators on arrays and objects in which mingo 7.2.7 departs from MongoDB. */
import { BadRequest } from '../../refusals';
import { compareValues, type Document, isDocument } from '../../values/order';
import { type Expression, evaluate, single } from './expression';

const missing = (value: unknown): boolean => value === null || value === undefined;

/** The values of all operands; one operand that gives a list is not taken for the operands. */
const all = (document: unknown, operand: unknown, options: Parameters<Expression>[2]): unknown[] =>
  (Array.isArray(operand) ? operand : [operand]).map((each) => evaluate(document, each, options));

const $size: Expression = (document, operand, options) => {
  const value = single(document, operand, options);
  if (!Array.isArray(value)) throw new BadRequest('The argument to $size must be an array');
  return value.length;
};

/** [array, n] or [array, position, n]; a negative position counts from the end. */
const $slice: Expression = (document, operand, options) => {
  const [array, second, third] = all(document, operand, options);
  const counted = Array.isArray(operand) && operand.length === 3;
  if (missing(array) || missing(second) || (counted && missing(third))) return null;
  if (!Array.isArray(array)) throw new BadRequest('First argument to $slice must be an array');
  if (!Number.isInteger(second) || (counted && !Number.isInteger(third)))
    throw new BadRequest('$slice takes whole numbers');
  const from = second as number;
  if (!counted) return from < 0 ? array.slice(from) : array.slice(0, from);
  if ((third as number) <= 0) throw new BadRequest('Third argument to $slice must be positive');
  const start = from < 0 ? Math.max(array.length + from, 0) : from;
  return array.slice(start, start + (third as number));
};

const $setUnion: Expression = (document, operand, options) => {
  const sets = all(document, operand, options);
  if (sets.some(missing)) return null;
  const union: unknown[] = [];
  for (const set of sets) {
    if (!Array.isArray(set)) throw new BadRequest('All operands of $setUnion must be arrays');
    for (const value of set) if (!union.some((other) => compareValues(other, value) === 0)) union.push(value);
  }
  return union;
};

function pairOf(member: unknown): [unknown, unknown] {
  if (Array.isArray(member) && member.length === 2) return [member[0], member[1]];
  if (isDocument(member) && 'k' in member && 'v' in member) return [member.k, member.v];
  throw new BadRequest('$arrayToObject requires an array of [key, value] pairs or of {k, v} documents');
}

const $arrayToObject: Expression = (document, operand, options) => {
  const array = single(document, operand, options);
  if (missing(array)) return null;
  if (!Array.isArray(array)) throw new BadRequest('$arrayToObject requires an array input');
  const made: Document = {};
  for (const [name, value] of array.map(pairOf)) {
    if (typeof name !== 'string') throw new BadRequest('$arrayToObject requires keys of type string');
    if (name === '__proto__') throw new BadRequest('a field named __proto__ is not supported by the local cloud');
    made[name] = value;
  }
  return made;
};

/** In $group the documents are its members', elsewhere the values of its operands or of one list. */
const $mergeObjects: Expression = (document, operand, options) => {
  const grouped = Array.isArray(document);
  const found = grouped
    ? document.map((member) => evaluate(member, operand, options))
    : all(document, operand, options).flatMap((value) =>
        Array.isArray(value) && !Array.isArray(operand) ? value : [value],
      );
  const documents = found.filter((value) => !missing(value));
  if (!documents.every(isDocument)) throw new BadRequest('$mergeObjects requires object inputs');
  return Object.assign({}, ...documents);
};

export const collectionExpressions = { $size, $slice, $setUnion, $arrayToObject, $mergeObjects };
