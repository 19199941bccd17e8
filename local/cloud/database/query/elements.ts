/** $elemMatch and $all: demands on the elements of an array. */

import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { BadRequest } from '../refusals';
import { type Document, equalValues, isDocument } from '../values/order';
import { anyArray, anyValue, type QueryOperator } from './operator';

const COMBINING = new Set(['$and', '$or', '$nor', '$expr', '$jsonSchema']);

/**
 * Operators alone are a demand on the element itself; fields are a demand on documents, and a scalar never meets it.
 */
export function elementTest(criteria: unknown, options: Partial<Options>): (element: unknown) => boolean {
  if (!isDocument(criteria)) throw new BadRequest('$elemMatch needs an Object');
  const keys = Object.keys(criteria);
  if (keys.length > 0 && keys.every((key) => key.startsWith('$') && !COMBINING.has(key))) {
    const query = new Query({ '': criteria }, options);
    return (element) => query.test(element as Document);
  }
  const query = new Query(criteria, options);
  return (element) => (isDocument(element) || Array.isArray(element)) && query.test(element as Document);
}

const $elemMatch: QueryOperator = (path, operand, options) => {
  const passes = elementTest(operand, options);
  return anyArray(path, (array) => array.some(passes));
};

const $all: QueryOperator = (path, operand, options) => {
  if (!Array.isArray(operand)) throw new BadRequest('$all needs an array');
  const tests = operand.map((member) => {
    if (isDocument(member) && '$elemMatch' in member) return $elemMatch(path, member.$elemMatch, options);
    if (member instanceof RegExp) return anyValue(path, (value) => typeof value === 'string' && member.test(value));
    return anyValue(path, (value) => equalValues(value, member));
  });
  return (document) => tests.length > 0 && tests.every((test) => test(document));
};

export const elementOperators = { $elemMatch, $all };
