/**
 * Reaching the place an update writes to, by MongoDB's rules: missing documents on the way are made, an array is
 * entered by index alone, and nothing is ever made inside a scalar.
 */
import { BadRequest } from '../refusals';
import { type Document, isDocument } from '../values/order';

const INDEX = /^(0|[1-9]\d*)$/;

/** MongoDB's own limit on filling an array with nulls up to an index. */
const MAX_PADDING = 1_500_000;

type Holder = Document | unknown[];

/** One field of a document, or one element of an array. */
export interface Place {
  path: string;
  /** undefined when missing */
  read(): unknown;
  write(value: unknown): void;
  /** A field goes away; an element becomes null. */
  erase(): void;
}

function describe(value: unknown): string {
  return JSON.stringify(value) ?? 'missing';
}

function elementIndex(name: string, path: string, holder: unknown[]): number {
  if (!INDEX.test(name))
    throw new BadRequest(`Cannot create field '${name}' in element {${path}: ${describe(holder)}}`);
  const index = Number(name);
  if (index > holder.length + MAX_PADDING) throw new BadRequest(`can't backfill more than ${MAX_PADDING} elements`);
  return index;
}

function pad(array: unknown[], upTo: number): void {
  while (array.length < upTo) array.push(null);
}

function put(holder: Holder, name: string, value: unknown, path: string): void {
  if (!Array.isArray(holder)) {
    holder[name] = value;
    return;
  }
  const index = elementIndex(name, path, holder);
  pad(holder, index);
  holder[index] = value;
}

function peek(holder: Holder, name: string): unknown {
  if (Array.isArray(holder)) return INDEX.test(name) ? holder[Number(name)] : undefined;
  return Object.hasOwn(holder, name) ? holder[name] : undefined;
}

const isHolder = (value: unknown): value is Holder => isDocument(value) || Array.isArray(value);

function placeIn(holder: Holder, name: string, path: string): Place {
  return {
    path,
    read: () => peek(holder, name),
    write: (value) => put(holder, name, value, path),
    erase: () => {
      if (!Array.isArray(holder)) delete holder[name];
      else if (INDEX.test(name) && Number(name) < holder.length) holder[Number(name)] = null;
    },
  };
}

function parse(path: string): string[] {
  const parts = path.split('.');
  if (parts.some((part) => part === ''))
    throw new BadRequest(`The update path '${path}' contains an empty field name.`);
  if (parts.includes('__proto__')) throw new BadRequest('a field named __proto__ is not supported by the local cloud');
  if (parts.some((part) => part.startsWith('$'))) {
    throw new BadRequest(
      `The positional path '${path}' is not supported by the local cloud: update the array as a whole, or by index`,
    );
  }
  return parts;
}

/** @throws BadRequest where the way leads through a scalar */
export function placeToWrite(root: Document, path: string): Place {
  const parts = parse(path);
  let holder: Holder = root;
  for (const name of parts.slice(0, -1)) {
    const below: unknown = peek(holder, name);
    if (isHolder(below)) {
      holder = below;
      continue;
    }
    if (below !== undefined)
      throw new BadRequest(`Cannot create field '${parts.at(-1)}' in element {${name}: ${describe(below)}}`);
    const made: Document = {};
    put(holder, name, made, path);
    holder = made;
  }
  const last = parts.at(-1) as string;
  if (Array.isArray(holder)) elementIndex(last, parts.slice(0, -1).join('.'), holder);
  return placeIn(holder, last, path);
}

/** Undefined where the way is missing or leads through a scalar: nothing to take away there. */
export function placeToErase(root: Document, path: string): Place | undefined {
  const parts = parse(path);
  let holder: Holder = root;
  for (const name of parts.slice(0, -1)) {
    const below: unknown = peek(holder, name);
    if (!isHolder(below)) return undefined;
    holder = below;
  }
  return placeIn(holder, parts.at(-1) as string, path);
}
