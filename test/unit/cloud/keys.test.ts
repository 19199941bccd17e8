import { ObjectId } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  complementOf,
  documentKey,
  encodeValue,
  indexPrefix,
  successor,
} from '../../../local/cloud/database/storage/keys';
import { compareValues } from '../../../local/cloud/database/values/order';

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.double(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'a', 'a\u0000', 'a\u0001', 'ab', '积分', '\u{1f600}', '\ue000'),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.constantFrom(/a/, /a/i, /b/),
);

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
  ),
})).value;

describe('order-preserving keys', () => {
  test('comparing two encodings is comparing the values', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(Math.sign(compareValues(a, b)));
      }),
      { numRuns: 3000 },
    );
  });

  test('the order is a total order', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort(compareValues);
        expect(compareValues(x, y)).toBeLessThanOrEqual(0);
        expect(compareValues(y, z)).toBeLessThanOrEqual(0);
        expect(compareValues(x, z)).toBeLessThanOrEqual(0);
        expect(compareValues(a, b) + compareValues(b, a)).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  test('no encoding is the beginning of another', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        fc.pre(compareValues(a, b) !== 0);
        const longer = encodeValue(a);
        const shorter = encodeValue(b);
        expect(longer.subarray(0, shorter.length).equals(shorter)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('a descending component sorts the other way, and the next component decides among equals', () => {
    fc.assert(
      fc.property(scalar, scalar, fc.integer(), fc.integer(), (a, b, m, n) => {
        const order = -compareValues(a, b) || compareValues(m, n);
        const bytes = Buffer.compare(indexPrefix(7, [a, m], [-1, 1]), indexPrefix(7, [b, n], [-1, 1]));
        expect(Math.sign(bytes)).toBe(Math.sign(order));
      }),
      { numRuns: 1000 },
    );
  });

  test('types come in MongoDB order', () => {
    const ascending = [
      null,
      Number.NaN,
      -1,
      0,
      1e300,
      '',
      'a',
      {},
      { a: 1 },
      [],
      [1],
      new ObjectId('0'.repeat(24)),
      false,
      true,
      new Date(0),
      /a/,
    ];
    for (let at = 1; at < ascending.length; at++)
      expect(compareValues(ascending[at - 1], ascending[at])).toBeLessThan(0);
  });

  test('minus zero and zero are one key', () => {
    expect(encodeValue(-0).equals(encodeValue(0))).toBe(true);
  });

  test('the successor is above everything that begins so, and nothing lies between', () => {
    const prefix = Buffer.from([1, 2, 0xff]);
    expect(successor(prefix)).toEqual(Buffer.from([1, 3]));
    expect(successor(Buffer.from([0xff, 0xff]))).toBeUndefined();
    expect(complementOf(Buffer.from([0, 0xff, 0x0f]))).toEqual(Buffer.from([0xff, 0, 0xf0]));
  });

  test('a key that is too long is refused, and the next one is whole', () => {
    expect(() => indexPrefix(1, ['x'.repeat(1100)], [1])).toThrow(/key too large/);
    expect(() => documentKey(1, 'x'.repeat(1100))).toThrow(/key too large/);
    expect(documentKey(1, 'a').equals(Buffer.from([0, 0, 0, 1, 0x30, 0x61, 0]))).toBe(true);
  });
});
