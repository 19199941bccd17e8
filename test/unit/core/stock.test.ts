import { expect, test } from 'vitest';
import {
  checkBook,
  checkBooks,
  execute,
  findMemberById,
  memberOf,
  StockBooks,
  type StoredMember,
  sweepHolds,
} from '../../../cloudfunctions/core/account';
import {
  HOLDS_MAX,
  makeStock,
  readStocks,
  restock,
  type Stock,
  useOf,
  wrongInCoupon,
  wrongInStock,
} from '../../../cloudfunctions/core/stock';
import type { Environment } from '../../../cloudfunctions/platform/environment';
import { type Store, StoreError } from '../../../cloudfunctions/platform/store';
import type { EpochMs } from '../../../typings/domain';
import type { Memory } from '../../faults/simulation/memory-store';
import {
  COUPON,
  couponOf,
  couponUsed,
  PRICE,
  QUOTA,
  stocked,
  stockOf,
  take,
  taken,
  taking,
  tickHolds,
  UNITS,
  unit,
  use,
} from '../../faults/simulation/stock';
import { aftermath, call, environment, NOON, stamp, tick } from '../../faults/simulation/world';

const one = { key: '2-abc', takes: [unit] };

/** Counts what goes to the database, in the order in which it goes. */
function watched(store: Store): { store: Store; asked: string[] } {
  const asked: string[] = [];
  const spy: Store = {
    find: (collection, query) => {
      asked.push(`find ${collection}`);
      return store.find(collection, query);
    },
    add: (collection, document) => {
      asked.push(`add ${collection}`);
      return store.add(collection, document);
    },
    addAll: (collection, documents) => store.addAll(collection, documents),
    updateAll: (collection, ...rest) => store.updateAll(collection, ...rest),
    update: (collection, ...rest) => {
      asked.push(`update ${collection}`);
      return store.update(collection, ...rest);
    },
    remove: (...all) => store.remove(...all),
  };
  return { store: spy, asked };
}

test('a conclusive key costs no look into the ledger; without its number the look goes out with the placement', async () => {
  const memory = await stocked(5, 'm');
  const quick = watched(memory.plain());
  expect(await taken(quick.store, 'm', one)).toMatchObject({ ok: true, data: { repeated: false } });
  expect(quick.asked).toEqual(['find members', 'update stock', 'update members', 'add identities', 'update stock']);
  const slow = watched(memory.plain());
  await taken(slow.store, 'm', { ...one, key: 'abc' });
  expect(slow.asked).toContain('find ledger');
  expect(slow.asked.length).toBe(6);
});

test('nobody can claim to have seen more of a member than there is', async () => {
  const memory = await stocked(5, 'm');
  expect(await taken(memory.plain(), 'm', { ...one, key: '99-abc' })).toEqual({
    ok: false,
    code: 'INVALID_INPUT',
    details: { field: 'key' },
  });
});

test('a key that a phone made before newer entries left the journal is looked up, and found', async () => {
  const memory = await stocked(5, 'm');
  await taken(memory.plain(), 'm', one);
  expect(await aftermath(memory)).toEqual([]);
  const late = (NOON + 50_000_000) as EpochMs;
  expect(await taken(memory.plain(), 'm', one, late)).toMatchObject({ ok: true, data: { repeated: true } });
  expect(stockOf(memory)).toMatchObject({ left: 4, sold: 1 });
});

test('a refusal of the rule takes nothing, and a key that has succeeded is known before it', async () => {
  const memory = await stocked(5, 'm');
  const dear = { key: 'dear', takes: [unit], points: 80 };
  expect(await taken(memory.plain(), 'm', dear)).toMatchObject({ ok: true });
  await aftermath(memory);
  expect(await taken(memory.plain(), 'm', dear)).toMatchObject({ ok: true, data: { repeated: true } });
  expect(await taken(memory.plain(), 'm', { ...dear, key: 'other' })).toEqual({ ok: false, code: 'INSUFFICIENT' });
  expect(stockOf(memory)).toMatchObject({ left: 4, sold: 1, held: 0 });
});

