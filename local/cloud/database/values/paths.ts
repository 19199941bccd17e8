/**
 * Dotted paths as MongoDB walks them: an array in the middle of a path is entered by index where the next part is a
 * number, and through each of its documents.
 */
import { isDocument } from './order';

const INDEX = /^\d+$/;

function collect(value: unknown, parts: readonly string[], at: number, found: unknown[]): void {
  if (at === parts.length) {
    found.push(value);
    return;
  }
  const part = parts[at] as string;
  if (Array.isArray(value)) {
    if (INDEX.test(part) && Number(part) < value.length) collect(value[Number(part)], parts, at + 1, found);
    for (const element of value) if (isDocument(element)) collect(element, parts, at, found);
    return;
  }
  if (isDocument(value)) {
    if (Object.hasOwn(value, part)) collect(value[part], parts, at + 1, found);
    else found.push(undefined);
    return;
  }
  found.push(undefined);
}

/**
 * Every value a path leads to; `undefined` stands for a field that is missing. Empty when the path ends in an array
 * that holds no document. Arrays at the end of the path are not opened.
 */
export function valuesAt(document: unknown, parts: readonly string[]): unknown[] {
  if (parts.length === 1 && isDocument(document)) return [fieldOf(document, parts[0] as string)];
  const found: unknown[] = [];
  collect(document, parts, 0, found);
  return found;
}

function fieldOf(document: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined;
}

/** The empty path is the value itself: so demands on array elements are asked. */
export const splitPath = (path: string): string[] => (path === '' ? [] : path.split('.'));
