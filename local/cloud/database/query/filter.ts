/** A query, compiled. */
import type { Context } from 'mingo/core';
import { Query } from 'mingo/query';
import { BadRequest } from '../refusals';
import { type Document, isDocument } from '../values/order';
import { type Near, nearAsked } from './geo';

export interface Filter {
  query: Document;
  /** Rows come by distance from here unless another order is asked for. */
  near: Near | undefined;
  passes(row: { readonly document: Document }): boolean;
}

const NEAR = ['$near', '$nearSphere'];

function nearOf(query: Document): Near | undefined {
  for (const [path, expression] of Object.entries(query)) {
    if (path === '$and' && Array.isArray(expression)) {
      const found = expression.filter(isDocument).map(nearOf).find(Boolean);
      if (found) return found;
    }
    const operator = isDocument(expression) ? NEAR.find((name) => name in expression) : undefined;
    if (operator && isDocument(expression)) return nearAsked(path, expression[operator]);
  }
  return undefined;
}

/** mingo asks the machine's clock for $$NOW and cannot be told another. */
export function withNow(value: unknown, nowMs: number): unknown {
  if (value === '$$NOW') return new Date(nowMs);
  if (Array.isArray(value)) return value.map((member) => withNow(member, nowMs));
  if (!isDocument(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, key === '$literal' ? member : withNow(member, nowMs)]),
  );
}

/** @throws BadRequest or mingo's own error for a malformed query */
export function compileFilter(asked: unknown, context: Context, nowMs: number): Filter {
  if (!isDocument(asked)) throw new BadRequest('the query must be an object');
  if (Object.keys(asked).length === 0) return { query: asked, near: undefined, passes: () => true };
  const query = withNow(asked, nowMs) as Document;
  if ('$where' in query) throw new BadRequest('$where is not allowed');
  const compiled = new Query(query, { context });
  return { query, near: nearOf(query), passes: (row) => compiled.test(row.document) };
}