test('what is not there in such a number is refused by its own code, and nobody pays', async () => {
  const memory = await stocked(1, 'm');
  const two = {
    key: '2-abc',
    takes: [
      { stock: QUOTA, n: 1 },
      { ...unit, n: 2 },
    ],
  };
  expect(await taken(memory.plain(), 'm', two)).toEqual({ ok: false, code: 'OUT_OF_STOCK', details: { left: 1 } });
  const named = { key: '2-abd', takes: [{ ...unit, n: 2, refusal: 'COUPON_OFF' as const }] };
  expect(await taken(memory.plain(), 'm', named)).toMatchObject({ ok: false, code: 'COUPON_OFF' });
  expect(await taken(memory.plain(), 'm', { key: '2-abe', takes: [{ stock: 'reward:no', n: 1 }] })).toMatchObject({
    code: 'OUT_OF_STOCK',
  });
  expect([stockOf(memory), stockOf(memory, QUOTA)]).toMatchObject([
    { left: 1, held: 0 },
    { left: 5, held: 0 },
  ]);
  expect((await findMemberById(memory.plain(), 'm'))?.balance).toBe(100);
});

test('a rule that takes too much, nothing, or half a thing is a bug', async () => {
  const memory = await stocked(9, 'm');
  for (const n of [0, 1.5, Number.NaN])
    await expect(taken(memory.plain(), 'm', { key: '2-abc', takes: [{ ...unit, n }] })).rejects.toThrow(/takes/);
  const six = Array.from({ length: 6 }, () => unit);
  await expect(taken(memory.plain(), 'm', { key: '2-abc', takes: six })).rejects.toThrow(/6 things/);
  await expect(taken(memory.plain(), 'm', { key: '2-abc', takes: [{ ...couponUsed, n: 2 }] })).rejects.toThrow(/takes/);
  await expect(taken(memory.plain(), 'm', { key: '2-abc', takes: [{ stock: COUPON, n: 1 }] })).rejects.toThrow();
  await expect(taken(memory.plain(), 'm', { key: '2-abc', takes: [{ stock: 'reward:no', n: -1 }] })).rejects.toThrow(
    /not there/,
  );
  expect(stockOf(memory)).toMatchObject({ left: 9, held: 0 });
});

test('a document with as many holds as it may have takes no more, and says so as something that passes', async () => {
  const memory = await stocked(5, 'm');
  await memory.plain().update('stock', UNITS, {}, { set: { held: HOLDS_MAX } });
  expect(await taken(memory.plain(), 'm', one)).toEqual({ ok: false, code: 'BUSY' });
});

test('a sold-out stock is not asked again for a moment, and a success of the same key is found nevertheless', async () => {
  const memory = await stocked(1, 'm', 'n');
  let now: number = NOON;
  const clock = () => now as EpochMs;
  const as = (store: Store): Environment => ({ ...environment(store, now as EpochMs), clock });
  const act = async (store: Store, who: string, key: string) => {
    const [first] = await store.find<StoredMember>('members', { where: { _id: who }, limit: 1 });
    return execute(as(store), memberOf(first as StoredMember), taking({ ...one, key }), {
      ...stamp,
      at: now as EpochMs,
    });
  };
  expect(await act(memory.plain(), 'm', '2-first')).toMatchObject({ ok: true });
  expect(await act(memory.plain(), 'n', '2-late')).toMatchObject({ code: 'OUT_OF_STOCK' });
  now += 100;
  const seen = watched(memory.plain());
  expect(await act(seen.store, 'n', '2-later')).toMatchObject({ code: 'OUT_OF_STOCK' });
  expect(seen.asked).toEqual(['find members']);
  expect(await act(memory.plain(), 'm', '2-first')).toMatchObject({ ok: true, data: { repeated: true } });
  await restock(environment(memory.plain()), UNITS, 3, 'more');
  now += 2_000;
  expect(await act(memory.plain(), 'n', '2-later')).toMatchObject({ ok: true });
});

