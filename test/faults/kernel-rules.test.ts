/** Single rules of the kernel whose loss the explored schedules would not notice, each by the shortest run that needs it. */
import { expect, test } from 'vitest';
import type { Birth, Entry, Member } from '../../cloudfunctions/core/account';
import { isFull } from '../../cloudfunctions/core/account/command';
import { bookExpiry } from '../../cloudfunctions/core/account/expiry';
import { postCredits } from '../../cloudfunctions/core/account/posting-credits';
import { trimmed } from '../../cloudfunctions/core/account/trim';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import type { DayKey, EpochMs, Points } from '../../typings/domain';
import type { Memory } from './simulation/memory-store';
import { play } from './simulation/schedule';
import { aftermath, call, environment, giving, NOON, tick, time, world } from './simulation/world';

const birth: Birth = { collection: 'identities', document: { _id: 'born' } };
const born = (memory: Memory) => memory.all('identities').map(({ _id }) => _id);
const only = (memory: Memory) => memory.all('members').find(({ _id }) => _id === 'm') as unknown as Member;

/** A store whose updates of members go through `update`. */
function withUpdate(store: Store, update: Store['update']): Store {
  return { ...store, update: (...args) => (args[0] === 'members' ? update(...args) : store.update(...args)) };
}

test('a commit on a snapshot from before a trim brings no trimmed entry back', async () => {
  const memory = await world('m');
  const store = memory.plain();
  await call(store, 'm', { key: 'tap:a', points: 3 });
  const [late, ...others] = await Promise.all([
    call(
      withUpdate(store, async (...args) => {
        for (const minutes of [5, 20]) await tick(store, minutes);
        expect(only(memory).journal).toEqual({});
        return store.update(...args);
      }),
      'm',
      { key: 'tap:b', points: 7 },
    ),
  ]);
  expect([late?.ok, others]).toEqual([true, []]);
  expect(Object.keys(only(memory).journal)).toEqual(['e3']);
  expect(await aftermath(memory)).toEqual([]);
});

test('the floor rises to the highest number taken out, and no further', async () => {
  const memory = await world('m');
  await aftermath(memory);
  expect(only(memory)).toMatchObject({ seq: 1, floor: 1 });
  await call(memory.plain(), 'm', { key: 'tap:a', points: 3 });
  expect(only(memory)).toMatchObject({ seq: 2, floor: 1 });
  expect(await aftermath(memory)).toEqual([]);
  expect(only(memory)).toMatchObject({ seq: 2, floor: 2 });
});

