/** get and count. */
import { plainContext } from '../aggregate/context';
import { encode, storedAsAnswer } from '../extended-json';
import type { Sort } from '../plan/plan';
import { matching, type Overlay, type Row, type Tally } from '../plan/rows';
import type { Filter } from '../query/filter';
import { distanceTo } from '../query/geo';
import { compileProjection } from '../query/projection';
import { invalidParam, refusing } from '../refusals';
import { type Body, decodedDocument, filterOf, sortOf, wholeNumber } from '../request';
import { type Collection, everythingIn } from '../storage/catalogue';
import type { View } from '../storage/store';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

export interface Scope {
  view: View;
  collection: Collection;
  overlay?: Overlay;
  tally?: Tally;
}

function byDistance(rows: Iterable<Row>, filter: Filter): Row[] {
  const { near } = filter;
  if (!near) return [...rows];
  const measured = Array.from(rows, (row) => ({
    row,
    distance: distanceTo(row.document, near) ?? Number.POSITIVE_INFINITY,
  }));
  return measured.sort((a, b) => a.distance - b.distance).map(({ row }) => row);
}

interface Page {
  filter: Filter;
  sort: Sort;
  offset: number;
  limit: number;
}

function pageOf(scope: Scope, { filter, sort, offset, limit }: Page): Row[] {
  const { overlay, tally } = scope;
  const wanted = { filter, sort, ...(overlay ? { overlay } : {}), ...(tally ? { tally } : {}) };
  if (filter.near && sort.length === 0) {
    return byDistance(matching(scope.view, scope.collection, wanted), filter).slice(offset, offset + limit);
  }
  return [...matching(scope.view, scope.collection, { ...wanted, limit: offset + limit })].slice(offset);
}

export function get(body: Body, scope: Scope, nowMs: number): Record<string, unknown> {
  const asked = wholeNumber(body, 'limit', DEFAULT_LIMIT);
  if (asked > MAX_LIMIT) throw invalidParam(`limit must not exceed ${MAX_LIMIT}`);
  const page = {
    filter: filterOf(body, nowMs),
    sort: sortOf(body, nowMs),
    offset: wholeNumber(body, 'offset', 0),
    limit: asked || DEFAULT_LIMIT,
  };
  const fields = body.projection === undefined ? undefined : decodedDocument(body, 'projection', nowMs);
  const list = refusing(() => {
    const project = fields && compileProjection(fields, plainContext);
    const rows = pageOf(scope, page);
    return rows.map((row) => (project ? encode(project(row.document), 'hex') : storedAsAnswer(row.text)));
  });
  return { data: { list, offset: page.offset, limit: page.limit } };
}

export function count(body: Body, scope: Scope, nowMs: number): Record<string, unknown> {
  const filter = filterOf(body, nowMs);
  const { view, collection } = scope;
  if (Object.keys(filter.query).length === 0)
    return { data: { total: view.countDocuments(everythingIn(collection.id)) } };
  let total = 0;
  refusing(() => {
    for (const _ of matching(view, collection, { filter })) total++;
  });
  return { data: { total } };
}
