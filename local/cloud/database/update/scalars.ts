/** $set $unset $inc $mul $min $max $rename $bit $currentDate. */
import { BadRequest } from '../refusals';
import { compareValues, type Document, isDocument } from '../values/order';
import { type Place, placeToErase, placeToWrite } from './fields';

export type UpdateOperator = (document: Document, path: string, operand: unknown, nowMs: number) => void;

const typeName = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : value instanceof Date
        ? 'date'
        : typeof value === 'boolean'
          ? 'bool'
          : typeof value;

const $set: UpdateOperator = (document, path, operand) => placeToWrite(document, path).write(operand);

const $unset: UpdateOperator = (document, path) => placeToErase(document, path)?.erase();

function numeric(
  operator: string,
  verb: string,
  missing: (operand: number) => number,
  apply: (a: number, b: number) => number,
): UpdateOperator {
  return (document, path, operand) => {
    if (typeof operand !== 'number') {
      throw new BadRequest(`Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`);
    }
    const place = placeToWrite(document, path);
    const value = place.read();
    if (value === undefined) place.write(missing(operand));
    else if (typeof value === 'number') place.write(apply(value, operand));
    else {
      throw new BadRequest(
        `Cannot apply ${operator} to a value of non-numeric type. {_id: ${JSON.stringify(document._id)}} has the field '${path}' of non-numeric type ${typeName(value)}`,
      );
    }
  };
}

function keepBest(better: (order: number) => boolean): UpdateOperator {
  return (document, path, operand) => {
    const place = placeToWrite(document, path);
    const value = place.read();
    if (value === undefined || better(compareValues(operand, value))) place.write(operand);
  };
}

/** Arrays on either path are refused, as MongoDB refuses them. */
const $rename: UpdateOperator = (document, path, operand) => {
  if (typeof operand !== 'string') throw new BadRequest(`The 'to' field for $rename must be a string: ${path}`);
  if (operand === path) throw new BadRequest(`The source and target field for $rename must differ: ${path}`);
  const source = placeToErase(document, path);
  const value = source?.read();
  if (source === undefined || value === undefined) return;
  throughDocuments(document, path);
  throughDocuments(document, operand);
  source.erase();
  placeToWrite(document, operand).write(value);
};

function throughDocuments(document: Document, path: string): void {
  let value: unknown = document;
  for (const name of path.split('.').slice(0, -1)) {
    value = isDocument(value) ? value[name] : undefined;
    if (Array.isArray(value)) throw new BadRequest(`The field of $rename cannot be an array element: '${path}'`);
  }
}

const BITWISE: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

const $bit: UpdateOperator = (document, path, operand) => {
  if (!isDocument(operand)) throw new BadRequest(`The $bit modifier needs {and|or|xor: number} for ${path}`);
  const place = placeToWrite(document, path);
  for (const [name, mask] of Object.entries(operand)) {
    const apply = BITWISE[name];
    if (!apply || !Number.isSafeInteger(mask))
      throw new BadRequest(`The $bit modifier only supports 'and', 'or' and 'xor' of whole numbers`);
    const value = place.read() ?? 0;
    if (!Number.isSafeInteger(value))
      throw new BadRequest(`Cannot apply $bit to a value of non-integral type in '${path}'`);
    place.write(Number(BigInt.asIntN(64, apply(BigInt(value as number), BigInt(mask as number)))));
  }
};

const $currentDate: UpdateOperator = (document, path, operand, nowMs) => {
  if (operand !== true && !(isDocument(operand) && operand.$type === 'date')) {
    throw new BadRequest(`$currentDate of '${path}' takes true or {$type: 'date'}`);
  }
  placeToWrite(document, path).write(new Date(nowMs));
};

export const scalarOperators = {
  $set,
  $unset,
  $inc: numeric(
    '$inc',
    'increment',
    (by) => by,
    (value, by) => value + by,
  ),
  $mul: numeric(
    '$mul',
    'multiply',
    () => 0,
    (value, by) => value * by,
  ),
  $min: keepBest((order) => order < 0),
  $max: keepBest((order) => order > 0),
  $rename,
  $bit,
  $currentDate,
};

export type { Place };
