/** A shop with many members who have points, and a reward of which there is little. */
import { setTimeout as pause } from 'node:timers/promises';
import { genesis, type Member, prepare, printOf, type Row, StockBooks } from '../../cloudfunctions/core/account/index';
import type { Redemption, Reward } from '../../cloudfunctions/core/rewards/index';
import type { Stock } from '../../cloudfunctions/core/stock/index';
import type { Store } from '../../cloudfunctions/platform/store';
import { allBooks } from '../../scripts/books/check';
import type { Answer } from '../../typings/api/envelope';
import type { DayKey, EpochMs, Points } from '../../typings/domain';
import { Memory } from '../faults/simulation/memory-store';
import { blank, clockwork, lifeUnder, lot } from '../unit/core/time';
import { openShop, type Shop } from './shop';

export const PRICE = 10;
export const POINTS = 100;
const joinedAt = Date.UTC(2026, 9, 1) as EpochMs;
const joinedOn = '2026-10-01' as DayKey;
const life = lifeUnder();
/** Documents put into the database by one call. */
const stride = 100;
/** Documents read by one call. */
const PAGE = 500;

export async function openFlash(instances: number, members: number): Promise<{ shop: Shop; people: string[] }> {
  const shop = await openShop(instances);
  const people = Array.from({ length: members }, (_, n) => `flash-${n}`);
  for (let first = 0; first < people.length; first += stride) {
    const made = people.slice(first, first + stride).map(person);
    await fill(shop, [
      { collection: 'members', data: made.map(({ member }) => member) },
      { collection: 'ledger', data: made.map(({ row }) => row) },
    ]);
  }
  return { shop, people };
}

/** With books: one entry, long delivered. */
function person(id: string): { member: Member; row: Row } {
  const moves = [lot('2027-10-31' as DayKey, POINTS)];
  const start = blank(life, { _id: id, openid: id, number: id, head: genesis(id), joinedAt, joinedOn });
  const draft = {
    key: 'join',
    kind: 'join' as const,
    ref: null,
    moves,
    because: [],
    print: printOf('join', id),
    result: {},
  };
  const { zone, version } = life.programme;
  const origin = { storeId: 'default', channel: 'mini', actor: 'member', partnerId: null } as const;
  const stamp = { at: joinedAt, zone, programmeVersion: version, origin, clockwork: clockwork(life, joinedOn) };
  const { after, entries } = prepare(start, { change: { lots: moves }, drafts: [draft] }, stamp);
  const [entry] = entries;
  if (!entry) throw new Error('an entry was made');
  const { births: _births, credits: _credits, tries: _tries, ...fact } = entry;
  const { due: _due, ...settled } = after;
  return {
    member: { ...settled, floor: 1, journal: {}, wake: '2027-11-01' as DayKey },
    row: { _id: `${id}:join`, memberId: id, ...fact },
  };
}

/** Puts a reward on sale, with so many units and so many for each member. */
export async function offer(shop: Shop, id: string, made: number, count: number): Promise<void> {
  const reward: Reward = {
    _id: id,
    shape: 1,
    version: 1,
    state: 'on',
    order: 1,
    rank: 1,
    featured: false,
    kind: 'goods',
    name: id,
    summary: '',
    category: 'goods',
    pictures: [],
    detail: [],
    worthFen: 0,
    price: { points: PRICE, cashFen: 0 },
    discounts: [],
    window: { from: null, until: null },
    terms: { tiers: [], exclusive: false, streak: 0, right: null, tags: [] },
    limit: { count, period: 'ever' },
    counted: true,
    ways: ['pickup'],
    stores: [],
    collectDays: 30,
    coupon: null,
  };
  await fill(shop, [
    { collection: 'rewards', data: [reward] },
    { collection: 'stock', data: [stockOf(`reward:${id}`, made)] },
  ]);
}

