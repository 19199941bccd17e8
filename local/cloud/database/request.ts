/** The fields of a request, read and refused. */

import { plainContext } from './aggregate/context';
import { decode } from './extended-json';
import type { Sort } from './plan/plan';
import { compileFilter, type Filter } from './query/filter';
import { invalidParam, refusing } from './refusals';
import { type Document, isDocument } from './values/order';

export type Body = Record<string, unknown>;

/** Of one add or update, by the platform's documentation (third-hand). */
const MAX_WRITE_BYTES = 5 * 1024 * 1024;

/** Extended JSON in a string. @throws CloudError INVALID_PARAM, DATABASE_REQUEST_FAILED */
export function decoded(body: Body, field: string, nowMs: number): unknown {
  const text = body[field];
  if (typeof text !== 'string') throw invalidParam(`${field} must be a string of Extended JSON`);
  return refusing(() => decode(text, nowMs));
}

export function decodedDocument(body: Body, field: string, nowMs: number): Document {
  const value = decoded(body, field, nowMs);
  if (!isDocument(value)) throw invalidParam(`${field} must be an object`);
  return value;
}

const hasQuery = (body: Body): boolean => body.query !== undefined && body.query !== '' && body.query !== null;

/** Without a query: everything. */
export function filterOf(body: Body, nowMs: number): Filter {
  const query = hasQuery(body) ? decodedDocument(body, 'query', nowMs) : {};
  return refusing(() => compileFilter(query, plainContext, nowMs));
}

/** Never apply a write to everything because `where` was forgotten. */
export function filterForWrite(body: Body, nowMs: number): Filter {
  if (!hasQuery(body)) throw invalidParam('query is required: use where() to choose what to change');
  return filterOf(body, nowMs);
}

export function sortOf(body: Body, nowMs: number): Sort {
  if (body.order === undefined) return [];
  return Object.entries(decodedDocument(body, 'order', nowMs)).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1) throw invalidParam(`order of ${field} must be 1 or -1`);
    return [field, direction];
  });
}

/** A whole number that may be absent. */
export function wholeNumber(body: Body, field: string, otherwise: number): number {
  const value = body[field] ?? otherwise;
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw invalidParam(`${field} must be a non-negative integer`);
  return value as number;
}

export function refuseOversize(texts: string[]): void {
  let bytes = 0;
  for (const text of texts) bytes += Buffer.byteLength(text);
  if (bytes > MAX_WRITE_BYTES)
    throw invalidParam(`data of one write must not exceed ${MAX_WRITE_BYTES} bytes, got ${bytes}`);
}
