/** The shape of a query operator of mingo, and how a predicate on values becomes one. */
import type { Options } from 'mingo/types';
import type { Document } from '../values/order';
import { splitPath, valuesAt } from '../values/paths';

export type Test = (document: Document) => boolean;
export type QueryOperator = (path: string, operand: unknown, options: Partial<Options>) => Test;

/**
 * True when any value at the path passes: `undefined` for a missing field, an array as a whole and each of its elements.
 * An element of an array (the empty path) is taken as it is, even if it is an array again.
 */
export function anyValue(path: string, passes: (value: unknown) => boolean): Test {
  const parts = splitPath(path);
  if (parts.length === 0) return (element) => passes(element);
  return (document) => {
    for (const value of valuesAt(document, parts)) {
      if (passes(value)) return true;
      if (Array.isArray(value) && value.some((element) => passes(element))) return true;
    }
    return false;
  };
}

/** True when any array at the end of the path passes as a whole. */
export function anyArray(path: string, passes: (value: unknown[]) => boolean): Test {
  const parts = splitPath(path);
  return (document) => valuesAt(document, parts).some((value) => Array.isArray(value) && passes(value));
}
