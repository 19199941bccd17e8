import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { DAY_FEN, DAY_SALES, giveAllowanceBack, takeAllowance } from '../../../cloudfunctions/core/counter/allowance';
import { cursorAfter, placeOf } from '../../../cloudfunctions/core/counter/cursor';
import { phoneOf, recognise } from '../../../cloudfunctions/core/counter/recognise';
import { checkDigit } from '../../../cloudfunctions/core/membership';
import { createPartner } from '../../../cloudfunctions/core/partners';
import type { Staff } from '../../../cloudfunctions/core/staffing';
import { codeOf } from '../../../cloudfunctions/core/templates';
import type { DayKey, EpochMs, Fen } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, NOON } from '../../faults/simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));

const spelled = (digits: string) =>
  fc
    .array(fc.constantFrom('', ' ', '-', '－', ' '), { minLength: 30, maxLength: 30 })
    .map((marks) =>
      [...digits]
        .map((digit, at) => `${marks[at]}${at % 2 ? digit : String.fromCharCode(digit.charCodeAt(0) + 0xfee0)}`)
        .join(''),
    );

test('codes, numbers and phone numbers are recognised however they are spaced and whatever keyboard typed them', () => {
  const key = Buffer.alloc(32, 7);
  const eleven = '12345678901';
  const things = [
    [codeOf('71', 'x', key), 'coupon'],
    [codeOf('72', 'x', key), 'redemption'],
    ['881234567890112345', 'code'],
    [eleven + checkDigit(eleven), 'number'],
    ['13800138000', 'phone'],
  ] as const;
  for (const [digits, kind] of things)
    fc.assert(
      fc.property(spelled(digits), (text) => {
        const found = recognise(text);
        const is = found?.what === 'member' ? Object.keys(found.ref)[0] : found?.what;
        expect(is).toBe(kind);
      }),
      { numRuns: 50 },
    );
});

test('what was mistyped by one digit is no coupon and no member number', () => {
  const eleven = '12345678901';
  for (const digits of [codeOf('71', 'x', Buffer.alloc(32, 7)), eleven + checkDigit(eleven)])
    fc.assert(
      fc.property(fc.nat({ max: digits.length - 1 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const wrong = digits.slice(0, at) + ((Number(digits[at]) + by) % 10) + digits.slice(at + 1);
        const found = recognise(wrong);
        expect(found === null || (found.what === 'redemption' && at === 1)).toBe(true);
      }),
    );
});

test('a phone number is one of the mainland, or says its country', () => {
  expect(['138 0013 8000', '+852 5123 4567', '１３８－００１３－８０００'].map(phoneOf)).toEqual([
    '+8613800138000',
    '+85251234567',
    '+8613800138000',
  ]);
  expect(['12800138000', '1380013800', '138001380000', '+0123', '电话', ''].map(phoneOf)).toEqual(Array(6).fill(null));
});

test('a cursor is taken only as it was handed out', () => {
  const place = { at: NOON, id: 'abc-_123' };
  expect(placeOf(cursorAfter(place))).toEqual(place);
  fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => placeOf(text) === null));
});

const cashier = { _id: 's', role: 'cashier' } as Staff;
const part = (orderId: string, fen: number, staff = cashier) => ({
  ...{ staff, day: '2026-11-21' as DayKey, orderId, fen: fen as Fen },
});

test('a day’s allowance is never passed, a repeat takes nothing, and what is given back is there again', async () => {
  const env = environment(new Memory(() => NOON).plain());
  const take = (orderId: string, fen: number, staff = cashier) => takeAllowance(env, part(orderId, fen, staff));
  expect(await take('huge', DAY_FEN + 1)).toBe('none left');
  expect(await Promise.all([take('a', DAY_FEN - 1), take('b', 2)])).toEqual(['now', 'none left']);
  expect([await take('a', DAY_FEN - 1), await take('c', 1), await take('d', 1)]).toEqual([
    'before',
    'now',
    'none left',
  ]);
  await giveAllowanceBack(env, part('a', DAY_FEN - 1));
  await giveAllowanceBack(env, part('a', DAY_FEN - 1));
  expect([await take('d', DAY_FEN - 1), await take('e', 1)]).toEqual(['now', 'none left']);
  expect(await take('e', DAY_FEN * 2, { ...cashier, role: 'owner' })).toBe('before');
});

test('a day has so many sales, however small', async () => {
  const memory = new Memory(() => NOON);
  const env = environment(memory.plain());
  for (let n = 0; n < DAY_SALES; n += 1) expect(await takeAllowance(env, part(`o${n}`, 1))).toBe('now');
  expect(await takeAllowance(env, part('one more', 1))).toBe('none left');
});

test('no partner’s key is called as the counter is: their orders cannot meet', async () => {
  const memory = new Memory(() => NOON);
  const env = environment(memory.plain(), NOON as EpochMs);
  env.newId = () => 'c0ffee0123456789abcdef01';
  await createPartner(env, { name: 'counter', rights: ['orders'], stores: null });
  expect(memory.all('partners').map(({ _id }) => /^p[0-9a-f]{15}$/.test(_id))).toEqual([true]);
});
