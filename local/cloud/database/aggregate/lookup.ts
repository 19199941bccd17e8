/** $lookup: by equal fields (through an index where there is one), by a pipeline, or both. */
import { Aggregator } from 'mingo/aggregator';
import { type Context, evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { decodeStored } from '../extended-json';
import { matching } from '../plan/rows';
import { compileFilter } from '../query/filter';
import { BadRequest } from '../refusals';
import { type Collection, everythingIn } from '../storage/catalogue';
import { EMPTY_ARRAY, encodeValue } from '../storage/keys';
import type { View } from '../storage/store';
import { type Document, isDocument } from '../values/order';
import { splitPath, valuesAt } from '../values/paths';
import type { Stage } from './stages';

/** Where other collections are read. */
export interface Sources {
  view: View;
  /** @throws CloudError for an unknown collection */
  collection(name: unknown): Collection;
  context: Context;
}

/** Finds the documents whose field equals one of the values; fresh objects every time. */
type Join = (values: unknown[]) => Document[];

function joinByIndex({ view, context }: Sources, collection: Collection, field: string): Join {
  return (values) => {
    const filter = compileFilter({ [field]: { $in: values } }, context, 0);
    return [...matching(view, collection, { filter })].map((row) => row.document);
  };
}

function textsOf(view: View, collection: Collection): string[] {
  return Array.from(view.documents(everythingIn(collection.id), false), ({ value }) => value);
}

const nameOf = (value: unknown): string => encodeValue(value).toString('latin1');

/** Reads the whole collection once. */
function joinByTable({ view }: Sources, collection: Collection, field: string): Join {
  const path = splitPath(field);
  let table: Map<string, Set<string>> | undefined;
  const build = (): Map<string, Set<string>> => {
    const built = new Map<string, Set<string>>();
    for (const text of textsOf(view, collection)) {
      const found = valuesAt(decodeStored(text), path);
      const values = found.flatMap((value) => (Array.isArray(value) ? [value, ...value] : [value ?? null]));
      for (const name of values.map((value) => nameOf(value === undefined ? EMPTY_ARRAY : value))) {
        const texts = built.get(name) ?? new Set();
        built.set(name, texts.add(text));
      }
    }
    return built;
  };
  return (values) => {
    table ??= build();
    const texts = new Set<string>();
    for (const value of values) for (const text of table.get(nameOf(value)) ?? []) texts.add(text);
    return [...texts].map(decodeStored);
  };
}

function joinOf(sources: Sources, collection: Collection, field: string): Join {
  const indexed = field === '_id' || collection.indexes.some((index) => index.ready && index.fields[0] === field);
  return indexed ? joinByIndex(sources, collection, field) : joinByTable(sources, collection, field);
}

/** An array stands for its elements, a missing field for null. */
function localValues(document: Document, path: string[]): unknown[] {
  const values = valuesAt(document, path).flatMap((value) => (Array.isArray(value) ? value : [value ?? null]));
  return values.length === 0 ? [] : values;
}

export function lookupStage(sources: Sources): Stage {
  return (rows, operand, options) => {
    if (!isDocument(operand) || typeof operand.as !== 'string') throw new BadRequest("$lookup needs 'from' and 'as'");
    const { from, as, localField, foreignField, pipeline, let: bindings } = operand;
    const collection = sources.collection(from);
    const byField = typeof localField === 'string' && typeof foreignField === 'string';
    if (!byField && !Array.isArray(pipeline))
      throw new BadRequest('$lookup requires either localField and foreignField or a pipeline');
    const join = byField ? joinOf(sources, collection, foreignField) : undefined;
    const localPath = byField ? splitPath(localField) : [];
    let texts: string[] | undefined;
    const candidates = (document: Document): Document[] => {
      if (join) return join(localValues(document, localPath));
      texts ??= textsOf(sources.view, collection);
      return texts.map(decodeStored);
    };
    return rows.map<Document>((document) => {
      const joined = candidates(document);
      const variables = { ...options.variables, ...(evalExpr(document, bindings ?? {}, options) as Document) };
      const result = Array.isArray(pipeline) ? new Aggregator(pipeline, inner(options, variables)).run(joined) : joined;
      return { ...document, [as]: result };
    });
  };
}

/** mingo's options hide their parts behind getters, so they are named one by one. */
function inner(options: Options, variables: Document): Partial<Options> {
  return { context: options.context, variables };
}
