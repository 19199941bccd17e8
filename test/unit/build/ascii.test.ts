/** What the build does to patterns, so that a function may be read as ASCII. */
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asciiOf } from '../../../scripts/build/ascii';

/** What the pattern of a script finds in each text. */
const found = (code: string, texts: string[]): unknown =>
  runInNewContext(`${code}; JSON.stringify(texts.map((text) => text.match(pattern)))`, { texts });

const PATTERNS = [
  '/^\\d{4}年\\d{1,2}月\\d{1,2}日$/',
  '/[^\\p{Script=Han}·]/gu',
  '/[¥$€£￥]?元?/',
  '/^(?<名>[一-龥]+)\\k<名>$/u',
  '/[🎁🎂]/u',
  '/🎁/',
  '/\\·/',
  '/\\\\·/',
  '/[／/]/',
];
const TEXTS = ['2027年3月31日', '李·雷', '￥12.50元', '好好', '送你一个🎁', '🎂', '·', 'a\\·b', 'a／b', '', 'Â·å¹´'];

test('a pattern finds in a built function what it finds in the source, and stands there in ASCII', () => {
  for (const pattern of PATTERNS) {
    const code = `const pattern = ${pattern}`;
    const ascii = asciiOf(code);
    expect(Buffer.from(ascii, 'latin1').toString('utf8')).toBe(ascii);
    expect(found(ascii, TEXTS), pattern).toBe(found(code, TEXTS));
  }
});

test('whatever characters a set names, it is the same set', () => {
  const character = fc.constantFrom(...'年月日·￥é\u00ff\u0100\uffff🎁', '\\·', '\\\\', 'a', '\\d');
  fc.assert(
    fc.property(fc.array(character, { minLength: 1, maxLength: 6 }), fc.boolean(), (characters, unicode) => {
      const set = unicode ? characters.map((each) => (each === '\\·' ? '·' : each)) : characters;
      const code = `const pattern = /[${set.join('')}]/${unicode ? 'u' : ''}`;
      const texts = [...'年月日·￥é\u00ff\u0100\uffffåÂ7a\\🎁'];
      expect(found(asciiOf(code), texts)).toBe(found(code, texts));
    }),
    { numRuns: 50 },
  );
});

test('what surrounds a pattern stays, and a script that is ASCII stays as a whole', () => {
  const code = "const a = 'x'; const b = [/年/.test(a), /[月]/g, 4 / 2 / 1]; return b;";
  expect(asciiOf(code)).toBe("const a = 'x'; const b = [/\\u5E74/.test(a), /[\\u6708]/g, 4 / 2 / 1]; return b;");
  const plain = 'this is no script at all /';
  expect(asciiOf(plain)).toBe(plain);
});

test('anything else that is not ASCII stops the build and is shown', () => {
  expect(() => asciiOf("const name = '小店';")).toThrow("not ASCII, and no pattern: …const name = '小店';…");
});
