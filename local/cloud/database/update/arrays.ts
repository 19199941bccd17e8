/** $push $addToSet $pop $pull $pullAll. */
import type { Context } from 'mingo/core';
import { Query } from 'mingo/query';
import { sortRows } from '../plan/sort';
import { BadRequest } from '../refusals';
import { compareValues, type Document, equalValues, isDocument } from '../values/order';
import { placeToErase, placeToWrite } from './fields';
import type { UpdateOperator } from './scalars';

function arrayAt(document: Document, path: string, value: unknown): unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return [...value];
  throw new BadRequest(
    `The field '${path}' must be an array but is of type ${typeof value} in document {_id: ${JSON.stringify(document._id)}}`,
  );
}

function eachOf(operator: string, operand: unknown): unknown[] {
  if (!isDocument(operand) || !('$each' in operand)) return [operand];
  if (!Array.isArray(operand.$each)) throw new BadRequest(`The argument to $each in ${operator} must be an array`);
  return operand.$each;
}

function integer(name: string, value: unknown): number {
  if (!Number.isInteger(value))
    throw new BadRequest(`The value for ${name} must be an integer value but was given ${JSON.stringify(value)}`);
  return value as number;
}

/** A number sorts the elements themselves, a document sorts them by their fields. */
function sorted(array: unknown[], by: unknown): unknown[] {
  if (by === 1 || by === -1) return [...array].sort((a, b) => compareValues(a, b) * by);
  if (!isDocument(by))
    throw new BadRequest(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  const rows = array.map((element) => ({ element, document: isDocument(element) ? element : {} }));
  return sortRows(rows, Object.entries(by) as [string, 1 | -1][]).map(({ element }) => element);
}

const PUSH_MODIFIERS = new Set(['$each', '$position', '$slice', '$sort']);

const $push: UpdateOperator = (document, path, operand) => {
  const place = placeToWrite(document, path);
  let array = arrayAt(document, path, place.read());
  const modifiers: Document = isDocument(operand) && '$each' in operand ? operand : {};
  const unknown = Object.keys(modifiers).find((name) => !PUSH_MODIFIERS.has(name));
  if (unknown) throw new BadRequest(`Unrecognized clause in $push: ${unknown}`);
  const each = eachOf('$push', operand);
  if (modifiers.$position === undefined) array.push(...each);
  else array.splice(integer('$position', modifiers.$position), 0, ...each);
  if (modifiers.$sort !== undefined) array = sorted(array, modifiers.$sort);
  if (modifiers.$slice !== undefined) {
    const count = integer('$slice', modifiers.$slice);
    array = count < 0 ? array.slice(count) : array.slice(0, count);
  }
  place.write(array);
};

const $addToSet: UpdateOperator = (document, path, operand) => {
  const place = placeToWrite(document, path);
  const array = arrayAt(document, path, place.read());
  for (const value of eachOf('$addToSet', operand)) {
    if (!array.some((element) => equalValues(element, value))) array.push(value);
  }
  place.write(array);
};

const $pop: UpdateOperator = (document, path, operand) => {
  if (operand !== 1 && operand !== -1) throw new BadRequest(`$pop expects 1 or -1, found: ${JSON.stringify(operand)}`);
  const place = placeToErase(document, path);
  const value = place?.read();
  if (!place || value === undefined) return;
  const array = arrayAt(document, path, value);
  if (operand === 1) array.pop();
  else array.shift();
  place.write(array);
};

function take(document: Document, path: string, gone: (element: unknown) => boolean): void {
  const place = placeToErase(document, path);
  const value = place?.read();
  if (!place || value === undefined) return;
  place.write(arrayAt(document, path, value).filter((element) => !gone(element)));
}

const $pullAll: UpdateOperator = (document, path, operand) => {
  if (!Array.isArray(operand)) throw new BadRequest('$pullAll requires an array argument');
  take(document, path, (element) => operand.some((value) => equalValues(value, element)));
};

/** A document is a query on elements, operators are a demand on the element itself, anything else is compared. */
function pulled(operand: unknown, context: Context): (element: unknown) => boolean {
  const options = { context };
  if (operand instanceof RegExp) return (element) => typeof element === 'string' && operand.test(element);
  if (!isDocument(operand)) return (element) => equalValues(element, operand);
  if (Object.keys(operand).some((key) => key.startsWith('$') && key !== '$and' && key !== '$or' && key !== '$nor')) {
    const query = new Query({ '': operand }, options);
    return (element) => query.test(element as Document);
  }
  const query = new Query(operand, options);
  return (element) => isDocument(element) && query.test(element);
}

export const arrayOperators = (context: Context): Record<string, UpdateOperator> => ({
  $push,
  $addToSet,
  $pop,
  $pullAll,
  $pull: (document, path, operand) => take(document, path, pulled(operand, context)),
});
