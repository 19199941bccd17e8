import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KEYS_MAX, readRing } from '../../../cloudfunctions/platform/keyring';
import {
  currentKeyId,
  KEY_IDS,
  KeyringError,
  keyIdOf,
  keyIds,
  NotOpenedError,
  seal,
  unseal,
} from '../../../cloudfunctions/platform/sealed';

const ADDRESS = JSON.stringify({ name: '林小满', phone: '13800001234', detail: '一号路 1 号' });

/** The same key for the same name. */
const keyOf = (name: string) => createHash('sha256').update(name).digest('base64url');
const ringOf = (...ids: string[]) => ids.map((id) => `${id}:${keyOf(id)}`).join(',');
const hand = (ring: string) => {
  process.env.HUITOUKE_FIELD_KEYS = ring;
};

beforeEach(() => {
  process.env.HUITOUKE_SECRET = Buffer.alloc(32, 7).toString('base64url');
  delete process.env.HUITOUKE_FIELD_KEYS;
});

afterEach(() => {
  delete process.env.HUITOUKE_FIELD_KEYS;
});

test('a sealed text opens to what it was, and looks different each time', () => {
  for (const ring of ['', ringOf('k1'), ringOf('k3', 'k1')]) {
    hand(ring);
    const [first, second] = [seal(ADDRESS), seal(ADDRESS)];
    expect(first).not.toBe(second);
    expect([unseal(first), unseal(second)]).toEqual([ADDRESS, ADDRESS]);
    expect(unseal(seal(''))).toBe('');
    expect(Buffer.from(first.split('.')[2] ?? '', 'base64url').includes(Buffer.from('1380'))).toBe(false);
  }
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => unseal(seal(text)) === text));
});

test('the first key of the ring seals; without a ring it is the one derived from the shop’s secret', () => {
  expect([keyIdOf(seal(ADDRESS)), currentKeyId(), keyIds()]).toEqual(['a1', 'a1', ['a1']]);
  hand(ringOf('k2', 'k1'));
  expect([keyIdOf(seal(ADDRESS)), currentKeyId(), keyIds()]).toEqual(['k2', 'k2', ['k2', 'k1', 'a1']]);
  hand(ringOf('k1', 'k2'));
  expect(keyIdOf(seal(ADDRESS))).toBe('k1');
});

test('a text under any key of the ring opens, in whichever order they stand; without its key it does not', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom('k1', 'k2', 'k3', 'k17', 'k99'), { minLength: 1 }),
      fc.array(fc.nat()),
      (ids, order) => {
        const texts = ids.map((id) => {
          hand(ringOf(id));
          return seal(ADDRESS);
        });
        const shuffled = ids
          .map((id, at) => ({ id, by: order[at] ?? at }))
          .sort((a, b) => a.by - b.by)
          .map(({ id }) => id);
        hand(ringOf(...shuffled));
        for (const text of texts) expect(unseal(text)).toBe(ADDRESS);
        hand(ringOf('k50'));
        for (const text of texts) expect(() => unseal(text)).toThrow(NotOpenedError);
      },
    ),
  );
});

test('what was sealed before there was a ring opens beside it', () => {
  const old = seal(ADDRESS);
  hand(ringOf('k2', 'k1'));
  expect(unseal(old)).toBe(ADDRESS);
});

test('a text that was changed, cut, renamed or sealed under another secret does not open', () => {
  hand(ringOf('k1', 'k2'));
  const sealed = seal(ADDRESS);
  const [name, nonce, body = ''] = sealed.split('.');
  const other = body.startsWith('A') ? `B${body.slice(1)}` : `A${body.slice(1)}`;
  for (const wrong of [
    [name, nonce, other],
    [name, nonce, body.slice(0, 10)],
    ['k2', nonce, body],
    ['a1', nonce, body],
    ['z9', nonce, body],
    ['toString', nonce, body],
    [name, '', body],
    [],
  ])
    expect(() => unseal(wrong.join('.'))).toThrow(NotOpenedError);
  hand(`k1:${keyOf('another')}`);
  expect(() => unseal(sealed)).toThrow(NotOpenedError);
  hand('');
  const derived = seal(ADDRESS);
  process.env.HUITOUKE_SECRET = Buffer.alloc(32, 8).toString('base64url');
  expect(() => unseal(derived)).toThrow(NotOpenedError);
});

test('a changed byte anywhere is noticed', () => {
  hand(ringOf('k1'));
  const [name, nonce = '', body = ''] = seal(ADDRESS).split('.');
  const bytes = Buffer.from(body, 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] as number) ^ 1;
    expect(() => unseal([name, nonce, changed.toString('base64url')].join('.'))).toThrow(NotOpenedError);
  }
});

test('only a sealed text has a key id', () => {
  hand(ringOf('k7'));
  expect(keyIdOf(seal(''))).toBe('k7');
  for (const text of ['', 'k7', 'k7.a.b', 'a1.林小满.x', '10.1.2', seal('x').replace('k7', 'k100'), `${seal('x')} `])
    expect(keyIdOf(text)).toBeNull();
  expect(KEY_IDS).toHaveLength(100);
});

test('a ring that cannot be read stops sealing and opening, and is not repeated in what is said', () => {
  const key = keyOf('k1');
  const wrong: [ring: string, problem: string][] = [
    ['k1', 'form'],
    [`k1:${key}:${key}`, 'form'],
    [`k1:${key},`, 'form'],
    [`k0:${key}`, 'id'],
    [`a1:${key}`, 'id'],
    [`__proto__:${key}`, 'id'],
    [`k100:${key}`, 'id'],
    [` k1:${key}`, 'id'],
    ['k1:short', 'key'],
    [`k1:${key}A`, 'key'],
    [`k1:${key.slice(0, -1)}!`, 'key'],
    [`k1:${key},k1:${keyOf('k2')}`, 'twice'],
    [`k1:${key},k2:${key}`, 'twice'],
    [ringOf(...Array.from({ length: KEYS_MAX + 1 }, (_, n) => `k${n + 1}`)), 'many'],
  ];
  for (const [ring, problem] of wrong) {
    expect(readRing(ring), ring).toMatchObject({ ok: false, problem });
    hand(ring);
    const thrown = [() => seal(ADDRESS), () => keyIds(), () => currentKeyId()].map((use) => {
      try {
        return use();
      } catch (error) {
        return error;
      }
    });
    for (const error of thrown) {
      expect(error).toBeInstanceOf(KeyringError);
      expect((error as KeyringError).problem).toBe(problem);
      expect((error as KeyringError).message).not.toContain(key);
    }
  }
  expect(readRing('')).toMatchObject({ ok: false, problem: 'empty' });
});

test('the last character of a key says no more than its bytes: another spelling of the same key is refused', () => {
  const key = Buffer.alloc(32, 1).toString('base64url');
  const other = `${key.slice(0, -1)}${String.fromCharCode(key.charCodeAt(42) + 1)}`;
  expect(Buffer.from(other, 'base64url')).toEqual(Buffer.from(key, 'base64url'));
  expect([readRing(`k1:${key}`).ok, readRing(`k1:${other}`).ok]).toEqual([true, false]);
});
