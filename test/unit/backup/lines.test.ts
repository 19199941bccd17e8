/** A document survives being a line; a piece survives being packed and sealed, and nothing else does. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movedText, pathOf } from '../../../scripts/backup/file-ids';
import { digestOf, documentOf, lineOf, type Stored, withTexts } from '../../../scripts/backup/lines';
import { keyFor, newSeal, packed, unpacked } from '../../../scripts/backup/seal';

const name = fc.stringMatching(/^[a-z_][A-Za-z0-9_]{0,8}$/).filter((each) => each !== '__proto__' && each !== 'toJSON');
const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.constantFrom('$date', '{"$date":1}', 'cloud://a.b/c', '\u2028', '\ud83d'),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }).map((each) => ({ ...each })),
  ),
}));
const document = fc
  .tuple(fc.string({ minLength: 1 }), fc.dictionary(name, value, { maxKeys: 6 }))
  .map(([_id, fields]) => ({ _id, ...fields }) as Stored);

test('a document is the same after it was a line, with its dates, its numbers and the order of its fields', () => {
  fc.assert(
    fc.property(document, (before) => {
      const line = lineOf(before);
      expect(line).not.toMatch(/[\r\n]/);
      const after = documentOf(line);
      expect(after).toEqual(before);
      expect(lineOf(after)).toBe(line);
      expect(digestOf(after)).toBe(digestOf(before));
    }),
    { numRuns: 400 },
  );
});

test('numbers that JSON does not know, patterns and dates out of the ordinary keep what they are', () => {
  const before = {
    _id: 'odd',
    dates: [new Date(0), new Date(-1), new Date(8_640_000_000_000_000), new Date('2026-11-22T01:02:03.004Z')],
    numbers: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 1e300, 2 ** 40, 0.1],
    pattern: /^a.b$/i,
    empty: [{}, [], ''],
  };
  expect(documentOf(lineOf(before))).toEqual(before);
});

test('places on a map, which the SDK hands out as its own, are GeoJSON', () => {
  const point = { longitude: 121.4, latitude: 31.2, toJSON: () => ({ type: 'Point', coordinates: [121.4, 31.2] }) };
  expect(documentOf(lineOf({ _id: 'store', place: point }))).toEqual({
    _id: 'store',
    place: { type: 'Point', coordinates: [121.4, 31.2] },
  });
});

test('a digest sees every change and no other order of fields', () => {
  expect(digestOf({ _id: 'a', x: 1, y: { b: 1, a: 2 } })).toBe(digestOf({ y: { a: 2, b: 1 }, x: 1, _id: 'a' }));
  const seen = [{ x: 1 }, { x: '1' }, { x: [1] }, { x: null }, {}, { x: new Date(1) }].map((each) =>
    digestOf({ _id: 'a', ...each }),
  );
  expect(new Set(seen).size).toBe(seen.length);
});

test('file ids become those of the other environment, wherever they stand; other texts stay', () => {
  const files = new Map([['cloud://old.bucket-1/rewards/a.png', 'cloud://new.bucket-2/rewards/a.png']]);
  const moved = withTexts(
    {
      logo: 'cloud://old.bucket-1/rewards/a.png',
      rows: [{ gone: 'cloud://old.bucket-1/gone.png' }, 'cloud://third.bucket/x.png'],
      text: 'see cloud://old.bucket-1/rewards/a.png',
      at: new Date(1),
      n: 3,
    },
    movedText(files),
  );
  expect(moved).toEqual({
    logo: 'cloud://new.bucket-2/rewards/a.png',
    rows: [{ gone: 'cloud://new.bucket-2/gone.png' }, 'cloud://third.bucket/x.png'],
    text: 'see cloud://old.bucket-1/rewards/a.png',
    at: new Date(1),
    n: 3,
  });
  expect(pathOf('cloud://old.bucket-1/rewards/a.png')).toBe('rewards/a.png');
});

test('what is sealed opens with its passphrase alone, and not when a single bit was changed', async () => {
  const { seal, key } = newSeal('correct horse battery');
  const content = Buffer.from('{"_id":"m1","nickname":"小满"}\n');
  const sealed = await packed(content, key);
  expect(sealed.includes('小满')).toBe(false);
  expect(await unpacked(sealed, keyFor(seal, 'correct horse battery'))).toEqual(content);
  expect(keyFor(seal, 'correct horse batterx')).toBeNull();
  for (const at of [0, 20, sealed.length - 1]) {
    const touched = Buffer.from(sealed);
    touched[at] = (touched[at] as number) ^ 1;
    await expect(unpacked(touched, key)).rejects.toThrow();
  }
  expect(await unpacked(await packed(content, null), null)).toEqual(content);
});
