import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { checkBooks, type Member } from '../../../cloudfunctions/core/account';
import { isMonthDay, setBirthday } from '../../../cloudfunctions/core/membership';
import type { MonthDay } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, member, NOON } from '../../faults/simulation/world';

beforeEach(() => {
  vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));
});

async function someone(change: Partial<Member> = {}) {
  const memory = new Memory(() => NOON);
  await memory.plain().add('members', { ...member('m'), ...change });
  return memory;
}

function set(memory: Memory, day: string, key = 'tap') {
  return setBirthday(environment(memory.plain()), { openid: 'openid-m', key }, { day: day as MonthDay });
}

const one = (memory: Memory) => memory.all('members')[0] as unknown as Member;

test('a birthday is set once: later only the staff can change it', async () => {
  const memory = await someone();
  expect(await set(memory, '05-20')).toMatchObject({ ok: true, data: { birthday: '05-20' } });
  expect(await set(memory, '05-21', 'another-tap')).toEqual({ ok: false, code: 'BIRTHDAY_SET' });
  expect(await set(memory, '05-20', 'a-third-tap')).toEqual({ ok: false, code: 'BIRTHDAY_SET' });
  expect(one(memory)).toMatchObject({ birthday: '05-20', balance: 0 });
  expect(await checkBooks(memory.plain(), 'm')).toEqual([]);
});

test('the same tap again answers as the first time', async () => {
  const memory = await someone();
  const first = await set(memory, '02-29');
  const { seq } = one(memory);
  expect(await set(memory, '02-29')).toEqual(first);
  expect(await set(memory, '03-01')).toEqual({ ok: false, code: 'KEY_REUSED' });
  expect(one(memory)).toMatchObject({ seq, birthday: '02-29' });
});

test('of two taps at once one sets it', async () => {
  const memory = await someone();
  const answers = await Promise.all([set(memory, '05-20', 'a'), set(memory, '06-20', 'b')]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test('a birthday is a day of some year', async () => {
  expect(isMonthDay('02-29')).toBe(true);
  for (const day of ['02-30', '04-31', '00-10', '13-01', '1-1', '01-00', '2026-01-01', '', '01-01 '])
    expect([day, isMonthDay(day)]).toEqual([day, false]);
  const days = fc.date({ min: new Date('2024-01-01'), max: new Date('2024-12-31'), noInvalidDate: true });
  fc.assert(fc.property(days, (date) => isMonthDay(date.toISOString().slice(5, 10))));
  const memory = await someone();
  expect(await set(memory, '02-30')).toEqual({ ok: false, code: 'INVALID_INPUT', details: { field: 'payload.day' } });
  expect(one(memory)).toMatchObject({ birthday: null, seq: 1 });
});

test('the entry that sets it moves nothing and says so', async () => {
  const memory = await someone();
  await set(memory, '05-20');
  expect(Object.values(one(memory).journal).at(-1)).toMatchObject({
    kind: 'profile',
    points: 0,
    because: [{ code: 'birthday.set', args: {}, result: 0 }],
  });
});