export function stockOf(id: Stock['_id'], made: number): Stock {
  return { _id: id, shape: 1, made, left: made, sold: 0, held: 0, holds: {}, edit: 0, lastEdit: '' };
}

export async function fill(shop: Shop, documents: { collection: string; data: object[] }[]): Promise<void> {
  await shop.cloud.call(undefined, 'crowd', { documents });
}

export async function exchange(shop: Shop, openid: string, rewardId: string, key: string): Promise<Answer<unknown>> {
  const expect = { points: PRICE as Points, cashFen: 0 };
  const payload = { rewardId, quantity: 1, way: 'pickup', expect };
  return shop.cloud.call(openid, 'shopper', { action: 'mall.exchange', payload, key });
}

/** Everybody's instance is awake and knows the settings. */
export async function wake(shop: Shop, instances: number, name = 'shopper', data: object = home): Promise<void> {
  await shop.cloud.control('/local/faults', { functions: [name], latencyMs: 1_000 });
  await Promise.all(Array.from({ length: instances }, () => shop.cloud.call('flash-0', name, data)));
  await shop.cloud.calm();
}

const home = { action: 'member.home', payload: {} };

/** Ticks until nothing is left to deliver, settle or drop. */
export async function calmed(shop: Shop): Promise<void> {
  for (let later = 0; later < 4; later += 1) await shop.sweep(11);
  await pause(10);
}

export interface Outcome {
  /** Units sold by the books. */
  sold: number;
  /** Entries, by member. */
  entries: Map<string, number>;
  wrong: string[];
}

/** A copy of what the books are about: two thousand members asked one by one would take longer than the rush. */
async function copied({ reader }: Shop): Promise<Store> {
  const copy = new Memory(Date.now).plain();
  for (const collection of ['members', 'ledger', 'stock', 'redemptions'] as const) {
    for (let last = '', more = true; more; ) {
      const where = { _id: { gte: last } };
      const page = await reader.find<{ _id: string }>(collection, { where, order: ['_id', 'asc'], limit: PAGE });
      for (const document of page) if (document._id !== last) await copy.add(collection, document);
      more = page.length === PAGE;
      last = page.at(-1)?._id ?? '';
    }
  }
  return copy;
}

/** All books, and that each who was charged has a redemption. */
export async function audit(shop: Shop, id: string): Promise<Outcome> {
  const store = await copied(shop);
  const stocks = () => store.find<Stock>('stock', { where: { _id: `reward:${id}` }, limit: 1 });
  const before = await stocks();
  const books = new StockBooks(before);
  const entries = new Map<string, number>();
  const wrong: string[] = [];
  for await (const book of allBooks(store)) {
    books.add(book);
    const { _id, balance } = book.member;
    wrong.push(...book.wrong.map((what) => `${_id}: ${what}`));
    const taken = book.facts.filter(({ kind }) => kind === 'exchange');
    entries.set(_id, taken.length);
    if (balance !== POINTS - PRICE * taken.length) wrong.push(`${_id} has ${balance} points`);
    if (taken.length === 0) continue;
    const where = { memberId: _id };
    const redeemed = await store.find<Redemption>('redemptions', { where, limit: 1_000 });
    if (redeemed.length !== taken.length) wrong.push(`${_id} was charged ${taken.length} times for ${redeemed.length}`);
  }
  const { wrong: unsound, moving } = books.result(await stocks());
  wrong.push(...unsound, ...moving.map((each) => `${each} moves`));
  const held = before[0]?.held ?? 0;
  if (held > 0) wrong.push(`${held} holds are left`);
  return { sold: before[0]?.sold ?? Number.NaN, entries, wrong };
}

export function tallyOf(answers: readonly Answer<unknown>[]): string {
  const ends = answers.map((answer) => (answer.ok ? 'taken' : answer.error.code));
  return [...new Set(ends)].map((end) => `${ends.filter((other) => other === end).length} ${end}`).join(', ');
}
