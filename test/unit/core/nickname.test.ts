import * as v from 'valibot';
import { expect, test } from 'vitest';
import { profile } from '../../../cloudfunctions/shopper/payloads';

function taken(nickname: string): string | undefined {
  const parsed = v.safeParse(profile, { nickname });
  return parsed.success ? parsed.output.nickname : undefined;
}

test.each(['小林', '林 小', "O'Neil", 'שלום', 'سلام', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️', '𠮷野家', 'e\u0301', '<b>', '。'])(
  '%j is a name as it is',
  (name) => expect(taken(name)).toBe(name),
);

test('zero-width marks and spaces around are taken away: two names that look alike are alike', () => {
  expect(taken('小\u200b林')).toBe('小林');
  expect(taken('\u200f שלום\u200e')).toBe('שלום');
  expect(taken('\ufeff\u00ad 小林\u2060 ')).toBe('小林');
});

test.each([
  '\u200b',
  '\u3164',
  '\u115f',
  '\u2800',
  '\u180e',
  '\u0301',
  '\ufe0f\u200d',
  'a\u202eb',
  'a\u2067b',
  '\u2028',
  'a\u0007',
  '\ufdd0',
])('%j is no name', (name) => expect(taken(name)).toBeUndefined());

test('characters are counted, not code units', () => {
  expect(taken('𠮷'.repeat(16))).toBe('𠮷'.repeat(16));
  expect(taken('林'.repeat(17))).toBeUndefined();
});