test('a hold of the same key elsewhere makes a repeat wait instead of telling it that nothing is left', async () => {
  const memory = await stocked(1, 'm');
  const store = memory.plain();
  const dying: Store = {
    ...store,
    update: (collection, ...rest) => {
      if (collection === 'members') throw new StoreError('update members', 'timed out');
      return store.update(collection, ...rest);
    },
  };
  expect(await taken(dying, 'm', one)).toEqual({ ok: false, code: 'BUSY' });
  expect(stockOf(memory)).toMatchObject({ left: 0, held: 1 });
  expect(await taken(store, 'm', one)).toEqual({ ok: false, code: 'BUSY' });
  await tickHolds(store);
  expect(stockOf(memory)).toMatchObject({ left: 1, held: 0 });
  expect(await taken(store, 'm', one)).toMatchObject({ ok: true, data: { repeated: false } });
});

test('a lost race puts its unit back at once, and takes another one', async () => {
  const memory = await stocked(2, 'm');
  const store = memory.plain();
  let raced = false;
  const slow: Store = {
    ...store,
    update: async (collection, ...rest) => {
      if (collection === 'members' && !raced) {
        raced = true;
        await call(store, 'm', { key: 'tap:quick', points: 1 });
      }
      return store.update(collection, ...rest);
    },
  };
  expect(await taken(slow, 'm', one)).toMatchObject({ ok: true, data: { repeated: false } });
  expect(stockOf(memory)).toMatchObject({ left: 1, sold: 1, held: 0 });
});

test('a hold younger than a minute is left to its call', async () => {
  const memory = await stocked(1, 'm');
  const hold = { memberId: 'm', key: 'x', rev: 1, n: 1, at: NOON };
  await memory.plain().update('stock', UNITS, {}, { set: { left: 0, held: 1, holds: { h: hold } } });
  const swept = (ms: number) =>
    sweepHolds(environment(memory.plain(), (NOON + ms) as EpochMs), (NOON + ms + 1) as EpochMs);
  expect(await swept(59_000)).toEqual({ settled: 0, dropped: 0, left: 0, coupons: false });
  expect(await swept(60_000)).toEqual({ settled: 0, dropped: 1, left: 0, coupons: false });
  expect(stockOf(memory)).toMatchObject({ left: 1, held: 0, holds: {} });
});

test('the sweeper asks the member first and then the ledger; what either names is settled, not dropped', async () => {
  const memory = await stocked(3, 'm');
  const store = memory.plain();
  const names = { stock: UNITS, hold: 'h', n: 1 };
  const row = { _id: 'm:gone', memberId: 'm', key: 'gone', at: NOON, holds: [names] };
  await store.add('ledger', row as { _id: string });
  const hold = { memberId: 'm', key: 'gone', rev: 1, n: 1, at: NOON - 600_000 };
  await store.update('stock', UNITS, {}, { set: { left: 2, held: 1, holds: { h: hold } } });
  const seen = watched(store);
  await tickHolds(seen.store);
  expect(stockOf(memory)).toMatchObject({ left: 2, sold: 1, held: 0 });
  expect(seen.asked.slice(0, 4)).toEqual(['find stock', 'find members', 'find ledger', 'update stock']);
});

test('a hold of nobody is dropped, and one that cannot be judged now is left', async () => {
  const memory = await stocked(3, 'm');
  const store = memory.plain();
  const of = (memberId: string, rev: number) => ({ memberId, key: 'x', rev, n: 1, at: NOON - 600_000 });
  const ahead = (await findMemberById(store, 'm'))?.rev ?? 0;
  const holds = { a: of('nobody', 1), b: of('m', ahead + 5) };
  await store.update('stock', UNITS, {}, { set: { left: 1, held: 2, holds } });
  const swept = await sweepHolds(environment(store, (NOON + 1) as EpochMs), (NOON + 2) as EpochMs);
  expect(swept).toEqual({ settled: 0, dropped: 1, left: 1, coupons: false });
  expect(stockOf(memory)).toMatchObject({ left: 2, held: 1 });
});

