/** A shop copied into a folder and put into another environment: OPS-9. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Folder, newManifest } from '../../scripts/backup/folder';
import type { Stored } from '../../scripts/backup/lines';
import { proveWhole, restore } from '../../scripts/backup/restore';
import { Source } from '../../scripts/backup/source';
import { take } from '../../scripts/backup/take';
import { placeOf } from '../../scripts/place';
import { wrongInBooks } from '../setup/books';
import { furnish, openCrowd } from './shop/crowd';
import { put, rich, taken } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

const root = fileURLToPath(new URL('../..', import.meta.url));
const quiet = () => {};
let folder: string;
let shop: Shop;
const opened: Shop[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitouke-backup-'));
  shop = await open('first');
  await furnish(shop);
});

afterAll(async () => {
  for (const each of opened) await each.close();
  await rm(folder, { recursive: true, force: true });
});

/** A shop of its own, with the first one's keys. */
async function open(name: string): Promise<Shop> {
  const dataDir = join(folder, name);
  await mkdir(dataDir, { recursive: true });
  if (name !== 'first') await copyFile(join(folder, 'first/secrets.json'), join(dataDir, 'secrets.json'));
  const each = await openShop(2, dataDir);
  opened.push(each);
  return each;
}

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

function run(script: 'main' | 'restore-main', args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const command = ['--import', 'tsx', `scripts/backup/${script}.ts`, ...args];
  return new Promise((done) => {
    execFile(process.execPath, command, { cwd: root, env: { ...process.env, ...env } }, (failure, stdout, stderr) => {
      done({ code: failure ? Number(failure.code) : 0, stdout, stderr });
    });
  });
}

const sourceOf = ({ origin }: Shop) => new Source(placeOf({ url: origin }));

/** In no hurry, so that a lot happens between two pages. */
class Slow extends Source {
  override async *pages(...asked: Parameters<Source['pages']>): AsyncGenerator<Stored[]> {
    for await (const page of super.pages(...asked)) {
      yield page;
      await new Promise((done) => setTimeout(done, 60));
    }
  }
}

async function takeInto(source: Source, name: string): Promise<Folder> {
  const about = { id: name, env: 'local', version: '0', build: null, begunAt: new Date().toISOString() };
  const made = await Folder.create(join(folder, name), newManifest(about, null), null);
  await take(source, made, [], quiet);
  return made;
}

/** What calls have left to the timer is done. */
async function settle(each: Shop): Promise<void> {
  for (const minutes of [2, 15, 70]) {
    await each.advance(minutes * 60_000);
    await each.tick();
  }
}

test('the books of a shop that was copied in full swing are sound where it is put', async () => {
  const crowd = await openCrowd(shop, 8);
  const made = await takeInto(new Slow(placeOf({ url: shop.origin })), 'busy');
  await crowd.stop();
  expect(crowd.done.exchange).toBeGreaterThan(10);
  expect(crowd.done.order).toBeGreaterThan(10);
  expect(crowd.done.merger).toBeGreaterThan(0);
  expect(crowd.done.friend).toBeGreaterThan(0);
  const other = await open('busy-shop');
  await other.advance(shop.now() - other.now());
  await proveWhole(made, quiet);
  const restored = await restore(sourceOf(other), made, false, quiet);
  expect([restored.mismatches, restored.wrong]).toEqual([0, []]);
  await settle(other);
  expect(await wrongInBooks(other.origin)).toEqual([]);
  // It goes on where it was: nobody's next step meets what is no longer theirs.
  const next = await other.act('crowd-1', 'member.home', {});
  expect(next.ok && next.data.member?.number).toBe((await shop.books('crowd-1')).members[0]?.number);
  expect((await other.act('crowd-1', 'invite.view', {})).ok).toBe(true);
}, 240_000);
