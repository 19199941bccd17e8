/** Chooses how to reach the rows of a query: by `_id`, by an index, or through the whole collection. */
import { type Collection, everythingIn, type OpenIndex } from '../storage/catalogue';
import { complementOf, encodeValue, MAX_INDEX_KEY_BYTES, spaceOf, successor } from '../storage/keys';
import type { Span } from '../storage/store';
import type { Constraint, Edge } from './constraints';

/** Field -> direction, most important first. */
export type Sort = [string, 1 | -1][];

export interface Plan {
  /** Undefined: the documents themselves, which lie in the order of `_id`. */
  index: OpenIndex | undefined;
  spans: Span[];
  reverse: boolean;
  /** The rows come in the order that was asked for. */
  sorted: boolean;
  /** Each span is one whole `_id`: no cursor is needed. */
  exact: boolean;
}

/** Fields of an index, or `_id` alone for the documents themselves. */
interface Access {
  index: OpenIndex | undefined;
  spaceId: number;
  fields: string[];
  directions: (1 | -1)[];
  multikey: boolean[];
}

/** More beginnings than this and a scan of the next field is cheaper. */
const MAX_SPANS = 2000;

const EQUAL = 10;
const ONE_OF = 8;
const RANGE = 6;
const SORTED = 5;

const position = (edge: Edge): Buffer => (edge.after ? (successor(edge.bytes) as Buffer) : edge.bytes);

const flipped = (edge: Edge): Edge => ({ bytes: complementOf(edge.bytes), after: !edge.after });

/** A descending component lies the other way round. */
function placed(interval: { lower: Edge; upper: Edge }, direction: 1 | -1): { from: Buffer; to: Buffer } {
  if (direction === 1) return { from: position(interval.lower), to: position(interval.upper) };
  return { from: position(flipped(interval.upper)), to: position(flipped(interval.lower)) };
}

type Intervals = Extract<Constraint, { kind: 'interval' }>[];

/** Of a field that holds arrays, each demand may be met by another element: only one of them narrows the index. */
function narrowed(intervals: Intervals, multikey: boolean, direction: 1 | -1): { from: Buffer; to: Buffer } {
  const ranges = (multikey ? intervals.slice(0, 1) : intervals).map((interval) => placed(interval, direction));
  return ranges.reduce((a, b) => ({
    from: Buffer.compare(a.from, b.from) >= 0 ? a.from : b.from,
    to: Buffer.compare(a.to, b.to) <= 0 ? a.to : b.to,
  }));
}

function encodedPoints(values: unknown[], direction: 1 | -1): Buffer[] {
  const distinct = new Map<string, Buffer>();
  for (const value of values) {
    const bytes = encodeValue(value);
    distinct.set(bytes.toString('latin1'), direction === 1 ? bytes : complementOf(bytes));
  }
  return [...distinct.values()];
}

interface Reached {
  spans: Span[];
  exact: boolean;
  pinned: Set<string>;
  score: number;
}

function reach(access: Access, constraints: Constraint[]): Reached {
  let beginnings = [spaceOf(access.spaceId)];
  const pinned = new Set<string>();
  let score = 0;
  const closed = (): Span[] =>
    beginnings.sort(Buffer.compare).map((prefix) => ({ from: prefix, to: successor(prefix) }));
  for (let at = 0; at < access.fields.length; at++) {
    const field = access.fields[at] as string;
    const direction = access.directions[at] as 1 | -1;
    const own = constraints.filter(({ path }) => path === field);
    const points = own.find((constraint) => constraint.kind === 'points');
    if (points) {
      const values = encodedPoints(points.values, direction);
      if (beginnings.length * values.length > MAX_SPANS) return { spans: closed(), exact: false, pinned, score };
      beginnings = beginnings.flatMap((prefix) => values.map((value) => Buffer.concat([prefix, value])));
      if (values.length === 1 && !access.multikey[at]) pinned.add(field);
      score += values.length === 1 ? EQUAL : ONE_OF;
      continue;
    }
    const intervals = own.filter((constraint) => constraint.kind === 'interval');
    if (intervals.length > 0) {
      const { from, to } = narrowed(intervals, access.multikey[at] ?? false, direction);
      const spans = beginnings
        .sort(Buffer.compare)
        .map((prefix) => ({ from: Buffer.concat([prefix, from]), to: Buffer.concat([prefix, to]) }));
      return { spans: Buffer.compare(from, to) < 0 ? spans : [], exact: false, pinned, score: score + RANGE };
    }
    break;
  }
  return { spans: closed(), exact: !access.index && score > 0, pinned, score };
}

/** 1 or -1 when walking forwards or backwards gives the wanted order, 0 when neither does. */
function walk(access: Access, sort: Sort, pinned: Set<string>): 1 | -1 | 0 {
  const fields = access.index ? [...access.fields, '_id'] : access.fields;
  const directions = [...access.directions, 1 as const];
  const wanted = sort.filter(([field]) => !pinned.has(field));
  let way: 1 | -1 | 0 = 0;
  let next = 0;
  for (let at = 0; at < fields.length && next < wanted.length; at++) {
    const field = fields[at] as string;
    if (pinned.has(field)) continue;
    const [sortField, sortDirection] = wanted[next] as [string, 1 | -1];
    if (field !== sortField || access.multikey[at]) return 0;
    const here = sortDirection === directions[at] ? 1 : -1;
    if (way !== 0 && way !== here) return 0;
    way = here;
    next++;
  }
  return next < wanted.length ? 0 : way || 1;
}

function accesses(collection: Collection): Access[] {
  const documents: Access = {
    index: undefined,
    spaceId: collection.id,
    fields: ['_id'],
    directions: [1],
    multikey: [false],
  };
  const ready = collection.indexes.filter((index) => index.ready);
  return [documents, ...ready.map((index) => ({ index, spaceId: index.id, ...index }))];
}

/** LMDB refuses to seek with an over-long key; no entry can have one either, so such a span is left to the scan. */
const seekable = (span: Span): boolean =>
  span.from.length <= MAX_INDEX_KEY_BYTES && (span.to?.length ?? 0) <= MAX_INDEX_KEY_BYTES;

export function planFor(collection: Collection, constraints: Constraint[], sort: Sort): Plan {
  let best: { plan: Plan; score: number } | undefined;
  for (const access of accesses(collection)) {
    const { spans, exact, pinned, score } = reach(access, constraints);
    if (!spans.every(seekable)) continue;
    const way = sort.length === 0 ? 1 : walk(access, sort, pinned);
    const total = score + (sort.length > 0 && way !== 0 ? SORTED : 0);
    if (best && total <= best.score) continue;
    best = { score: total, plan: { index: access.index, spans, reverse: way === -1, sorted: way !== 0, exact } };
  }
  const spans = [everythingIn(collection.id)];
  return best?.plan ?? { index: undefined, spans, reverse: false, sorted: sort.length === 0, exact: false };
}
