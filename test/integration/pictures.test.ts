/** A picture on its way from a phone to the shop: uploaded, looked at, kept. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isKept } from '../../cloudfunctions/core/pictures';
import type { Answer } from '../../typings/api/envelope';
import { jpeg, png, webp } from '../setup/pictures';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let keys = 0;
const key = () => `picture-${++keys}`;

beforeAll(async () => {
  shop = await openShop();
  await shop.staff('owner', 'staff.claim', { code: await shop.setupCode(), name: '店主' }, key());
});
afterAll(() => shop.close());

async function uploaded(bytes: Buffer, path = `incoming/${key()}`): Promise<string> {
  const url = `${shop.origin}/local/upload?path=${encodeURIComponent(path)}&as=owner`;
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(bytes) });
  return ((await response.json()) as { fileID: string }).fileID;
}

const bring = async (bytes: Buffer, use: 'logo' | 'tier' | 'reward' | 'group' = 'logo') =>
  shop.staff('owner', 'pictures.accept', { file: await uploaded(bytes), use }, key());

function said(answer: Answer<unknown>): string {
  return answer.ok ? 'kept' : `${answer.error.code} ${answer.error.details?.why ?? ''}`.trim();
}

test('a picture is kept below its use under the digest of its bytes; the same bytes are the same file', async () => {
  const [one, two] = [await bring(png(300, 300)), await bring(png(300, 300))];
  if (!one.ok || !two.ok) throw new Error(said(one));
  expect(one.data).toMatchObject({ width: 300, height: 300 });
  expect(isKept(one.data.file, 'logo')).toBe(true);
  expect(two.data.file).toBe(one.data.file);
  for (const bytes of [jpeg(400, 400), webp(400, 400)]) expect(said(await bring(bytes))).toBe('kept');
});

test('what is no picture is refused by its bytes, whatever it is called', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  const html = Buffer.from('<html><script>alert(1)</script></html>');
  expect(said(await bring(svg))).toBe('PICTURE_UNREADABLE format');
  expect(said(await bring(html))).toBe('PICTURE_UNREADABLE format');
  expect(said(await bring(Buffer.concat([png(300, 300), html])))).toBe('PICTURE_UNREADABLE format');
  expect(said(await bring(Buffer.concat([Buffer.from('GIF89a'), png(300, 300)])))).toBe('PICTURE_UNREADABLE format');
  expect(said(await bring(Buffer.alloc(0)))).toBe('PICTURE_UNREADABLE format');
});

test('ten megabytes, too many pixels and a stretched icon are refused with the reason', async () => {
  expect(said(await bring(Buffer.alloc(10 * 1024 * 1024, 7), 'reward'))).toBe('PICTURE_TOO_LARGE bytes');
  expect(said(await bring(png(1100, 1100), 'tier'))).toBe('PICTURE_TOO_LARGE pixels');
  expect(said(await bring(png(300, 600), 'tier'))).toBe('PICTURE_UNREADABLE stretched');
});

test('what WeChat calls risky is refused, and not kept', async () => {
  expect(said(await bring(jpeg(300, 300, { comment: '违禁' })))).toBe('PICTURE_REFUSED');
  expect(said(await bring(png(300, 300, { between: [['tEXt', Buffer.from('赌博')]] })))).toBe('PICTURE_REFUSED');
});

test('only what lies where phones upload to is looked at, and what was looked at is gone from there', async () => {
  const elsewhere = await uploaded(png(300, 300), 'avatars/somebody.png');
  const ask = (file: unknown) =>
    shop.staff('owner', 'pictures.accept', { file, use: 'logo' } as { file: string; use: 'logo' }, key());
  const file = await uploaded(png(301, 301));
  expect(said(await ask(file))).toBe('kept');
  expect(said(await ask(file))).toBe('PICTURE_UNREADABLE gone');
  for (const forged of [elsewhere, 'cloud://other.env/incoming/../secret', 'https://example.com/a.png', 7, null])
    expect(said(await ask(forged)), String(forged)).toBe('INVALID_INPUT');
  expect(said(await ask(file.replace(/^cloud:\/\/[^/]+/, 'cloud://other.env')))).toBe('PICTURE_UNREADABLE gone');
});
