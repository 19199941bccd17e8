/**
 * On which days a member was here, month by month. Pure.
 *
 * Law: two of them join to one that knows what either knew (bits are or-ed, an hour's orders are the larger number), so
 * joining in any order, twice, or again after a crash gives the same.
 */
import type { DayKey, MonthKey } from '../../../typings/domain';
import { dayFromNumber, dayNumber, firstDayOf, monthOf } from '../calendar';
import { ALL_STORES, isAct, isClosing, type LedgerRow, mergerOf } from './measures';
import type { Slot } from './slots';

/** A month at one store. Bit n−1 is the n-th day. */
export interface Stamps {
  here: number;
  signed: number;
  /** Orders by day and hour: '2109' -> 2. */
  orders: Record<string, number>;
}

export interface Activity {
  /** The member's id. */
  _id: string;
  shape: 1;
  rev: number;
  /** Last day here, and the id: '2026-11-21 65f…'; one after another in a list. '' for who never was. */
  last: string;
  months: Record<string, Record<string, Stamps>>;
  /** Whom this member has become one with; null: nobody. */
  into: string | null;
  /** Instant of the entry that says so. */
  intoAt: number;
  /** Who has become one with this member. */
  aliases: string[];
  /** Code of the tier, as the member was last told. */
  tier: string | null;
  /** The account is closed: they were here, and are nobody's member any more. */
  closed?: true;
}

export type Known = Omit<Activity, 'shape' | 'rev'>;

export function nothingKnown(memberId: string): Known {
  return { _id: memberId, last: '', months: {}, into: null, intoAt: 0, aliases: [], tier: null };
}

/** What a row says of members; in place, since there are many rows. */
export function learn(known: Map<string, Known>, row: LedgerRow, slot: Slot): void {
  const of = (id: string) => {
    const here = known.get(id) ?? nothingKnown(id);
    known.set(id, here);
    return here;
  };
  const own = of(row.memberId);
  const merged = mergerOf(row);
  if (merged) {
    own.into = merged.returned ? null : merged.into;
    own.intoAt = row.at;
    const other = of(merged.into);
    if (!other.aliases.includes(row.memberId)) other.aliases.push(row.memberId);
  }
  if (isClosing(row)) own.closed = true;
  if (!isAct(row)) return;
  const last = `${slot.day} ${row.memberId}`;
  if (last > own.last) own.last = last;
  stamp(own, row, slot);
}

function stamp(own: Known, { storeId, kind }: LedgerRow, slot: Slot): void {
  const month = monthOf(slot.day);
  own.months[month] ??= {};
  const stores = own.months[month];
  stores[storeId] ??= { here: 0, signed: 0, orders: {} };
  const stamps = stores[storeId];
  const bit = (1 << (Number(slot.day.slice(8)) - 1)) >>> 0;
  stamps.here = (stamps.here | bit) >>> 0;
  if (kind === 'checkin') stamps.signed = (stamps.signed | bit) >>> 0;
  if (kind !== 'order') return;
  const hour = `${slot.day.slice(8)}${slot.name.slice(11)}`;
  stamps.orders[hour] = (stamps.orders[hour] ?? 0) + 1;
}

export function joined(a: Known, b: Known): Known {
  const later = b.intoAt > a.intoAt ? b : a;
  return {
    _id: a._id,
    last: a.last > b.last ? a.last : b.last,
    months: joinedBy(a.months, b.months, (x, y) => joinedBy(x, y, joinedStamps)),
    into: later.into,
    intoAt: later.intoAt,
    aliases: [...new Set([...a.aliases, ...b.aliases])].sort(),
    tier: b.tier ?? a.tier,
    ...(a.closed || b.closed ? { closed: true } : {}),
  };
}

function joinedStamps(a: Stamps, b: Stamps): Stamps {
  return {
    here: (a.here | b.here) >>> 0,
    signed: (a.signed | b.signed) >>> 0,
    orders: joinedBy(a.orders, b.orders, Math.max),
  };
}

function joinedBy<T>(a: Record<string, T>, b: Record<string, T>, both: (x: T, y: T) => T): Record<string, T> {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(
    names.map((name) => {
      const [x, y] = [a[name], b[name]];
      return [name, x !== undefined && y !== undefined ? both(x, y) : ((x ?? y) as T)];
    }),
  );
}

/** Days of somebody at one store, or at all of them: numbers of days, ascending. */
export interface Visits {
  here: number[];
  signed: number[];
  /** One for each order. */
  orders: number[];
}

/** By store, and for all of them: of a member with everybody who has become one with them. */
export function visitsOf(person: readonly Pick<Known, 'months'>[]): Map<string, Visits> {
  const found = new Map<string, { here: Set<number>; signed: Set<number>; orders: number[] }>();
  for (const { months } of person)
    for (const [month, stores] of Object.entries(months)) {
      const first = dayNumber(firstDayOf(month as MonthKey));
      for (const [store, stamps] of Object.entries(stores))
        for (const name of [store, ALL_STORES]) {
          const visits = found.get(name) ?? { here: new Set(), signed: new Set(), orders: [] };
          found.set(name, visits);
          for (let n = 0; n < 31; n += 1) {
            if ((stamps.here >>> n) & 1) visits.here.add(first + n);
            if ((stamps.signed >>> n) & 1) visits.signed.add(first + n);
          }
          for (const [hour, count] of Object.entries(stamps.orders))
            for (let n = 0; n < count; n += 1) visits.orders.push(first + Number(hour.slice(0, 2)) - 1);
        }
    }
  const ascending = (days: Iterable<number>) => [...days].sort((a, b) => a - b);
  return new Map(
    [...found].map(([store, { here, signed, orders }]) => [
      store,
      { here: ascending(here), signed: ascending(signed), orders: ascending(orders) },
    ]),
  );
}

/** Days on which a member was here at any store. */
export function daysHere({ months }: Pick<Known, 'months'>): DayKey[] {
  const all = visitsOf([{ months }]).get(ALL_STORES);
  return (all?.here ?? []).map(dayFromNumber);
}

/** Days of the windows; each ends with the day it belongs to. */
export const WINDOWS = [1, 7, 30] as const;
/** Members of each window: here, signed in, bought, bought at least twice. */
export const WINDOW_COUNTS = ['active', 'signed', 'buyers', 'repeat'] as const;
const WINDOW_WIDTH = WINDOWS.length * WINDOW_COUNTS.length;

/** Adds one person to the counts of a day at a store, window by window. A store without anybody has no counts. */
export function countIn(
  stores: Record<string, number[]>,
  store: string,
  { here, signed, orders }: Visits,
  day: DayKey,
): void {
  const end = dayNumber(day);
  const longest = Math.max(...WINDOWS);
  const last = here[upTo(here, end) - 1];
  if (last === undefined || last <= end - longest) return;
  stores[store] ??= new Array<number>(WINDOW_WIDTH).fill(0);
  const counts = stores[store];
  const buys = upTo(orders, end);
  // Both orders lie in the window when the one before the last does.
  const latest = [last, signed[upTo(signed, end) - 1], orders[buys - 1], orders[buys - 2]];
  for (const [w, days] of WINDOWS.entries())
    for (const [c, was] of latest.entries())
      if (was !== undefined && was > end - days) {
        const place = w * WINDOW_COUNTS.length + c;
        counts[place] = (counts[place] ?? 0) + 1;
      }
}

/** How many of the ascending numbers are not beyond `end`. */
function upTo(numbers: readonly number[], end: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) <= end) low = middle + 1;
    else high = middle;
  }
  return low;
}
