/**
 * MongoDB Extended JSON v2, the form in which everything travels and in which documents are stored.
 * Canonical or relaxed in, relaxed out (dates canonical, so that no year is out of range).
 * Not `EJSON.parse` of bson: that is seven times slower, keeps flags a JavaScript RegExp refuses or that make it
 * stateful, and server dates would need a second walk. Tests hold this to the same results.
 */
import { ObjectId } from 'bson';
import { BadRequest } from './refusals';
import type { Document } from './values/order';

/** Types of BSON that the platform's SDK cannot send from plain JavaScript values. */
const UNSUPPORTED = new Set([
  '$binary',
  '$timestamp',
  '$numberDecimal',
  '$minKey',
  '$maxKey',
  '$code',
  '$symbol',
  '$dbPointer',
  '$undefined',
]);

function toDate(value: unknown): Date {
  if (typeof value === 'string') return new Date(value);
  if (typeof value === 'object' && value !== null && '$numberLong' in value) return new Date(Number(value.$numberLong));
  return new Date(Number(value));
}

function toRegExp(value: unknown): RegExp {
  const { pattern, options } = value as { pattern: string; options?: string };
  // JavaScript's own flags arrive unfiltered: g and y would make a stored pattern stateful, d, u and v mean nothing here.
  const flags = [...new Set((options ?? '').replace(/[gyduv]/g, ''))].join('');
  if (/[^ims]/.test(flags))
    throw new BadRequest(`regular expression option '${flags}' is not supported by the local cloud`);
  return new RegExp(pattern, flags);
}

function serverDate(value: unknown, nowMs: number): Date {
  const offset = revive((value as Document).offset ?? 0, nowMs);
  return new Date(nowMs + Number(offset));
}

function reviveTagged(tag: string, value: unknown, whole: Document, nowMs: number): unknown {
  switch (tag) {
    case '$numberInt':
    case '$numberLong':
    case '$numberDouble':
      return Number(value);
    case '$date':
      return toDate(value);
    case '$oid':
      return new ObjectId(value as string);
    case '$regularExpression':
      return toRegExp(value);
    case '$tcb_server_date':
      return serverDate(value, nowMs);
    default:
      if (UNSUPPORTED.has(tag)) throw new BadRequest(`the BSON type ${tag} is not supported by the local cloud`);
      return reviveFields(whole, nowMs);
  }
}

function reviveFields(value: Document, nowMs: number): Document {
  for (const key in value) {
    const member = value[key];
    if (typeof member === 'object' && member !== null) value[key] = revive(member, nowMs);
  }
  return value;
}

/** Parsed JSON, changed in place. */
function revive(value: unknown, nowMs: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = revive(value[i], nowMs);
    return value;
  }
  const document = value as Document;
  for (const key in document) {
    if (key.charCodeAt(0) === 36 && Object.keys(document).length === 1)
      return reviveTagged(key, document[key], document, nowMs);
    break;
  }
  return reviveFields(document, nowMs);
}

/** `nowMs` is what server dates become: one instant for the whole request. */
export function decode(text: string, nowMs: number): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new BadRequest('malformed Extended JSON');
  }
  return revive(parsed, nowMs);
}

/** A stored document: only what `encode` wrote, so most hold no tag and need no walk. */
export function decodeStored(text: string): Document {
  const parsed = JSON.parse(text) as Document;
  return text.includes('{"$') ? (revive(parsed, 0) as Document) : parsed;
}

export type ObjectIds = 'tagged' | 'hex';

/** The plain JSON of a value; the value itself where nothing needs a tag. */
function plain(value: unknown, ids: ObjectIds): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $numberDouble: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } };
  if (value instanceof ObjectId) return ids === 'hex' ? value.toHexString() : { $oid: value.toHexString() };
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: value.flags } };
  if (Array.isArray(value)) return plainArray(value, ids);
  return plainDocument(value as Document, ids);
}

function plainArray(value: unknown[], ids: ObjectIds): unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < value.length; i++) {
    const member = value[i];
    const encoded = plain(member, ids);
    if (encoded !== member) {
      copy ??= [...value];
      copy[i] = encoded;
    }
  }
  return copy ?? value;
}

function plainDocument(value: Document, ids: ObjectIds): Document {
  let copy: Document | undefined;
  for (const key in value) {
    const member = value[key];
    const encoded = plain(member, ids);
    if (encoded !== member) {
      copy ??= { ...value };
      copy[key] = encoded;
    }
  }
  return copy ?? value;
}

/** ObjectIds leave as plain hex strings (upstream tests: `data[0].a === hexString`), but are stored with their type. */
export function encode(value: unknown, ids: ObjectIds): string {
  return JSON.stringify(plain(value, ids));
}

/** A stored text as an answer. */
export function storedAsAnswer(text: string): string {
  return text.includes('{"$oid"') ? encode(decodeStored(text), 'hex') : text;
}