test('an entry that fails is tried again after 1, 2, 4 … 60 minutes', async () => {
  const memory = await world('m');
  await call(memory.plain(), 'm', { key: 'tap:a', points: 3 });
  const { journal, floor, rev } = only(memory);
  const waits = Array.from({ length: 9 }, (_, tries) => {
    const entry = { ...(journal.e2 as Entry), tries };
    const { change } = trimmed({ journal: { e2: entry }, floor, rev }, new Map([[2, { row: 'missing' }]]), NOON);
    expect(change.set?.['journal.e2.tries']).toBe(tries + 1);
    return ((change.set?.due as number) - NOON) / 60_000;
  });
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('a trim that is applied late, after another at the same revision, brings no entry back and lowers no floor', async () => {
  const memory = await world('m');
  const store = memory.plain();
  await aftermath(memory);
  await call(store, 'm', { key: 'tap:a', points: 3 });
  await call(store, 'm', { key: 'tap:b', points: 3 });
  const read = only(memory);
  const failed = trimmed(read, new Map([[3, { row: 'missing' }]]), NOON);
  const partly = trimmed(read, new Map([[2, { row: 'there', bornAt: 0 as EpochMs }]]), NOON);
  for (const minutes of [20, 40]) await tick(store, minutes);
  expect(only(memory)).toMatchObject({ rev: read.rev, floor: 3, journal: {} });
  for (const { where, change } of [failed, partly])
    expect(await store.update('members', 'm', where, change)).toBe(false);
  expect(only(memory)).toMatchObject({ floor: 3, journal: {} });
});

test('an entry that fails stops neither the later ones of its member nor the other members', async () => {
  const memory = await world('m', 'other');
  const store = memory.plain();
  await call(store, 'm', { key: 'tap:bad', points: 3, births: [birth] });
  await memory
    .plain()
    .update('members', 'm', {}, { set: { 'journal.e2.births': [{ collection: 'stuck', document: { _id: 'x' } }] } });
  await call(store, 'm', { key: 'tap:good', points: 3 });
  await call(store, 'other', { key: 'tap:good', points: 3 });
  const broken: Store = {
    ...store,
    add: (collection, document) =>
      collection === 'stuck' ? Promise.reject(new StoreError('add', 'refused')) : store.add(collection, document),
  };
  await tick(broken, 5);
  const rows = memory.all('ledger').map(({ _id }) => _id);
  expect(rows).toEqual(expect.arrayContaining(['m:tap:good', 'other:tap:good']));
  expect(rows).not.toContain('m:tap:bad');
});

test('a row of another entry that turns up between looking and inserting is an alarm, and the entry stays', async () => {
  const memory = await world('m');
  const store = memory.plain();
  await call(store, 'm', { key: 'tap:a', points: 3 });
  await store.add('ledger', { _id: 'm:tap:a', memberId: 'm', seq: 9, hash: 'of something else' } as { _id: string });
  const blind: Store = {
    ...store,
    find: (collection, query) =>
      collection === 'ledger' && typeof query.where._id === 'object'
        ? Promise.resolve([])
        : store.find(collection, query),
  };
  for (const minutes of [5, 30, 90]) await tick(blind, minutes);
  expect(only(memory).journal.e2).toMatchObject({ key: 'tap:a', tries: 3 });
});

test('a commit that happened although it was answered with "no" is this call\'s own success', async () => {
  const memory = await world('m');
  const store = memory.plain();
  const repeating = withUpdate(store, async (...args) => {
    await store.update(...args);
    return store.update(...args);
  });
  const done = await call(repeating, 'm', { key: 'tap:a', points: 3 });
  expect(done).toMatchObject({ ok: true, data: { repeated: false, fact: { key: 'tap:a' } } });
  expect(only(memory).balance).toBe(3);
});

test('also when it was the last of five attempts', async () => {
  const memory = await world('m');
  const store = memory.plain();
  let attempts = 0;
  const rush = withUpdate(store, async (...args) => {
    attempts += 1;
    if (attempts < 5) await call(store, 'm', { key: `tap:rush${attempts}`, points: 1 });
    const held = await store.update(...args);
    return attempts < 5 ? held : false;
  });
  const done = await call(rush, 'm', { key: 'tap:a', points: 3 });
  expect(attempts).toBe(5);
  expect(done).toMatchObject({ ok: true, data: { repeated: false, fact: { key: 'tap:a' } } });
  expect(await aftermath(memory)).toEqual([]);
});

test('a commit without an answer that may still happen is not sent a second time: BUSY', async () => {
  const memory = await world('m');
  let sent = 0;
  const silent = withUpdate(memory.plain(), async () => {
    sent += 1;
    throw new StoreError('update members', 'timed out');
  });
  expect(await call(silent, 'm', { key: 'tap:a', points: 3 })).toEqual({ ok: false, code: 'BUSY' });
  expect(sent).toBe(1);
});

test('what an entry gives birth to is there when its call answers, and when a repeat does', async () => {
  const memory = await world('m');
  await call(memory.plain(), 'm', { key: 'tap:a', points: 3, births: [birth] });
  expect(born(memory)).toEqual(['born']);
  const died = await world('m');
  const dying = {
    name: 'first',
    run: (store: Store) => call(store, 'm', { key: 'tap:a', points: 3, births: [birth] }),
  };
  await play(died, [dying], [{ step: 2, fate: 'crash after' }]);
  expect(born(died)).toEqual([]);
  // At once, before anybody would look after a call that has died.
  const again = await call(died.plain(), 'm', { key: 'tap:a', points: 3, births: [birth] });
  expect(again).toMatchObject({ ok: true, data: { repeated: true } });
  expect(born(died)).toEqual(['born']);
});

test('a journal is full at 32 own entries or 64 KB, whatever others have credited; credits are put off at 64', async () => {
  const memory = await world('m');
  await call(memory.plain(), 'm', { key: 'tap:a', points: 3 });
  const member = only(memory);
  const entry = member.journal.e2 as Entry;
  const holding = (own: number, credited: number, text = ''): Member => {
    const entries = Array.from({ length: own + credited }, (_, n): [string, Entry] => [
      `e${n + 2}`,
      { ...entry, seq: n + 2, credited: n >= own, result: { text } },
    ]);
    return { ...member, journal: Object.fromEntries(entries) };
  };
  const own = giving({ key: 'tap:b', points: 1 });
  const credit = { ...own, inAnyState: true };
  expect([holding(31, 0), holding(32, 0)].map((each) => isFull(each, own))).toEqual([false, true]);
  expect(isFull(holding(31, 63), own)).toBe(false);
  expect(
    [holding(2, 0, 'x'.repeat(20_000)), holding(2, 0, 'x'.repeat(40_000))].map((each) => isFull(each, own)),
  ).toEqual([false, true]);
  expect([holding(60, 63), holding(0, 64)].map((each) => isFull(each, credit))).toEqual([false, true]);
});

test('expired points are booked out once a day, under the day of the run', async () => {
  const lot = (until: string, points: number) => ({ from: null, until: until as DayKey, points: points as Points });
  const ended = { ...only(await world('m')), lots: [lot('2026-09-30', 4), lot('2026-10-31', 3), lot('2027-01-31', 2)] };
  const today = '2026-11-21' as DayKey;
  const booked = bookExpiry(ended, today);
  expect(booked.draft).toMatchObject({ key: 'expiry:2026-11-21', kind: 'expiry', origin: { actor: 'timer' } });
  expect(booked.member).toMatchObject({ lots: [lot('2027-01-31', 2)], lastExpiry: today });
  // Points came back to a lot that has ended: not today again, but by the next day's run.
  const returned = { ...booked.member, lots: [lot('2026-10-31', 3), lot('2027-01-31', 2)] };
  expect(bookExpiry(returned, today).draft).toBeNull();
  expect(bookExpiry(returned, '2026-11-22' as DayKey).draft?.key).toBe('expiry:2026-11-22');
});

test('a credit leaves one entry whatever the account says: points for an active or frozen one, none for a closed one', async () => {
  const credit = {
    memberId: 'm',
    key: 'credit:x',
    kind: 'join' as const,
    ref: null,
    lots: [{ from: null, until: '2027-11-30' as DayKey, points: 11 as Points }],
    because: [{ code: 'join.points', args: { points: 11 }, result: 11 }],
    births: [],
    returnable: false,
    carry: null,
  };
  const sender = { storeId: 'default', programmeVersion: 1 };
  for (const [state, points] of [
    ['active', 11],
    ['frozen', 11],
    ['closed', 0],
  ] as const) {
    const memory = await world('m');
    const store = memory.plain();
    await store.update('members', 'm', {}, { set: { state } });
    const posted = await postCredits(environment(store), 'm', [{ credit, sender }], time);
    expect([...posted]).toEqual([['credit:x', points > 0]]);
    expect(only(memory).journal.e2).toMatchObject({ key: 'credit:x', points, credited: true });
    await store.update('members', 'm', {}, { set: { state: 'active' } });
    expect(await postCredits(environment(store), 'm', [{ credit, sender }], time)).toEqual(posted);
    expect(only(memory)).toMatchObject({ balance: points, seq: 2 });
  }
});

test('a member made at a later instant begins above every revision of an earlier life', async () => {
  const memory = await world('m');
  await call(memory.plain(), 'm', { key: 'tap:a', points: 3 });
  const nextLife = { joinedAt: NOON + 1000 };
  expect(only(memory).rev).toBeGreaterThanOrEqual(NOON * 1000);
  expect(only(memory).rev).toBeLessThan(nextLife.joinedAt * 1000 - 1);
});
