import { beforeEach, expect, test } from 'vitest';
import { seal, unseal } from '../../../cloudfunctions/platform/sealed';

beforeEach(() => {
  process.env.HUITOUKE_SECRET = Buffer.alloc(32, 7).toString('base64url');
});

test('a sealed text opens to what it was, and looks different each time', () => {
  const text = JSON.stringify({ name: '林小满', phone: '13800001234' });
  const [first, second] = [seal(text), seal(text)];
  expect(first).not.toBe(second);
  expect([unseal(first), unseal(second)]).toEqual([text, text]);
  expect(unseal(seal(''))).toBe('');
  expect(Buffer.from(first.split('.')[2] ?? '', 'base64url').includes(Buffer.from('1380'))).toBe(false);
});

test('a text that was changed, cut or sealed under another secret does not open', () => {
  const sealed = seal('一号路 1 号');
  const [name, nonce, body = ''] = sealed.split('.');
  const other = body.startsWith('A') ? `B${body.slice(1)}` : `A${body.slice(1)}`;
  for (const wrong of [
    [name, nonce, other],
    [name, nonce, body.slice(0, 10)],
    ['z9', nonce, body],
    ['toString', nonce, body],
    [name, '', body],
    [],
  ])
    expect(() => unseal(wrong.join('.'))).toThrow();
  process.env.HUITOUKE_SECRET = Buffer.alloc(32, 8).toString('base64url');
  expect(() => unseal(sealed)).toThrow();
});
