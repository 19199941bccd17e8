import { expect, test } from 'vitest';
import { type Book, FriendBooks, type Promised } from '../../../cloudfunctions/core/account';
import type { Points } from '../../../typings/domain';
import { member } from '../../faults/simulation/world';

const KEY = 'referral:friend:registered';
const promised = (state: Promised['state'], points = 50): Promised => ({
  key: KEY,
  memberId: 'inviter',
  points: points as Points,
  state,
});

interface Entry {
  by?: string;
  key?: string;
  kind?: string;
  points: number;
}

function books(entries: Entry[], merged: Record<string, string> = {}): FriendBooks {
  const all = new FriendBooks();
  for (const [from, into] of Object.entries(merged))
    all.add({ member: { ...member(from), mergedInto: into }, facts: [] });
  for (const { by = 'inviter', key = KEY, kind = 'referral', points } of entries)
    all.add({ member: member(by), facts: [{ kind, key, points }] as unknown as Book['facts'] });
  return all;
}

const wrong = (all: FriendBooks, before: Promised, after = before) => all.wrong([before], [after]);

test('a reward that is paid has its one entry, of what was promised', () => {
  expect(wrong(books([{ points: 50 }]), promised('paid'))).toEqual([]);
  expect(wrong(books([]), promised('paid'))).toEqual([`${KEY}: it is paid, but no entry says so`]);
  expect(wrong(books([{ points: 5 }]), promised('paid'))).toEqual([`${KEY}: 50 points are due, the entry says 5`]);
  const twice = books([{ points: 50 }, { by: 'second', points: 50 }]);
  expect(wrong(twice, promised('paid'))).toEqual([`${KEY}: 2 entries pay it`, `${KEY}: it was paid to somebody else`]);
});

test('nobody is paid before it is decided, nor for what nobody promised', () => {
  expect(wrong(books([{ points: 50 }]), promised('open'))).toEqual([
    `${KEY}: an entry pays it, but nobody has decided so`,
  ]);
  expect(wrong(books([{ points: 50, key: 'assist:x', kind: 'assist' }]), promised('open'))).toEqual([
    'assist:x: an entry pays what nobody promised',
  ]);
  expect(wrong(books([]), promised('open'))).toEqual([]);
  // Entries of other kinds are not looked at.
  expect(wrong(books([{ points: 5, key: 'checkin:x', kind: 'checkin' }]), promised('open'))).toEqual([]);
});

test('what is decided and on its way has its entry or not yet, and never of another amount', () => {
  for (const entries of [[], [{ points: 50 }], [{ points: 0 }]])
    expect(wrong(books(entries), promised('granted'))).toEqual([]);
  expect(wrong(books([{ points: 5 }]), promised('granted'))).toEqual([`${KEY}: 50 promised, 5 paid`]);
});

test('above a limit nothing is paid', () => {
  expect(wrong(books([]), promised('limited'))).toEqual([]);
  expect(wrong(books([{ points: 0 }]), promised('limited'))).toEqual([]);
  expect(wrong(books([{ points: 50 }]), promised('limited'))).toEqual([`${KEY}: 0 points are due, the entry says 50`]);
});

test('whom the inviter has become may be paid in their place', () => {
  const merged = { inviter: 'middle', middle: 'last' };
  expect(wrong(books([{ by: 'last', points: 50 }], merged), promised('paid'))).toEqual([]);
  // A circle cannot come about; books that say so are read to their end.
  expect(
    wrong(books([{ by: 'last', points: 50 }], { inviter: 'middle', middle: 'inviter' }), promised('paid')),
  ).toEqual([`${KEY}: it was paid to somebody else`]);
});

test('what was paid while the members were read is no fault', () => {
  expect(wrong(books([{ points: 50 }]), promised('open'), promised('paid'))).toEqual([]);
  expect(wrong(books([]), promised('open'), promised('paid'))).toEqual([]);
});
