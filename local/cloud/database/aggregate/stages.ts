/** Pipeline stages in which mingo 7.2.7 departs from MongoDB, and those that must stop early. */
import { evalExpr } from 'mingo/core';
import { type Iterator, Lazy } from 'mingo/lazy';
import { $project as project } from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import type { Sort } from '../plan/plan';
import { sortRows } from '../plan/sort';
import { BadRequest } from '../refusals';
import { encodeValue } from '../storage/keys';
import { compareValues, type Document, isDocument, rankOf } from '../values/order';

export type Stage = (rows: Iterator, operand: unknown, options: Options) => Iterator;

/** Runs a stage that needs all rows when its first row is asked for. */
const whole = (rows: Iterator, change: (documents: Document[]) => Document[]): Iterator =>
  rows.transform<Document>((documents) => Lazy(change(documents)));

export function sortOf(operand: unknown): Sort {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw new BadRequest('$sort stage must have at least one sort key');
  return Object.entries(operand).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1)
      throw new BadRequest('$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return [field, direction];
  });
}

const $sort: Stage = (rows, operand) => {
  const sort = sortOf(operand);
  return whole(rows, (documents) =>
    sortRows(
      documents.map((document) => ({ document })),
      sort,
    ).map(({ document }) => document),
  );
};

export function countOf(stage: string, operand: unknown, least: number): number {
  if (!Number.isInteger(operand) || (operand as number) < least)
    throw new BadRequest(`the ${stage} must be ${least === 0 ? 'non-negative' : 'positive'}`);
  return operand as number;
}

const $limit: Stage = (rows, operand) => {
  let left = countOf('$limit', operand, 1);
  return Lazy(() => (left-- > 0 ? rows.next() : { done: true }));
};

const $skip: Stage = (rows, operand) => rows.drop(countOf('$skip', operand, 0));

const $count: Stage = (rows, operand) => {
  if (typeof operand !== 'string' || operand === '' || operand.startsWith('$') || operand.includes('.')) {
    throw new BadRequest('the count field must be a non-empty string without $ and .');
  }
  return whole(rows, (documents) => (documents.length === 0 ? [] : [{ [operand]: documents.length }]));
};

function summarised(id: unknown, members: Document[], output: Document, options: Options): Document {
  const row: Document = { _id: id };
  for (const [field, accumulator] of Object.entries(output)) {
    if (!isDocument(accumulator)) throw new BadRequest(`The field '${field}' must be an accumulator object`);
    row[field] = evalExpr(members, accumulator, options);
  }
  return row;
}

const $group: Stage = (rows, operand, options) => {
  if (!isDocument(operand) || !('_id' in operand)) throw new BadRequest('a group specification must include an _id');
  const { _id: idExpression, ...output } = operand;
  return whole(rows, (documents) => {
    const groups = new Map<string, { id: unknown; members: Document[] }>();
    for (const document of documents) {
      const id = evalExpr(document, idExpression, options) ?? null;
      const name = encodeValue(id).toString('latin1');
      const group = groups.get(name);
      if (group) group.members.push(document);
      else groups.set(name, { id, members: [document] });
    }
    return [...groups.values()].map(({ id, members }) => summarised(id, members, output, options));
  });
};

const isComputed = (value: unknown): boolean => typeof value !== 'number' && typeof value !== 'boolean';

/** `_id` first, then fields of the document in its own order, then computed ones: mingo gives them as they were asked for. */
const $project: Stage = (rows, operand, options) => {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw new BadRequest('specification must have at least one field');
  let source: Document = {};
  const pulled = rows.map<Document>((document) => {
    source = document;
    return document;
  });
  return project(pulled, operand, options).map<Document>((projected) => {
    const kept = Object.keys(source).filter((field) => !isComputed(operand[field] ?? 1));
    const order = new Set(['_id', ...kept, ...Object.keys(projected)]);
    const names = [...order].filter((name) => Object.hasOwn(projected, name));
    return Object.fromEntries(names.map((name) => [name, projected[name]]));
  });
};

const $sortByCount: Stage = (rows, operand, options) => {
  const path = typeof operand === 'string' && operand.startsWith('$');
  if (!path && !isDocument(operand))
    throw new BadRequest(
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
    );
  return $sort($group(rows, { _id: operand, count: { $sum: 1 } }, options), { count: -1 }, options);
};

