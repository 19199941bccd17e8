/** Members and rows that an earlier version has written. */
import { expect, test } from 'vitest';
import { checkBooks, findMemberById, memberOf, type StoredMember, settle } from '../../cloudfunctions/core/account';
import type { Memory } from './simulation/memory-store';
import { aftermath, call, environment, stamp, world } from './simulation/world';

/** What came with shape 2. */
const LATER = [
  'tier',
  'birthday',
  'lastBirthday',
  'firstOrder',
  'lastExpiring',
  'aliases',
  'mergedInto',
  'phoneBound',
  'lastCodeStep',
  'wake',
  'noticed',
  'lastNotice',
  'noticesSeen',
];

/** A member with history, as shape 1 knew it. */
async function old(): Promise<Memory> {
  const memory = await world('m');
  const store = memory.plain();
  await call(store, 'm', { key: 'tap:a', points: 9 });
  await aftermath(memory);
  await store.update('members', 'm', {}, { set: { shape: 1 }, unset: LATER });
  const [stored] = memory.all('members');
  for (const field of LATER) expect(stored).not.toHaveProperty(field);
  return memory;
}

test('a member of shape 1 is read as one of today, its growth as progress in the first tier', async () => {
  const memory = await old();
  const [stored] = memory.all('members') as unknown as StoredMember[];
  if (!stored) throw new Error('nobody');
  expect(memberOf({ ...stored, growth: 12 })).toMatchObject({
    shape: 2,
    balance: 9,
    growth: 12,
    tier: { base: { tier: 'regular', since: stored.joinedOn, until: null, progress: 12, kept: 12 }, log: [] },
    aliases: [],
    mergedInto: null,
    noticed: 0,
    wake: stored.joinedOn,
  });
  const today = await findMemberById(memory.plain(), 'm');
  expect(memberOf(today as StoredMember)).toBe(today);
});

test('it takes commands, keeps its hashes, and what a commit has written stays', async () => {
  const memory = await old();
  const store = memory.plain();
  const before = memory.all('ledger');
  expect(await checkBooks(store, 'm')).toEqual([]);
  expect(await call(store, 'm', { key: 'tap:b', points: 1 })).toMatchObject({ ok: true });
  await store.update('members', 'm', {}, { set: { birthday: '05-20', noticed: 3 } });
  expect(await findMemberById(store, 'm')).toMatchObject({ birthday: '05-20', noticed: 3, wake: '2027-12-01' });
  expect(await aftermath(memory)).toEqual([]);
  expect(memory.all('ledger').slice(0, before.length)).toEqual(before);
});

test('it is found by the nightly run without a wake of its own, and then has one', async () => {
  const memory = await old();
  const store = memory.plain();
  const [found] = await store.find<StoredMember>('members', { where: { wake: null }, limit: 10 });
  if (!found) throw new Error('not found');
  expect(await settle(environment(store), memberOf(found), stamp)).toBe('rested');
  expect(await store.find('members', { where: { wake: null }, limit: 10 })).toEqual([]);
});
