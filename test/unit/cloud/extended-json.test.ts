import { EJSON, ObjectId } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, decodeStored, encode, storedAsAnswer } from '../../../local/cloud/database/extended-json';

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true }).filter((number) => !Object.is(number, -0)),
    fc.string(),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => !key.startsWith('$') && key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

const document = fc.record({ _id: fc.string(), value });

describe('extended JSON', () => {
  test("what the platform's SDK writes is read as the SDK itself would read it", () => {
    fc.assert(
      fc.property(document, (sent) => {
        const text = EJSON.stringify(sent, { relaxed: false });
        expect(decode(text, 0)).toEqual(EJSON.parse(text));
      }),
    );
  });

  test('a stored document comes back equal, and the SDK reads our answer as the same', () => {
    fc.assert(
      fc.property(document, (sent) => {
        const text = encode(sent, 'tagged');
        expect(decodeStored(text)).toEqual(sent);
        expect(EJSON.parse(storedAsAnswer(text))).toEqual(sent);
      }),
    );
  });

  test('numbers without a JSON form survive', () => {
    const odd = { _id: 1, nan: Number.NaN, up: Number.POSITIVE_INFINITY, down: Number.NEGATIVE_INFINITY };
    expect(decodeStored(encode(odd, 'tagged'))).toEqual(odd);
  });

  test('server dates become one instant plus their offset, wherever they stand', () => {
    const text = EJSON.stringify(
      { a: { $tcb_server_date: { offset: 0 } }, b: [{ c: { $tcb_server_date: { offset: -1500 } } }] },
      { relaxed: false },
    );
    expect(decode(text, 10_000)).toEqual({ a: new Date(10_000), b: [{ c: new Date(8_500) }] });
  });

  test('object ids are stored with their type and handed out as hex', () => {
    const id = new ObjectId('64b7f0c2a1b2c3d4e5f60718');
    const stored = encode({ _id: 'x', ref: id }, 'tagged');
    expect(decodeStored(stored).ref).toEqual(id);
    expect(JSON.parse(storedAsAnswer(stored))).toEqual({ _id: 'x', ref: '64b7f0c2a1b2c3d4e5f60718' });
  });

  test('a pattern loses the flags that would make it remember', () => {
    const pattern = decode('{"$regularExpression":{"pattern":"^a","options":"gi"}}', 0) as RegExp;
    expect(pattern.flags).toBe('i');
  });

  test('a text that looks like a tag inside a string is no tag', () => {
    const sent = { _id: 'x', text: '{"$date":{"$numberLong":"1"}}' };
    expect(decodeStored(encode(sent, 'tagged'))).toEqual(sent);
  });

  test('a BSON type that cannot be kept is refused by name', () => {
    expect(() => decode('{"a":{"$numberDecimal":"1.5"}}', 0)).toThrow('$numberDecimal is not supported');
    expect(() => decode('{"a":', 0)).toThrow('malformed Extended JSON');
  });
});
