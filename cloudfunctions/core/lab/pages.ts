/** The ledger, newest first, in pages; and what the orders of returns have been before. */
import type { EpochMs } from '../../../typings/domain';
import type { Reader } from '../../platform/store';
import type { Fact } from '../account';
import type { Cursor } from './lab';
import { asksForOrder, type Event, FIELDS, REPLAYED } from './replay';

/** The platform's own bound. */
const PAGE = 1_000;
/** Orders asked for in one request. */
const ORDERS = 100;

export interface Page {
  events: Event[];
  /** Null after the last. */
  next: Cursor | null;
}

/** Each event is in one page and no more, also where many entries are of one instant. */
export async function pageOf(store: Reader, from: EpochMs, cursor: Cursor): Promise<Page> {
  const fields = FIELDS;
  const kind = { in: REPLAYED };
  if ('after' in cursor) {
    const { at, after } = cursor;
    const where = { at, _id: { gt: after }, kind };
    const events = await store.find<Event>('ledger', { where, order: ['_id', 'asc'], limit: PAGE, fields });
    const last = events.at(-1);
    return { events, next: events.length === PAGE && last ? { at, after: last._id } : { before: at } };
  }
  const where = { at: { from, before: cursor.before }, kind };
  const events = await store.find<Event>('ledger', { where, order: ['at', 'desc'], limit: PAGE, fields });
  const last = events.at(-1);
  if (events.length < PAGE || !last) return { events, next: null };
  // The page may end within an instant: what is of that one comes again, with all its sisters.
  const whole = events.filter(({ at }) => at > last.at);
  if (whole.length === 0) return { events: [], next: { at: last.at, after: '' } };
  return { events: whole, next: { before: (last.at + 1) as EpochMs } };
}

/** By `_id` of the event that asks: the entries of its order before it. */
export async function earlierOf(store: Reader, events: readonly Event[]): Promise<Map<string, Fact[]>> {
  const asking = events.filter((event) => event.ref !== null && asksForOrder(event));
  const pages: Promise<Event[]>[] = [];
  for (let n = 0; n < asking.length; n += ORDERS) pages.push(factsOf(store, asking.slice(n, n + ORDERS)));
  const byOrder = new Map<string, Event[]>();
  for (const fact of (await Promise.all(pages)).flat()) {
    const order = orderOf(fact);
    byOrder.set(order, [...(byOrder.get(order) ?? []), fact]);
  }
  return new Map(
    asking.map((event) => {
      const facts = (byOrder.get(orderOf(event)) ?? []).filter(({ seq }) => seq < event.seq);
      return [event._id, facts.sort((a, b) => a.seq - b.seq) as unknown as Fact[]];
    }),
  );
}

/** Most orders have two or three entries; where some have so many that they do not fit, fewer are asked for at once. */
async function factsOf(store: Reader, asking: readonly Event[]): Promise<Event[]> {
  const members = [...new Set(asking.map(({ memberId }) => memberId))];
  const refs = [...new Set(asking.map(({ ref }) => ref))];
  const where = { memberId: { in: members }, ref: { in: refs } };
  const facts = await store.find<Event>('ledger', { where, limit: PAGE, fields: FIELDS });
  if (facts.length < PAGE || asking.length === 1) return facts;
  const half = Math.ceil(asking.length / 2);
  const parts = await Promise.all([asking.slice(0, half), asking.slice(half)].map((part) => factsOf(store, part)));
  return unique(parts.flat());
}

function unique(facts: readonly Event[]): Event[] {
  return [...new Map(facts.map((fact) => [fact._id, fact])).values()];
}

function orderOf({ memberId, ref }: Event): string {
  return `${memberId} ${ref}`;
}
