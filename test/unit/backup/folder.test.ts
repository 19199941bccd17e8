/** The folder of a backup: what it says is there is there, unchanged, and for its owner alone. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { collections } from '../../../cloudfunctions/manifest/collections';
import { Damaged, Folder, newManifest } from '../../../scripts/backup/folder';
import { settled } from '../../../scripts/backup/ledger';
import type { Stored } from '../../../scripts/backup/lines';
import { readingOrder } from '../../../scripts/backup/order';
import { Pieces } from '../../../scripts/backup/pieces';

const about = { id: 'one', env: 'local', version: '0.1.0', build: null, begunAt: '2026-11-22T00:00:00.000Z' };
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'huitouke-folder-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function filled(rows: readonly Stored[]): Promise<Folder> {
  const folder = await Folder.create(join(dir, 'backup'), newManifest(about, null), null);
  const pieces = Pieces.of(folder, 'members');
  for (const row of rows) await pieces.add(row);
  await pieces.end();
  return folder;
}

test('pieces are bounded, come back in order, and another process reads what they say', async () => {
  const rows = Array.from({ length: 20_003 }, (_, n) => ({ _id: `m${String(n).padStart(6, '0')}`, n }));
  await filled(rows);
  const manifest = await Folder.read(join(dir, 'backup'));
  if (!manifest) throw new Error('no manifest');
  const again = Folder.open(join(dir, 'backup'), manifest, null);
  expect(again.collection('members').pieces.map((piece) => [piece.rows, piece.last])).toEqual([
    [20_000, 'm019999'],
    [3, 'm020002'],
  ]);
  const read: Stored[] = [];
  for await (const page of again.documents('members')) read.push(...page);
  expect(read).toEqual(rows);
});

test('a row larger than a piece is a piece of its own', async () => {
  const large = 'x'.repeat(9 * 1024 * 1024);
  const folder = await filled([{ _id: 'a', large }, { _id: 'b' }]);
  expect(folder.collection('members').pieces.map(({ rows }) => rows)).toEqual([1, 1]);
});

test('only its owner may read it, and it says so', async () => {
  const folder = await filled([{ _id: 'a' }]);
  const files = ['backup.json', 'README.txt', folder.collection('members').pieces[0]?.file ?? ''];
  for (const file of files) expect((await stat(join(folder.dir, file))).mode & 0o777).toBe(0o600);
  expect((await stat(folder.dir)).mode & 0o777).toBe(0o700);
  const readme = await readFile(join(folder.dir, 'README.txt'), 'utf8');
  expect(readme).toContain('个人信息');
  expect(readme).toContain('HUITOUKE_SECRET');
});

test('a piece that was touched, cut short or taken away is not read', async () => {
  const folder = await filled([{ _id: 'a' }]);
  const [piece] = folder.collection('members').pieces;
  if (!piece) throw new Error('no piece');
  const file = join(folder.dir, piece.file);
  const bytes = await readFile(file);
  for (const damaged of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from([0])])]) {
    await writeFile(file, damaged);
    await expect(folder.linesOf(piece)).rejects.toThrow(Damaged);
  }
  await rm(file);
  await expect(folder.linesOf(piece)).rejects.toThrow(Damaged);
  await writeFile(join(folder.dir, 'backup.json'), '{"backup":1}');
  await expect(Folder.read(folder.dir)).rejects.toThrow(Damaged);
});

test('every collection is read exactly once, and those that this version does not know too', () => {
  const { before, theirs, after } = readingOrder(['of-tomorrow', 'members']);
  const all = [...before, 'members', ...theirs, 'ledger', ...after, 'stock'];
  expect(new Set(all).size).toBe(all.length);
  expect([...all].sort()).toEqual([...Object.keys(collections), 'of-tomorrow'].sort());
});

test('a stock is what the entries have taken: attempts on their way end with the backup', () => {
  const holds = { h1: { memberId: 'm', key: 'k', rev: 1, at: 1, n: 2 } };
  const stock = { _id: 'reward:mug', made: 10, left: 5, sold: 3, held: 1, holds };
  expect(settled(stock, { 'reward:mug': 4 })).toEqual({ ...stock, left: 6, sold: 4, held: 0, holds: {} });
  expect(settled(stock, {})).toEqual({ ...stock, left: 10, sold: 0, held: 0, holds: {} });
});
