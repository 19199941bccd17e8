/** $exists $type $size $mod $regex and the bit tests: predicates on what a field holds. */
import { BadRequest } from '../refusals';
import { Rank, rankOf } from '../values/order';
import { splitPath, valuesAt } from '../values/paths';
import { anyArray, anyValue, type QueryOperator } from './operator';

const $exists: QueryOperator = (path, operand) => {
  const parts = splitPath(path);
  const wanted = Boolean(operand);
  return (document) => valuesAt(document, parts).some((value) => value !== undefined) === wanted;
};

const isNumber = (value: unknown): value is number => typeof value === 'number';
const INT_MAX = 2 ** 31;

/** JavaScript keeps one kind of number; its size tells which BSON type the platform's SDK would have sent. */
const isInt = (value: unknown): boolean =>
  isNumber(value) && Number.isInteger(value) && value >= -INT_MAX && value < INT_MAX;
const isLong = (value: unknown): boolean => isNumber(value) && Number.isInteger(value) && !isInt(value);
const isDouble = (value: unknown): boolean => isNumber(value) && !Number.isInteger(value);

const ofRank = (rank: number) => (value: unknown) => value !== undefined && rankOf(value) === rank;

const TYPES: Record<string, (value: unknown) => boolean> = {
  double: isDouble,
  string: ofRank(Rank.string),
  object: ofRank(Rank.object),
  array: ofRank(Rank.array),
  objectId: ofRank(Rank.objectId),
  bool: ofRank(Rank.boolean),
  date: ofRank(Rank.date),
  null: (value) => value === null,
  regex: ofRank(Rank.regex),
  int: isInt,
  long: isLong,
  number: isNumber,
};

const TYPE_NUMBERS: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  18: 'long',
};

export function typeTest(name: unknown): (value: unknown) => boolean {
  const test = TYPES[isNumber(name) ? (TYPE_NUMBERS[name] ?? '') : String(name)];
  if (!test) throw new BadRequest(`Unknown type name alias: ${String(name)}`);
  return test;
}

const $type: QueryOperator = (path, operand) => {
  const tests = (Array.isArray(operand) ? operand : [operand]).map(typeTest);
  return anyValue(path, (value) => tests.some((test) => test(value)));
};

const $size: QueryOperator = (path, operand) => {
  if (!Number.isInteger(operand) || (operand as number) < 0) throw new BadRequest('$size must be a whole number');
  return anyArray(path, (array) => array.length === operand);
};

const $mod: QueryOperator = (path, operand) => {
  if (!Array.isArray(operand) || operand.length !== 2 || !operand.every(isNumber)) {
    throw new BadRequest('malformed mod, needs to be an array of two numbers');
  }
  const [divisor, remainder] = operand.map(Math.trunc) as [number, number];
  if (divisor === 0) throw new BadRequest('divisor cannot be 0');
  return anyValue(
    path,
    (value) => isNumber(value) && Number.isFinite(value) && Math.trunc(value) % divisor === remainder,
  );
};

const $regex: QueryOperator = (path, operand) => {
  if (!(operand instanceof RegExp)) throw new BadRequest('$regex has to be a string');
  // JavaScript's g and y make a pattern remember where it stopped.
  const pattern = new RegExp(operand.source, operand.flags.replace(/[gy]/g, ''));
  return anyValue(path, (value) => typeof value === 'string' && pattern.test(value));
};

/** A mask as a number, or a list of bit positions. */
function maskOf(operator: string, operand: unknown): bigint {
  if (Number.isSafeInteger(operand) && (operand as number) >= 0) return BigInt(operand as number);
  if (!Array.isArray(operand) || !operand.every((bit) => Number.isInteger(bit) && bit >= 0)) {
    throw new BadRequest(`${operator} takes a non-negative number or a list of bit positions`);
  }
  return operand.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n);
}

function bits(operator: string, accepts: (set: bigint, mask: bigint) => boolean): QueryOperator {
  return (path, operand) => {
    const mask = maskOf(operator, operand);
    return anyValue(path, (value) => Number.isSafeInteger(value) && accepts(BigInt(value as number) & mask, mask));
  };
}

export const shapeOperators = {
  $exists,
  $type,
  $size,
  $mod,
  $regex,
  $bitsAllSet: bits('$bitsAllSet', (set, mask) => set === mask),
  $bitsAnySet: bits('$bitsAnySet', (set) => set !== 0n),
  $bitsAllClear: bits('$bitsAllClear', (set) => set === 0n),
  $bitsAnyClear: bits('$bitsAnyClear', (set, mask) => set !== mask),
};
