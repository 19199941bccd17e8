/**
 * `.field()`: inclusion, exclusion, $slice and $elemMatch, by the rules of find (not of $project).
 * $slice alone keeps the other fields; $elemMatch alone is an inclusion.
 */
import type { Context } from 'mingo/core';
import { BadRequest } from '../refusals';
import { type Document, isDocument } from '../values/order';
import { elementTest } from './elements';

type Projection = (document: Document) => Document;

/** Field paths as a tree; null at the end of a path. */
interface Tree {
  [part: string]: Tree | null;
}

function plant(tree: Tree, path: string): void {
  const parts = path.split('.');
  let at = tree;
  parts.forEach((part, depth) => {
    const last = depth === parts.length - 1;
    const below = at[part];
    if (below === null || (last && below !== undefined)) throw new BadRequest(`Path collision at ${path}`);
    if (last) at[part] = null;
    else at = at[part] = below ?? {};
  });
}

function include(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value))
    return value.filter((member) => isDocument(member) || Array.isArray(member)).map((member) => include(member, tree));
  if (!isDocument(value)) return undefined;
  const kept: Document = {};
  for (const [name, member] of Object.entries(value)) {
    if (!Object.hasOwn(tree, name)) continue;
    const below = tree[name];
    const part = below ? include(member, below) : member;
    if (part !== undefined) kept[name] = part;
  }
  return kept;
}

function exclude(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((member) => exclude(member, tree));
  if (!isDocument(value)) return value;
  const kept: Document = {};
  for (const [name, member] of Object.entries(value)) {
    const below = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (below === null) continue;
    kept[name] = below ? exclude(member, below) : member;
  }
  return kept;
}

/** $slice: n takes the first n, -n the last n, [skip, n] from skip; a negative skip counts from the end. */
function slice(value: unknown, operand: unknown): unknown {
  if (!Array.isArray(value)) return value;
  if (typeof operand === 'number') return operand < 0 ? value.slice(operand) : value.slice(0, operand);
  const [skip, count] = Array.isArray(operand) ? operand : [];
  if (typeof skip !== 'number' || typeof count !== 'number' || count <= 0)
    throw new BadRequest('$slice takes a number or [skip, limit > 0]');
  const from = skip < 0 ? Math.max(0, value.length + skip) : skip;
  return value.slice(from, from + count);
}

function at(document: Document, path: string, change: (value: unknown) => unknown): Document {
  const dot = path.indexOf('.');
  const name = dot < 0 ? path : path.slice(0, dot);
  if (!Object.hasOwn(document, name)) return document;
  const member = document[name];
  const rest = path.slice(dot + 1);
  const inner = (value: unknown): unknown =>
    isDocument(value) ? at(value, rest, change) : Array.isArray(value) ? value.map(inner) : value;
  const changed = dot < 0 ? change(member) : inner(member);
  if (changed !== undefined) return { ...document, [name]: changed };
  const { [name]: _, ...others } = document;
  return others;
}

export function compileProjection(asked: unknown, context: Context): Projection {
  if (!isDocument(asked)) throw new BadRequest('the projection must be an object');
  const included: Tree = {};
  const excluded: Tree = {};
  const changes: Projection[] = [];
  let withId = true;
  let elements = false;
  for (const [path, value] of Object.entries(asked)) {
    if (isDocument(value) && '$slice' in value)
      changes.push((document) => at(document, path, (member) => slice(member, value.$slice)));
    else if (isDocument(value) && '$elemMatch' in value) {
      const passes = elementTest(value.$elemMatch, { context });
      const firstMatch = (member: unknown): unknown => {
        const found = Array.isArray(member) ? member.find(passes) : undefined;
        return found === undefined ? undefined : [found];
      };
      changes.push((document) => at(document, path, firstMatch));
      plant(included, path);
      elements = true;
    } else if (isDocument(value))
      throw new BadRequest(`Unsupported projection option: ${path}: ${JSON.stringify(value)}`);
    else if (path === '_id') withId = Boolean(value);
    else plant(value ? included : excluded, path);
  }
  const slices = Object.keys(asked).filter((path) => isDocument(asked[path]) && '$slice' in (asked[path] as Document));
  const inclusive =
    Object.keys(included).length > 0 ||
    (withId && asked._id !== undefined && Object.keys(excluded).length === 0 && slices.length === 0);
  if (inclusive && Object.keys(excluded).length > 0 && !elements) {
    throw new BadRequest('Projection cannot have a mix of inclusion and exclusion.');
  }
  if (inclusive) for (const path of slices) plant(included, path);
  const tree: Tree = inclusive
    ? { ...included, ...(withId ? { _id: null } : {}) }
    : { ...excluded, ...(withId ? {} : { _id: null }) };
  return (document) => {
    const kept = (inclusive ? include(document, tree) : exclude(document, tree)) as Document;
    return changes.reduce((result, change) => change(result), kept);
  };
}
