import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  issueCodes,
  numberOfCode,
  stepForEarning,
  stepForSpending,
} from '../../../cloudfunctions/core/membership/code';
import { candidateNumber } from '../../../cloudfunctions/core/membership/number';
import type { EpochMs } from '../../../typings/domain';

const KEY = Buffer.alloc(32, 7);
const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 21, 4) as EpochMs;

const numbers = fc.integer({ min: 0, max: 1_000_000 }).map((seed) => candidateNumber(`member ${seed}`, 0));
const instants = fc.integer({ min: NOON, max: NOON + 400 * 86_400_000 }).map((at) => at as EpochMs);
const after = (at: number, ms: number) => (at + ms) as EpochMs;

function codeOf(number: string, at: EpochMs, key = KEY): string {
  return issueCodes(number, at, key)[0]?.code ?? '';
}

test('a code is 18 digits, begins like no payment code, and names its member', () => {
  fc.assert(
    fc.property(numbers, instants, (number, at) => {
      for (const { code } of issueCodes(number, at, KEY)) {
        expect(code).toMatch(/^88[1-9]\d{15}$/);
        expect(numberOfCode(code)).toBe(number);
      }
    }),
    { numRuns: 200 },
  );
});

test('ten codes are issued, one minute after the other, without a gap', () => {
  fc.assert(
    fc.property(numbers, instants, (number, at) => {
      const codes = issueCodes(number, at, KEY);
      expect(codes).toHaveLength(10);
      expect(codes[0]?.from).toBeLessThanOrEqual(at);
      expect(codes[0]?.until).toBeGreaterThan(at);
      for (const [index, { from, until }] of codes.entries()) {
        expect(until - from).toBe(MINUTE);
        if (index > 0) expect(from).toBe(codes[index - 1]?.until);
      }
    }),
    { numRuns: 200 },
  );
});

test('a code verifies in its own step and the next, and at no other time', () => {
  fc.assert(
    fc.property(numbers, instants, fc.integer({ min: 0, max: 9 }), (number, at, index) => {
      const issued = issueCodes(number, at, KEY)[index];
      if (!issued) throw new Error('too few codes');
      const { code, from, until } = issued;
      const judged = (now: number) => stepForEarning(code, now as EpochMs, KEY);
      for (const now of [from, until - 1, until, until + MINUTE - 1]) expect(judged(now)).toBe(from / MINUTE);
      for (const now of [from - 1, from - 10 * MINUTE, until + MINUTE, until + 10 * MINUTE])
        expect(judged(now)).toBeNull();
    }),
    { numRuns: 300, seed: 21 },
  );
});

test('what was made with another key is no code here', () => {
  fc.assert(
    fc.property(numbers, instants, (number, at) => {
      expect(stepForEarning(codeOf(number, at, Buffer.alloc(32, 8)), at, KEY)).toBeNull();
    }),
    { numRuns: 300, seed: 21 },
  );
});

test('a check of another number, another step or another digit passes no more often than five digits must', () => {
  const trials = 60_000;
  const codes = Array.from({ length: 50 }, (_, member) => codeOf(candidateNumber(`member ${member}`, 0), NOON));
  let passed = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const code = codes[trial % codes.length] ?? '';
    // One digit of the number or of the check, typed wrong.
    const place = 2 + (trial % 16);
    const wrong = (Number(code[place]) + 1 + (trial % 9)) % 10;
    const guess = code.slice(0, place) + String(wrong) + code.slice(place + 1);
    if (stepForEarning(guess, after(NOON, 86_400_000 + trial * MINUTE), KEY) !== null) passed += 1;
  }
  // Two steps are open at a time: 1.2 are to be expected.
  expect(passed).toBeLessThan(10);
});

test('one wrong digit in the number or the check never verifies at the counter', () => {
  let passed = 0;
  for (let member = 0; member < 40; member += 1) {
    const code = codeOf(candidateNumber(`member ${member}`, 0), NOON);
    for (let place = 2; place < 18; place += 1)
      for (let digit = 0; digit < 10; digit += 1) {
        if (String(digit) === code[place]) continue;
        if (stepForEarning(code.slice(0, place) + digit + code.slice(place + 1), NOON, KEY) !== null) passed += 1;
      }
  }
  // 5,760 codes, each with a chance of 2 in 100,000.
  expect(passed).toBe(0);
});

test('spending takes a code once, and from then on later ones only', () => {
  fc.assert(
    fc.property(numbers, instants, fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 }), (number, at, taps) => {
      const codes = issueCodes(number, at, KEY);
      let last = 0;
      const used: string[] = [];
      for (const tap of taps) {
        const { code, from } = codes[tap] ?? { code: '', from: at };
        const step = stepForSpending(code, from, KEY, last);
        if (step === null) continue;
        expect(used).not.toContain(code);
        expect(step).toBeGreaterThan(last);
        used.push(code);
        last = step;
      }
    }),
    { numRuns: 300 },
  );
});

test('of two codes on one screen the second still spends, and then the first no more', () => {
  const [first, second] = issueCodes(candidateNumber('m', 0), NOON, KEY);
  if (!first || !second) throw new Error('too few codes');
  const step = stepForSpending(second.code, second.from, KEY, 0);
  expect(step).toBe(second.from / MINUTE);
  expect(stepForSpending(first.code, second.from, KEY, step ?? 0)).toBeNull();
  expect(stepForSpending(second.code, second.from, KEY, step ?? 0)).toBeNull();
});

test('what is no code names nobody', () => {
  for (const text of [
    '',
    '8',
    '88',
    '880000000000000000',
    '8812345678901234567',
    '88123456789O12345x',
    ' 881234567890123456',
  ])
    expect([text, numberOfCode(text), stepForEarning(text, NOON, KEY)]).toEqual([text, null, null]);
});
