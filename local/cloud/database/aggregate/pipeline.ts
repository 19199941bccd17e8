/** Runs a pipeline: its beginning is answered by the planner where it can be, the rest by mingo. */
import { Aggregator } from 'mingo/aggregator';
import type { Sort } from '../plan/plan';
import { matching, type Row, type Tally } from '../plan/rows';
import { compileFilter, withNow } from '../query/filter';
import { distanceTo, nearAsked, shapesAt } from '../query/geo';
import { BadRequest } from '../refusals';
import type { Collection } from '../storage/catalogue';
import type { View } from '../storage/store';
import { compareValues, type Document, isDocument } from '../values/order';
import { pipelineContext, plainContext } from './context';
import { countOf, stages as ownStages, sortOf } from './stages';

/** [field] Without a $limit the platform answers 20 rows; with one, never more than 10 000. */
const DEFAULT_ROWS = 20;
const MAX_ROWS = 10_000;

/** MongoDB up to 4.0, and the platform's documentation. */
const GEO_NEAR_ROWS = 100;

const KNOWN = new Set([
  ...Object.keys(ownStages),
  '$addFields',
  '$bucketAuto',
  '$match',
  '$project',
  '$replaceRoot',
  '$lookup',
  '$geoNear',
]);

export interface StageAsked {
  name: string;
  operand: unknown;
}

export interface Aggregation {
  view: View;
  collection: Collection;
  named(name: unknown): Collection;
  nowMs: number;
  tally?: Tally;
}

interface Beginning {
  query: Document[];
  sort: Sort;
  limit: number | undefined;
  /** How many stages it covers. */
  length: number;
}

/** $match… $sort? $limit?, and $skip between the two counted into the limit but left to the rest. */
function beginningOf(stages: StageAsked[]): Beginning {
  const beginning: Beginning = { query: [], sort: [], limit: undefined, length: 0 };
  let at = 0;
  for (; stages[at]?.name === '$match'; at++) beginning.query.push(stages[at]?.operand as Document);
  const sort = stages[at];
  if (sort?.name === '$sort') {
    beginning.sort = sortOf(sort.operand);
    at++;
  }
  beginning.length = at;
  const skip = stages[at]?.name === '$skip' ? countOf('$skip', stages[at++]?.operand, 0) : 0;
  const limit = stages[at];
  if (limit?.name === '$limit') beginning.limit = skip + countOf('$limit', limit.operand, 1);
  return beginning;
}

function* documentsOf(rows: Iterable<Row>): Generator<Document> {
  for (const row of rows) yield row.document;
}

/** Without `key`: the first field of the first row that holds a geometry, as the platform takes the only geo index. */
function geoField(rows: Iterable<Row>): string | undefined {
  for (const { document } of rows) {
    const field = Object.keys(document).find((name) => shapesAt(document, [name]).length > 0);
    if (field) return field;
  }
  return undefined;
}

function geoNear(asked: unknown, { view, collection, nowMs, tally }: Aggregation): Document[] {
  if (!isDocument(asked) || typeof asked.distanceField !== 'string')
    throw new BadRequest('$geoNear requires near and distanceField');
  const { distanceField, includeLocs, key, query, near, maxDistance, minDistance, distanceMultiplier = 1 } = asked;
  const limit = countOf('$geoNear limit', asked.limit ?? asked.num ?? GEO_NEAR_ROWS, 1);
  const filter = compileFilter(query ?? {}, plainContext, nowMs);
  const rows = [...matching(view, collection, { filter, ...(tally ? { tally } : {}) })];
  const path = typeof key === 'string' ? key : geoField(rows);
  if (path === undefined) return [];
  const geometry = Array.isArray(near) ? { type: 'Point', coordinates: near } : near;
  const asks = nearAsked(path, { $geometry: geometry, $minDistance: minDistance, $maxDistance: maxDistance });
  const found = rows.flatMap(({ document }) => {
    const distance = distanceTo(document, asks);
    return distance !== undefined && distance >= asks.min && distance <= asks.max ? [{ document, distance }] : [];
  });
  found.sort((a, b) => compareValues(a.distance, b.distance));
  return found.slice(0, limit).map(({ document, distance }) => {
    const located: Document = { ...document };
    set(located, distanceField, distance * Number(distanceMultiplier));
    if (typeof includeLocs === 'string')
      set(
        located,
        includeLocs,
        path.split('.').reduce<unknown>((value, part) => (value as Document)[part], document),
      );
    return located;
  });
}

function set(document: Document, path: string, value: unknown): void {
  const parts = path.split('.');
  const last = parts.pop() as string;
  let at = document;
  for (const part of parts) {
    const below = at[part];
    at = at[part] = isDocument(below) ? { ...below } : {};
  }
  at[last] = value;
}

function check(stages: StageAsked[]): void {
  stages.forEach(({ name, operand }, at) => {
    if (!KNOWN.has(name)) throw new BadRequest(`Unrecognized pipeline stage name: '${name}'`);
    if (name === '$geoNear' && at > 0) throw new BadRequest('$geoNear is only valid as the first stage in a pipeline.');
    if (name === '$match' && !isDocument(operand))
      throw new BadRequest('the match filter must be an expression in an object');
  });
}

function source(
  stages: StageAsked[],
  aggregation: Aggregation,
): { documents: Iterator<Document> & Iterable<Document>; rest: StageAsked[] } {
  const [start] = stages;
  if (start?.name === '$geoNear')
    return { documents: geoNear(start.operand, aggregation).values(), rest: stages.slice(1) };
  const { query, sort, limit, length } = beginningOf(stages);
  const { view, collection, nowMs, tally } = aggregation;
  const filter = compileFilter(
    query.length === 1 ? query[0] : query.length === 0 ? {} : { $and: query },
    plainContext,
    nowMs,
  );
  if (filter.near) throw new BadRequest('$geoNear, $near, and $nearSphere are not allowed in this context');
  const rows = matching(view, collection, {
    filter,
    sort,
    ...(limit === undefined ? {} : { limit }),
    ...(tally ? { tally } : {}),
  });
  return { documents: documentsOf(rows), rest: stages.slice(length) };
}

export function runPipeline(asked: StageAsked[], aggregation: Aggregation): Document[] {
  const stages = asked.map(({ name, operand }) => ({ name, operand: withNow(operand, aggregation.nowMs) }));
  check(stages);
  const { documents, rest } = source(stages, aggregation);
  const context = pipelineContext({ view: aggregation.view, collection: aggregation.named });
  const cap = stages.some(({ name }) => name === '$limit') ? MAX_ROWS : DEFAULT_ROWS;
  const pipeline = [...rest, { name: '$limit', operand: cap }].map(({ name, operand }) => ({ [name]: operand }));
  try {
    return new Aggregator(pipeline, { context }).run<Document>(documents);
  } finally {
    // A $limit leaves the rest unread, and the open cursor would keep its snapshot alive.
    documents.return?.();
  }
}