test('a fence moves the revision, so that the commit it was for can never happen', async () => {
  const memory = await stocked(1, 'm');
  const store = memory.plain();
  const frozen: (() => Promise<boolean>)[] = [];
  const late: Store = {
    ...store,
    update: (collection, ...rest) => {
      if (collection !== 'members') return store.update(collection, ...rest);
      frozen.push(() => store.update(collection, ...rest));
      throw new StoreError('update members', 'timed out');
    },
  };
  await taken(late, 'm', one);
  await tickHolds(store);
  expect(await Promise.all(frozen.map((thaw) => thaw()))).toEqual([false]);
  expect(stockOf(memory)).toMatchObject({ left: 1, sold: 0, held: 0 });
  expect(await aftermath(memory)).toEqual([]);
});

test('births that wait leave their units held; the next command or the sweeper settles them, coupons at once', async () => {
  const memory = await stocked(3, 'm');
  const store = memory.plain();
  await taken(store, 'm', { key: '2-abc', takes: [unit, couponUsed], later: true });
  expect([stockOf(memory).held, couponOf(memory).state]).toEqual([1, 'used']);
  await call(store, 'm', { key: 'tap:next', points: 1 }, (NOON + 5_000) as EpochMs);
  expect(stockOf(memory)).toMatchObject({ held: 0, sold: 1 });
  await taken(store, 'm', { key: '2-abd', takes: [unit], later: true });
  await tick(store);
  expect(stockOf(memory)).toMatchObject({ held: 0, sold: 2 });
});

test('a coupon says of its use what the sale said, and of its undoing when', async () => {
  const memory = await stocked(1, 'm');
  const store = memory.plain();
  await taken(store, 'm', { key: 'order:a', takes: [couponUsed], points: 0 });
  const mark = useOf('order:a');
  expect(couponOf(memory)).toMatchObject({
    state: 'used',
    usedBy: mark,
    uses: { [mark]: { ...use, at: NOON, undone: null } },
    hold: null,
    look: null,
  });
  const again = await taken(store, 'm', { key: 'order:b', takes: [couponUsed], points: 0 });
  const { by, storeId } = use;
  expect(again).toEqual({ ok: false, code: 'COUPON_USED', details: { by, storeId, at: NOON } });
  const undo = { key: 'undo:a', takes: [{ stock: COUPON, n: -1, undoes: 'order:a' }], points: 0 };
  await taken(store, 'm', undo);
  expect(couponOf(memory)).toMatchObject({ state: 'usable', usedBy: null, uses: { [mark]: { undone: NOON } } });
  expect(await taken(store, 'm', { ...undo, key: 'undo:b' })).toEqual({ ok: false, code: 'UNDONE' });
  expect(await checkBooks(store, 'm')).toEqual([]);
});

test('a coupon that a till set aside is taken once that is over; other states say what they are', async () => {
  const memory = await stocked(1, 'm');
  const store = memory.plain();
  const set = (fields: object) => store.update('coupons', 'c', {}, { set: fields as Record<string, unknown> });
  const act = (key: string) => taken(store, 'm', { key, takes: [couponUsed], points: 0 });
  await set({ state: 'reserved', reservation: { by: 'partner:p', ref: 'A', until: NOON + 1 }, look: NOON + 1 });
  expect(await act('order:a')).toEqual({ ok: false, code: 'COUPON_RESERVED', details: { until: NOON + 1 } });
  await set({ state: 'void', reservation: null, look: null });
  expect(await act('order:a')).toMatchObject({ code: 'COUPON_VOID' });
  await set({ state: 'held', hold: { id: 'x', memberId: 'n', key: 'k', rev: 1, n: 1, at: NOON } });
  expect(await act('order:a')).toEqual({ ok: false, code: 'BUSY' });
  await set({ state: 'reserved', reservation: { by: 'partner:p', ref: 'A', until: NOON }, hold: null });
  expect(await act('order:a')).toMatchObject({ ok: true });
  expect(couponOf(memory)).toMatchObject({ state: 'used', reservation: null });
  const missing = { key: 'order:c', takes: [{ ...couponUsed, stock: 'coupon:no' as const }], points: 0 };
  expect(await taken(store, 'm', missing)).toMatchObject({ code: 'COUPON_NOT_FOUND' });
});

