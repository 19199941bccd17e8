/** String operators in which mingo 7.2.7 departs from MongoDB. */
import { BadRequest } from '../../refusals';
import { type Expression, evaluate, operands, single } from './expression';

/** MongoDB turns numbers and dates into text and null into ''. */
function textOf(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return value.toISOString();
  throw new BadRequest(`${name}: can't convert from BSON type ${typeof value} to String`);
}

const toCase =
  (name: string, change: (text: string) => string): Expression =>
  (document, operand, options) =>
    change(textOf(name, single(document, operand, options)));

function whole(name: string, value: unknown): number {
  if (typeof value !== 'number') throw new BadRequest(`${name}: starting index and length must be numbers`);
  return Math.trunc(value);
}

const inside = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** Counts bytes of UTF-8; a negative length means the rest, a start past the end gives ''. */
const substrBytes =
  (name: string): Expression =>
  (document, operand, options) => {
    const [value, start, length] = operands(name, 3, document, operand, options);
    const bytes = Buffer.from(textOf(name, value));
    const from = whole(name, start);
    const count = whole(name, length);
    if (from < 0) throw new BadRequest(`${name}: starting index must be non-negative (got: ${from})`);
    const to = count < 0 ? bytes.length : Math.min(from + count, bytes.length);
    if (inside(bytes[from]) || inside(bytes[to]))
      throw new BadRequest(`${name}: Invalid range, in the middle of a UTF-8 character.`);
    return bytes.subarray(from, to).toString();
  };

const $substrCP: Expression = (document, operand, options) => {
  const [value, start, length] = operands('$substrCP', 3, document, operand, options);
  const from = whole('$substrCP', start);
  const count = whole('$substrCP', length);
  if (from < 0 || count < 0) throw new BadRequest('$substrCP: starting index and length must be non-negative');
  return [...textOf('$substrCP', value)].slice(from, from + count).join('');
};

/** By code point; -1 when absent, null when the string is null. */
const $indexOfCP: Expression = (document, operand, options) => {
  if (!Array.isArray(operand) || operand.length < 2 || operand.length > 4)
    throw new BadRequest('Expression $indexOfCP takes at least 2 and at most 4 arguments');
  const [value, search, start = 0, end] = operand.map((each) => evaluate(document, each, options));
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string' || typeof search !== 'string') throw new BadRequest('$indexOfCP requires strings');
  const points = [...value];
  const wanted = [...search];
  const from = whole('$indexOfCP', start);
  const last = Math.min(end === undefined ? points.length : whole('$indexOfCP', end), points.length) - wanted.length;
  if (from < 0) throw new BadRequest('$indexOfCP requires a nonnegative starting index');
  for (let at = from; at <= last; at++) {
    if (wanted.every((point, offset) => points[at + offset] === point)) return at;
  }
  return -1;
};

/** By byte of UTF-8. */
const $indexOfBytes: Expression = (document, operand, options) => {
  if (!Array.isArray(operand) || operand.length < 2 || operand.length > 4)
    throw new BadRequest('Expression $indexOfBytes takes at least 2 and at most 4 arguments');
  const [value, search, start = 0, end] = operand.map((each) => evaluate(document, each, options));
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string' || typeof search !== 'string') throw new BadRequest('$indexOfBytes requires strings');
  const from = whole('$indexOfBytes', start);
  if (from < 0) throw new BadRequest('$indexOfBytes requires a nonnegative starting index');
  const bytes = Buffer.from(value);
  const to = end === undefined ? bytes.length : whole('$indexOfBytes', end);
  return from > to ? -1 : bytes.subarray(0, to).indexOf(Buffer.from(search), from);
};

const $split: Expression = (document, operand, options) => {
  const [value, separator] = operands('$split', 2, document, operand, options);
  if (value === null || value === undefined || separator === null || separator === undefined) return null;
  if (typeof value !== 'string' || typeof separator !== 'string') throw new BadRequest('$split requires strings');
  if (separator === '') throw new BadRequest('$split requires a non-empty separator');
  return value.split(separator);
};

const $strcasecmp: Expression = (document, operand, options) => {
  const [a, b] = operands('$strcasecmp', 2, document, operand, options).map((value) =>
    textOf('$strcasecmp', value).toUpperCase(),
  ) as [string, string];
  return a === b ? 0 : a < b ? -1 : 1;
};

export const textExpressions = {
  $toUpper: toCase('$toUpper', (text) => text.toUpperCase()),
  $toLower: toCase('$toLower', (text) => text.toLowerCase()),
  $substr: substrBytes('$substr'),
  $substrBytes: substrBytes('$substrBytes'),
  $substrCP,
  $indexOfCP,
  $indexOfBytes,
  $split,
  $strcasecmp,
};
