/** $dateFromParts and $dateFromString. mingo 7.2.7 wants every part, knows no ISO weeks and no offsets, and never fails. */
import { BadRequest } from '../../refusals';
import { type Document, isDocument } from '../../values/order';
import { offsetMinutes } from './dates';
import { type Expression, evaluate } from './expression';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The instant at which clocks of the zone show these parts, given as if they were UTC. */
function inZone(name: string, localMs: number, zone: unknown): Date {
  if (zone === undefined) return new Date(localMs);
  if (typeof zone !== 'string') throw new BadRequest(`${name}: timezone must evaluate to a string`);
  const guess = localMs - offsetMinutes(new Date(localMs), zone) * MINUTE_MS;
  return new Date(localMs - offsetMinutes(new Date(guess), zone) * MINUTE_MS);
}

/** Date.UTC takes the years 0 to 99 for those of the last century. */
function utc(year: number, month: number, day: number, ...time: number[]): number {
  const [hour = 0, minute = 0, second = 0, millisecond = 0] = time;
  return new Date(Date.UTC(2000, month - 1, day, hour, minute, second, millisecond)).setUTCFullYear(
    year,
    month - 1,
    day,
  );
}

/** Midnight of a day of an ISO week: January 4th is always in week 1. */
function isoDate(year: number, week: number, weekday: number): number {
  const fourth = utc(year, 1, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() || 7) - 1) * DAY_MS;
  return monday + ((week - 1) * 7 + weekday - 1) * DAY_MS;
}

const TIME = ['hour', 'minute', 'second', 'millisecond'];
const PARTS = new Set(['year', 'month', 'day', 'isoWeekYear', 'isoWeek', 'isoDayOfWeek', ...TIME, 'timezone']);

const $dateFromParts: Expression = (document, operand, options) => {
  if (!isDocument(operand)) throw new BadRequest('$dateFromParts only supports an object as its argument');
  const unknown = Object.keys(operand).find((name) => !PARTS.has(name));
  if (unknown) throw new BadRequest(`Unrecognized argument to $dateFromParts: ${unknown}`);
  const iso = 'isoWeekYear' in operand;
  if (iso === 'year' in operand)
    throw new BadRequest("$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  const given = Object.fromEntries(
    Object.entries(operand).map(([name, part]) => [name, evaluate(document, part, options) ?? null]),
  );
  if (Object.values(given).includes(null)) return null;
  const part = (name: string, otherwise: number): number => {
    const value = given[name] ?? otherwise;
    if (!Number.isInteger(value)) throw new BadRequest(`'${name}' must evaluate to an integer`);
    return value as number;
  };
  const [hour, minute, second, millisecond] = TIME.map((name) => part(name, 0)) as [number, number, number, number];
  const day = iso
    ? isoDate(part('isoWeekYear', 0), part('isoWeek', 1), part('isoDayOfWeek', 1))
    : utc(part('year', 0), part('month', 1), 1) + (part('day', 1) - 1) * DAY_MS;
  const localMs = day + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  return inZone('$dateFromParts', localMs, given.timezone);
};

const OFFSET = '(?<zone>Z|[+-]\\d{2}:?\\d{2})';
const PLAIN = new RegExp(
  `^(?<Y>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})(?:[T ](?<H>\\d{2}):(?<M>\\d{2})(?::(?<S>\\d{2})(?:\\.(?<L>\\d{1,3}))?)?)?\\s*${OFFSET}?$`,
);
const SPECIFIERS: Record<string, string> = {
  '%': '%',
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  L: '(?<L>\\d{1,3})',
  G: '(?<G>\\d{4})',
  V: '(?<V>\\d{1,2})',
  u: '(?<u>[1-7])',
  z: OFFSET,
};

function patternOf(format: unknown): RegExp {
  if (typeof format !== 'string') throw new BadRequest("$dateFromString requires that 'format' be a string");
  const source = format.replace(/%(.?)|[.*+?^${}()|[\]\\/]/gs, (found: string, letter: string | undefined) => {
    if (letter === undefined) return `\\${found}`;
    const pattern = SPECIFIERS[letter];
    if (!pattern) throw new BadRequest(`Invalid format character '%${letter}' in format string`);
    return pattern;
  });
  return new RegExp(`^${source}$`);
}

/** Undefined when the text is no such date: the 31st of February is none either. */
function parsed(text: string, pattern: RegExp): { localMs: number; zone: string | undefined } | undefined {
  const found = pattern.exec(text)?.groups;
  if (!found) return undefined;
  const { Y, m = 1, d = 1, G, V = 1, u = 1, H = 0, M = 0, S = 0, L = '0', zone } = found;
  if (Y === undefined && G === undefined) return undefined;
  const day = Y === undefined ? isoDate(Number(G), Number(V), Number(u)) : utc(Number(Y), Number(m), Number(d));
  const date = new Date(day);
  const real = Y === undefined || (date.getUTCMonth() + 1 === Number(m) && date.getUTCDate() === Number(d));
  if (!real || Number(H) > 23 || Number(M) > 59 || Number(S) > 59) return undefined;
  const ms = ((Number(H) * 60 + Number(M)) * 60 + Number(S)) * 1000 + Number(String(L).padEnd(3, '0'));
  return { localMs: day + ms, zone: zone === 'Z' ? 'UTC' : zone };
}

/** Without a format: YYYY-MM-DD, with a time and an offset where there is one. */
const $dateFromString: Expression = (document, operand, options) => {
  if (!isDocument(operand) || !('dateString' in operand))
    throw new BadRequest("Missing 'dateString' parameter to $dateFromString");
  const asked: Document = operand;
  const read = (name: string): unknown => (name in asked ? evaluate(document, asked[name], options) : undefined);
  const text = read('dateString');
  if (text === null || text === undefined) return read('onNull') ?? null;
  const zone = 'timezone' in asked ? (read('timezone') ?? null) : undefined;
  if (zone === null) return null;
  const result =
    typeof text === 'string' ? parsed(text, 'format' in asked ? patternOf(read('format')) : PLAIN) : undefined;
  if (!result) {
    if ('onError' in asked) return read('onError') ?? null;
    throw new BadRequest(`$dateFromString: Error parsing date string ${JSON.stringify(text)}`);
  }
  if (result.zone !== undefined && zone !== undefined)
    throw new BadRequest('$dateFromString: a date with time zone information cannot be combined with a timezone');
  return inZone('$dateFromString', result.localMs, result.zone ?? zone);
};

export const madeDateExpressions = { $dateFromParts, $dateFromString };
