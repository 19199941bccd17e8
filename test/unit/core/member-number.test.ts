import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit, isMemberNumber } from '../../../cloudfunctions/core/membership';
import { candidateNumber } from '../../../cloudfunctions/core/membership/number';

const numbers = fc.string({ minLength: 24, maxLength: 24 }).map((id) => candidateNumber(id, 0));

test('a member number has 12 digits, no leading zero, and a right check digit', () => {
  fc.assert(fc.property(numbers, (number) => isMemberNumber(number) && /^[1-9]\d{11}$/.test(number)));
});

test('one wrong digit is always noticed', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
      const wrong = String((Number(number[at]) + by) % 10);
      expect(isMemberNumber(number.slice(0, at) + wrong + number.slice(at + 1))).toBe(false);
    }),
  );
});

test('two neighbouring digits swapped are always noticed', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 10 }), (number, at) => {
      const [a, b] = [number[at], number[at + 1]];
      fc.pre(a !== b);
      expect(isMemberNumber(`${number.slice(0, at)}${b}${a}${number.slice(at + 2)}`)).toBe(false);
    }),
  );
});

test("the check digit is Damm's: 572 takes 4", () => {
  expect(checkDigit('572')).toBe('4');
});

test('a member has one series of numbers, two members have two', () => {
  expect(candidateNumber('a', 0)).toBe(candidateNumber('a', 0));
  expect(new Set([candidateNumber('a', 0), candidateNumber('a', 1), candidateNumber('b', 0)]).size).toBe(3);
});
