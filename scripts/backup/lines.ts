/**
 * A document as one line of text and back. Extended JSON, relaxed: dates and numbers that JSON does not know keep their
 * types (MongoDB Extended JSON v2), the rest reads as it looks.
 */
import { createHash } from 'node:crypto';
import { BSONRegExp, EJSON } from 'bson';

export type Stored = { _id: string } & Record<string, unknown>;

/** @param document as the SDK answers it */
export function lineOf(document: Stored): string {
  return EJSON.stringify(plain(document) as Stored, { relaxed: true });
}

export function documentOf(line: string): Stored {
  return revived(EJSON.parse(line, { relaxed: true })) as Stored;
}

/** The same for the same content, whatever the order of its fields. */
export function digestOf(document: Stored): string {
  return createHash('sha256')
    .update(EJSON.stringify(ordered(plain(document)) as Stored))
    .digest('base64url');
}

/** Every text of a document, field by field, changed where it has to be. */
export function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => withTexts(each, change));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withTexts(each, change)]));
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (value instanceof RegExp) return new BSONRegExp(value.source, value.flags);
  if (Array.isArray(value)) return value.map(plain);
  // The SDK hands out places on a map as objects of its own; stored they are GeoJSON.
  if ('toJSON' in value && typeof value.toJSON === 'function') return plain(value.toJSON());
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}

function revived(value: unknown): unknown {
  if (value instanceof BSONRegExp) return new RegExp(value.pattern, value.options);
  if (Array.isArray(value)) return value.map(revived);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, revived(each)]));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isPlain(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, ordered(value[name])]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
