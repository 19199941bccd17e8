/** Walks a plan and yields the rows that pass the filter. */
import { channel } from 'node:diagnostics_channel';
import { decodeStored } from '../extended-json';
import type { Filter } from '../query/filter';
import { type Collection, everythingIn } from '../storage/catalogue';
import { spaceOf } from '../storage/keys';
import type { View } from '../storage/store';
import type { Document } from '../values/order';
import { constraintsOf } from './constraints';
import { type Plan, planFor, type Sort } from './plan';
import { sortRows } from './sort';

/** A stored document, parsed when first looked into. */
export class Row {
  private parsed: Document | undefined;

  constructor(
    readonly key: Buffer,
    readonly text: string,
  ) {}

  get document(): Document {
    this.parsed ??= decodeStored(this.text);
    return this.parsed;
  }
}

/** A transaction's own writes, by document key in latin1: the new text, or null for removed. */
export type Overlay = ReadonlyMap<string, { key: Buffer; text: string | null }>;

export interface Tally {
  /** Name of the index, `_id_` for the documents themselves. */
  index: string;
  /** Documents fetched, matching or not. */
  examined: number;
}

export interface Wanted {
  filter: Filter;
  sort?: Sort;
  /** At most so many rows. */
  limit?: number;
  overlay?: Overlay;
  tally?: Tally;
}

/** A question that no index narrows: it is told to whoever subscribes, and on the platform it would read everything there is. */
export interface Scan {
  collection: string;
  /** What was asked about, and by what it was to be sorted. */
  fields: string[];
  sort: string[];
}

export const SCANS = 'huitouke:scan';
const scans = channel(SCANS);

function tellScan(collection: Collection, plan: Plan, { filter, sort = [] }: Wanted): void {
  const fields = Object.keys(filter.query);
  const whole = everythingIn(plan.index?.id ?? collection.id);
  const narrowed = plan.spans.length !== 1 || plan.spans.some(({ from }) => Buffer.compare(from, whole.from) !== 0);
  if (narrowed || plan.exact || (fields.length === 0 && plan.sorted)) return;
  const scan: Scan = { collection: collection.name, fields, sort: sort.map(([field]) => field) };
  scans.publish(scan);
}

function* fetched(view: View, collection: Collection, plan: Plan): Generator<Row> {
  const space = spaceOf(collection.id);
  const spans = plan.reverse ? [...plan.spans].reverse() : plan.spans;
  const seen = plan.index?.multikey.some(Boolean) ? new Set<string>() : undefined;
  for (const span of spans) {
    if (plan.exact) {
      const text = view.document(span.from);
      if (text !== undefined) yield new Row(span.from, text);
      continue;
    }
    if (!plan.index) {
      for (const { key, value } of view.documents(span, plan.reverse)) yield new Row(key, value);
      continue;
    }
    for (const { id } of view.entries(span, plan.reverse)) {
      const key = Buffer.concat([space, id]);
      if (seen) {
        const name = key.toString('latin1');
        if (seen.has(name)) continue;
        seen.add(name);
      }
      const text = view.document(key);
      if (text === undefined) throw new Error(`index ${plan.index.name} points to a document that is gone`);
      yield new Row(key, text);
    }
  }
}

function* stored(view: View, collection: Collection, plan: Plan, wanted: Wanted): Generator<Row> {
  for (const row of fetched(view, collection, plan)) {
    if (wanted.tally) wanted.tally.examined++;
    if (wanted.overlay?.has(row.key.toString('latin1'))) continue;
    if (wanted.filter.passes(row)) yield row;
  }
}

function ownRows(collection: Collection, { overlay, filter }: Wanted): Row[] {
  const space = collection.id;
  const rows: Row[] = [];
  for (const { key, text } of overlay?.values() ?? []) {
    if (text === null || key.readUInt32BE() !== space) continue;
    const row = new Row(key, text);
    if (filter.passes(row)) rows.push(row);
  }
  return rows.sort((a, b) => Buffer.compare(a.key, b.key));
}

function* first(rows: Iterable<Row>, limit: number): Generator<Row> {
  let left = limit;
  if (left <= 0) return;
  for (const row of rows) {
    yield row;
    if (--left === 0) return;
  }
}

export function* matching(view: View, collection: Collection, wanted: Wanted): Generator<Row> {
  const sort = wanted.sort ?? [];
  const limit = wanted.limit ?? Number.POSITIVE_INFINITY;
  const plan = planFor(collection, constraintsOf(wanted.filter.query), sort);
  if (scans.hasSubscribers) tellScan(collection, plan, wanted);
  if (wanted.tally) wanted.tally.index = plan.index?.name ?? '_id_';
  const own = ownRows(collection, wanted);
  if (plan.sorted && own.length === 0) {
    yield* first(stored(view, collection, plan, wanted), limit);
    return;
  }
  // With the transaction's own rows among them, as many stored rows as are wanted are enough: they come in order.
  const rows = [
    ...(plan.sorted ? first(stored(view, collection, plan, wanted), limit) : stored(view, collection, plan, wanted)),
    ...own,
  ];
  yield* first(sort.length === 0 ? rows : sortRows(rows, sort), limit);
}
