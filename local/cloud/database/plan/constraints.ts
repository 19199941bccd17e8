/** What a query demands of single fields, as far as an index can use it. Always a superset: the filter has the last word. */
import { encodeValue, tagOf } from '../storage/keys';
import { type Document, isDocument, Rank, rankOf } from '../values/order';

/** A place between encoded values: right before, or right after, all that begin with `bytes`. */
export interface Edge {
  bytes: Buffer;
  after: boolean;
}

export type Constraint =
  | { kind: 'points'; path: string; values: unknown[] }
  | { kind: 'interval'; path: string; lower: Edge; upper: Edge };

/** An array is compared as a whole but indexed by element; a RegExp is a pattern: neither is a point of an index. */
const isPoint = (value: unknown): boolean => {
  const rank = rankOf(value);
  return rank !== Rank.array && rank !== Rank.regex;
};

const wholeType = (rank: number, after: boolean): Edge => ({ bytes: Buffer.of(tagOf(rank)), after });

function points(path: string, values: unknown[]): Constraint[] {
  return values.every(isPoint) ? [{ kind: 'points', path, values }] : [];
}

/** Comparisons look only at values of the operand's type. */
function range(path: string, operator: string, value: unknown): Constraint[] {
  const rank = rankOf(value);
  if (rank === Rank.null) return operator === '$gte' || operator === '$lte' ? points(path, [null]) : [];
  if (!isPoint(value)) return [];
  const bytes = encodeValue(value);
  const below = operator === '$lt' || operator === '$lte';
  return [
    {
      kind: 'interval',
      path,
      lower: below ? wholeType(rank, false) : { bytes, after: operator === '$gt' },
      upper: below ? { bytes, after: operator === '$lte' } : wholeType(rank, true),
    },
  ];
}

/** The text every match must begin with: '^order:' and its like. */
function literalBeginning(pattern: RegExp): string {
  if (/[im]/.test(pattern.flags) || pattern.source.includes('|')) return '';
  const found = /^\^([\w:-]+)([*?+{]?)/.exec(pattern.source);
  const text = found?.[1] ?? '';
  return found?.[2] ? text.slice(0, -1) : text;
}

function beginning(path: string, pattern: unknown, options: unknown): Constraint[] {
  if (typeof pattern === 'string') {
    // An invalid pattern is refused where the filter is compiled.
    return options === undefined || options === '' ? literal(path, literalOfText(pattern)) : [];
  }
  return pattern instanceof RegExp && !options ? literal(path, literalBeginning(pattern)) : [];
}

function literalOfText(pattern: string): string {
  try {
    return literalBeginning(new RegExp(pattern));
  } catch {
    return '';
  }
}

function literal(path: string, text: string): Constraint[] {
  if (text === '') return [];
  const bytes = encodeValue(text).subarray(0, -1);
  return [{ kind: 'interval', path, lower: { bytes, after: false }, upper: { bytes, after: true } }];
}

function ofField(path: string, expression: unknown): Constraint[] {
  if (expression instanceof RegExp) return beginning(path, expression, undefined);
  if (!isDocument(expression) || !Object.keys(expression).some((key) => key.startsWith('$')))
    return points(path, [expression]);
  return Object.entries(expression).flatMap(([operator, value]) => {
    switch (operator) {
      case '$eq':
        return points(path, [value]);
      case '$in':
        return Array.isArray(value) ? points(path, value) : [];
      case '$gt':
      case '$gte':
      case '$lt':
      case '$lte':
        return range(path, operator, value);
      case '$exists':
        return value ? [] : points(path, [null]);
      case '$regex':
        return beginning(path, value, expression.$options);
      default:
        return [];
    }
  });
}

export function constraintsOf(query: Document): Constraint[] {
  return Object.entries(query).flatMap(([key, value]) => {
    if (key === '$and' && Array.isArray(value)) return value.filter(isDocument).flatMap(constraintsOf);
    return key.startsWith('$') ? [] : ofField(key, value);
  });
}
