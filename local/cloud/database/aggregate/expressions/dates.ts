/** Parts of dates, in UTC or a zone. mingo 7.2.7 counts weeks wrongly and fails on null; so these are ours. */
import { BadRequest } from '../../refusals';
import { isDocument } from '../../values/order';
import { type Expression, evaluate, single } from './expression';

const DAY_MS = 86_400_000;
const OFFSET = /^([+-])(\d{2}):?(\d{2})?$/;

/** Minutes east of UTC at that instant. `zone`: 'Asia/Shanghai', '+08:00', '+0800', '+08', 'UTC'. */
export function offsetMinutes(date: Date, zone: string): number {
  const fixed = OFFSET.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0));
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(date);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    return name === 'GMT' ? 0 : offsetMinutes(date, name.replace('GMT', ''));
  } catch {
    throw new BadRequest(`unrecognized time zone identifier: "${zone}"`);
  }
}

/** A date whose UTC parts are those of the zone. */
interface Local {
  date: Date;
  offset: number;
}

const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;

const isoDay = (date: Date): number => date.getUTCDay() || 7;

/** The Thursday of the same ISO week: its year is the ISO year. */
const thursday = (date: Date): Date => new Date(date.getTime() + (4 - isoDay(date)) * DAY_MS);

/** Weeks begin on Sunday; days before the first Sunday are week 0. */
const sundayWeek = (date: Date): number => Math.floor((dayOfYear(date) - 1 + 7 - date.getUTCDay()) / 7);

const isoWeek = (date: Date): number => Math.ceil(dayOfYear(thursday(date)) / 7);

const PARTS: Record<string, (date: Date) => number> = {
  $year: (date) => date.getUTCFullYear(),
  $month: (date) => date.getUTCMonth() + 1,
  $dayOfMonth: (date) => date.getUTCDate(),
  $hour: (date) => date.getUTCHours(),
  $minute: (date) => date.getUTCMinutes(),
  $second: (date) => date.getUTCSeconds(),
  $millisecond: (date) => date.getUTCMilliseconds(),
  $dayOfYear: dayOfYear,
  $dayOfWeek: (date) => date.getUTCDay() + 1,
  $week: sundayWeek,
  $isoWeek: isoWeek,
  $isoWeekYear: (date) => thursday(date).getUTCFullYear(),
  $isoDayOfWeek: isoDay,
};

function localOf(name: string, value: unknown, zone: unknown): Local | null {
  if (value === null || value === undefined || zone === null) return null;
  if (!(value instanceof Date)) throw new BadRequest(`${name}: can't convert from BSON type ${typeof value} to Date`);
  if (zone !== undefined && typeof zone !== 'string') throw new BadRequest('timezone must evaluate to a string');
  const offset = zone === undefined ? 0 : offsetMinutes(value, zone);
  return { date: new Date(value.getTime() + offset * 60_000), offset };
}

const partExpression =
  (name: string, part: (date: Date) => number): Expression =>
  (document, operand, options) => {
    const zoned = isDocument(operand) && 'date' in operand;
    const value = zoned ? evaluate(document, operand.date, options) : single(document, operand, options);
    const zone = zoned && 'timezone' in operand ? (evaluate(document, operand.timezone, options) ?? null) : undefined;
    const local = localOf(name, value, zone);
    return local && part(local.date);
  };

const digits = (value: number, count: number): string => String(value).padStart(count, '0');

const zoneText = (offset: number): string =>
  `${offset < 0 ? '-' : '+'}${digits(Math.floor(Math.abs(offset) / 60), 2)}${digits(Math.abs(offset) % 60, 2)}`;

const FORMATS: Record<string, (local: Local) => string> = {
  '%': () => '%',
  Y: ({ date }) => digits(date.getUTCFullYear(), 4),
  G: ({ date }) => digits(thursday(date).getUTCFullYear(), 4),
  m: ({ date }) => digits(date.getUTCMonth() + 1, 2),
  d: ({ date }) => digits(date.getUTCDate(), 2),
  H: ({ date }) => digits(date.getUTCHours(), 2),
  M: ({ date }) => digits(date.getUTCMinutes(), 2),
  S: ({ date }) => digits(date.getUTCSeconds(), 2),
  L: ({ date }) => digits(date.getUTCMilliseconds(), 3),
  j: ({ date }) => digits(dayOfYear(date), 3),
  u: ({ date }) => String(isoDay(date)),
  w: ({ date }) => String(date.getUTCDay() + 1),
  U: ({ date }) => digits(sundayWeek(date), 2),
  V: ({ date }) => digits(isoWeek(date), 2),
  z: ({ offset }) => zoneText(offset),
  Z: ({ offset }) => String(offset),
};

const $dateToString: Expression = (document, operand, options) => {
  if (!isDocument(operand)) throw new BadRequest('$dateToString only supports an object as its argument');
  const read = (name: string): unknown => (name in operand ? evaluate(document, operand[name], options) : undefined);
  const zone = 'timezone' in operand ? (read('timezone') ?? null) : undefined;
  const local = localOf('$dateToString', read('date'), zone);
  if (!local) return read('onNull') ?? null;
  const format =
    read('format') ?? (zone === undefined || zone === 'UTC' ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L');
  if (typeof format !== 'string') throw new BadRequest('$dateToString requires that format be a string');
  return format.replace(/%(.?)/gs, (_, letter: string) => {
    const write = FORMATS[letter];
    if (!write) throw new BadRequest(`Invalid format character '%${letter}' in format string`);
    return write(local);
  });
};

export const dateExpressions = {
  ...Object.fromEntries(Object.entries(PARTS).map(([name, part]) => [name, partExpression(name, part)])),
  $dateToString,
};