test('a stock is made once, and changed by each edit once; never below what is left', async () => {
  const memory = await stocked(3, 'm');
  const env = environment(memory.plain());
  await makeStock(env, UNITS, 50);
  expect(stockOf(memory)).toMatchObject({ made: 3, left: 3 });
  expect(await restock(env, UNITS, 4, 'a')).toMatchObject({ ok: true, data: { made: 7, left: 7, edit: 1 } });
  expect(await restock(env, UNITS, 4, 'a')).toMatchObject({ ok: true, data: { made: 7, left: 7 } });
  expect(await restock(env, UNITS, -8, 'b')).toEqual({ ok: false, code: 'OUT_OF_STOCK', details: { left: 7 } });
  expect(await restock(env, UNITS, -7, 'b')).toMatchObject({ ok: true, data: { made: 0, left: 0 } });
  expect(await restock(env, 'reward:no', 1, 'c')).toEqual({ ok: false, code: 'NOT_FOUND' });
  for (const by of [0.5, Number.NaN, 1e12])
    expect(await restock(env, UNITS, by, 'd')).toMatchObject({ code: 'INVALID_INPUT' });
  for (const made of [-1, 0.5, 1e12]) await expect(makeStock(env, 'reward:x', made)).rejects.toThrow();
  const levels = await readStocks(memory.plain(), [UNITS, 'reward:no']);
  expect([...levels.keys()]).toEqual([UNITS]);
});

test('an edit that was not answered may be sent again: it happens once', async () => {
  const memory = await stocked(3, 'm');
  const store = memory.plain();
  const lost: Store = {
    ...store,
    update: async (...all) => {
      await store.update(...all);
      throw new StoreError('update stock', 'timed out');
    },
  };
  expect(await restock(environment(lost), UNITS, 2, 'a')).toEqual({ ok: false, code: 'BUSY' });
  expect(await restock(environment(store), UNITS, 2, 'a')).toMatchObject({ ok: true });
  expect(stockOf(memory)).toMatchObject({ made: 5, left: 5, edit: 1 });
});

async function counted(memory: Memory, before: Stock[], after = before) {
  const books = new StockBooks(before);
  for (const member of memory.all('members') as unknown as StoredMember[])
    books.add(await checkBook(memory.plain(), memberOf(member)));
  return books.result(after);
}

test('the books of stock name what was sold without an entry, taken without a sale, or counted wrongly', async () => {
  const memory = await stocked(5, 'm');
  await taken(memory.plain(), 'm', one);
  const sound = stockOf(memory);
  expect(await counted(memory, [sound])).toEqual({ wrong: [], moving: [] });
  const sentence = async (changes: Partial<Stock>) => (await counted(memory, [{ ...sound, ...changes }])).wrong.join();
  expect(await sentence({ left: 3, sold: 2 })).toBe(`${UNITS}: 2 sold, but the entries took 1`);
  expect(await sentence({ left: 3 })).toBe(`${UNITS}: 5 made, but 3 left, 1 sold and 0 held`);
  expect(await sentence({ held: 1 })).toMatch(/1 holds counted, 0 there/);
  expect((await counted(memory, [])).wrong.join()).toBe(`${UNITS}: it is not there`);
  expect((await counted(memory, [sound], [{ ...sound, left: 3, sold: 2 }])).moving).toEqual([UNITS]);
  expect(wrongInStock(sound)).toEqual([]);
});

test('the books of a member name a coupon that says otherwise', async () => {
  const memory = await stocked(5, 'm');
  const store = memory.plain();
  await take('m', { key: 'order:a', takes: [couponUsed], points: PRICE })(store);
  const sound = couponOf(memory);
  expect(wrongInCoupon(sound)).toEqual([]);
  expect(wrongInCoupon({ ...sound, state: 'usable' })).toEqual(['1 uses stand, but it is usable']);
  expect(wrongInCoupon({ ...sound, usedBy: 'x' })).toEqual(['it is used by another use than stands']);
  await store.update('coupons', 'c', {}, { set: { state: 'usable', usedBy: null, uses: {} } });
  expect(await checkBooks(store, 'm')).toEqual(['coupon c: entry 3 used it, and it says otherwise']);
});
