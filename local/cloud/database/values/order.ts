/**
 * The order and equality of BSON values.
 * Laws: types first, in MongoDB's order; a missing field equals null; NaN is the least number; strings compare by
 * code point (as their UTF-8 bytes do); objects compare field by field in their own field order: type, name, value.
 * Source: MongoDB manual, "Comparison/Sort Order".
 */
import { ObjectId } from 'bson';

export type Document = Record<string, unknown>;

export const Rank = {
  null: 1,
  number: 2,
  string: 3,
  object: 4,
  array: 5,
  objectId: 7,
  boolean: 8,
  date: 9,
  regex: 11,
} as const;

export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'undefined':
      return Rank.null;
    case 'number':
      return Rank.number;
    case 'string':
      return Rank.string;
    case 'boolean':
      return Rank.boolean;
    case 'object':
      if (value === null) return Rank.null;
      if (Array.isArray(value)) return Rank.array;
      if (value instanceof Date) return Rank.date;
      if (value instanceof ObjectId) return Rank.objectId;
      if (value instanceof RegExp) return Rank.regex;
      return Rank.object;
    default:
      throw new TypeError(`no BSON type for a ${typeof value}`);
  }
}

export const isDocument = (value: unknown): value is Document => rankOf(value) === Rank.object;

const compareSimple = (a: number | string | boolean, b: number | string | boolean): number =>
  a < b ? -1 : a > b ? 1 : 0;

function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

/** UTF-16 order, except that surrogates (code points above U+FFFF) sort after U+E000..U+FFFF. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    if (x >= 0xd800 && y >= 0xd800) return compareSimple((x + 0x2000) & 0xffff, (y + 0x2000) & 0xffff);
    return x - y;
  }
  return a.length - b.length;
}

function compareDocuments(a: Document, b: Document): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const x = left[i] as string;
    const y = right[i] as string;
    const byType = rankOf(a[x]) - rankOf(b[y]);
    if (byType !== 0) return byType;
    const byName = compareStrings(x, y);
    if (byName !== 0) return byName;
    const byValue = compareValues(a[x], b[y]);
    if (byValue !== 0) return byValue;
  }
  return left.length - right.length;
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Negative, zero or positive. */
export function compareValues(a: unknown, b: unknown): number {
  const rank = rankOf(a);
  const byType = rank - rankOf(b);
  if (byType !== 0) return byType;
  switch (rank) {
    case Rank.null:
      return 0;
    case Rank.number:
      return compareNumbers(a as number, b as number);
    case Rank.string:
      return compareStrings(a as string, b as string);
    case Rank.object:
      return compareDocuments(a as Document, b as Document);
    case Rank.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case Rank.objectId:
      return compareSimple((a as ObjectId).toHexString(), (b as ObjectId).toHexString());
    case Rank.date:
      return compareNumbers((a as Date).getTime(), (b as Date).getTime());
    case Rank.boolean:
      return compareSimple(a as boolean, b as boolean);
    default:
      return (
        compareStrings((a as RegExp).source, (b as RegExp).source) ||
        compareStrings((a as RegExp).flags, (b as RegExp).flags)
      );
  }
}

/** Field order counts: {a:1,b:2} is not {b:2,a:1}. 1 and 1.0 are one number. */
export const equalValues = (a: unknown, b: unknown): boolean => compareValues(a, b) === 0;