function boundariesOf(operand: Document): unknown[] {
  const { boundaries } = operand;
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw new BadRequest('$bucket needs an array of at least two boundaries');
  boundaries.forEach((boundary, at) => {
    if (at === 0) return;
    const before = boundaries[at - 1];
    if (rankOf(before) !== rankOf(boundary) || compareValues(before, boundary) >= 0) {
      throw new BadRequest("The 'boundaries' option to $bucket must be sorted and of one type");
    }
  });
  return boundaries;
}

/** A boundary opens its bucket; empty buckets are not listed. */
const $bucket: Stage = (rows, operand, options) => {
  if (!isDocument(operand)) throw new BadRequest('Argument to $bucket stage must be an object');
  const boundaries = boundariesOf(operand);
  const output = isDocument(operand.output) ? operand.output : { count: { $sum: 1 } };
  const names = [...boundaries.slice(0, -1), ...('default' in operand ? [operand.default] : [])];
  const buckets = names.map((): Document[] => []);
  return whole(rows, (documents) => {
    for (const document of documents) {
      const value = evalExpr(document, operand.groupBy, options);
      const above = boundaries.findIndex((boundary) => compareValues(value, boundary) < 0);
      const bucket = buckets[above > 0 ? above - 1 : boundaries.length - 1];
      if (!bucket)
        throw new BadRequest('$switch could not find a matching branch for an input, and no default was specified.');
      bucket.push(document);
    }
    const filled = names
      .map((id, at) => ({ id, members: buckets[at] ?? [] }))
      .filter(({ members }) => members.length > 0);
    const listed = filled.map(({ id, members }) => summarised(id, members, output, options));
    return listed.sort((a, b) => compareValues(a._id, b._id));
  });
};

/** Each row at most once. */
const $sample: Stage = (rows, operand) => {
  const size = countOf('$sample size', isDocument(operand) ? operand.size : undefined, 1);
  return whole(rows, (documents) => {
    const pool = [...documents];
    for (let at = 0; at < Math.min(size, pool.length); at++) {
      const other = at + Math.floor(Math.random() * (pool.length - at));
      [pool[at], pool[other]] = [pool[other] as Document, pool[at] as Document];
    }
    return pool.slice(0, size);
  });
};

function read(document: Document, parts: string[]): unknown {
  return parts.reduce<unknown>(
    (value, part) => (isDocument(value) && Object.hasOwn(value, part) ? value[part] : undefined),
    document,
  );
}

/** A copy with one path set, or removed where `value` is undefined. */
function withPath(document: Document, [part = '', ...rest]: string[], value: unknown): Document {
  if (rest.length > 0) {
    const below = document[part];
    return { ...document, [part]: withPath(isDocument(below) ? below : {}, rest, value) };
  }
  if (value !== undefined) return { ...document, [part]: value };
  const { [part]: _, ...others } = document;
  return others;
}

const $unwind: Stage = (rows, operand) => {
  const asked = typeof operand === 'string' ? { path: operand } : isDocument(operand) ? operand : {};
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = asked as Document;
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw new BadRequest("path option to $unwind stage should be prefixed with a '$'");
  const parts = path.slice(1).split('.');
  const numbered = (document: Document, index: number | null): Document =>
    typeof includeArrayIndex === 'string' ? withPath(document, includeArrayIndex.split('.'), index) : document;
  function* unwound(): Generator<Document> {
    for (let next = rows.next(); !next.done; next = rows.next()) {
      const document = next.value as Document;
      const value = read(document, parts);
      if (Array.isArray(value) && value.length > 0) {
        for (let at = 0; at < value.length; at++) yield numbered(withPath(document, parts, value[at]), at);
      } else if (value === null || value === undefined || Array.isArray(value)) {
        if (preserveNullAndEmptyArrays)
          yield numbered(Array.isArray(value) ? withPath(document, parts, undefined) : document, null);
      } else yield numbered(document, null);
    }
  }
  return Lazy(unwound());
};

export const stages: Record<string, Stage> = {
  $sort,
  $limit,
  $skip,
  $count,
  $group,
  $sortByCount,
  $bucket,
  $sample,
  $unwind,
  $project,
};
