/** A shop copied into a folder and put into another environment: OPS-9. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collections } from '../../cloudfunctions/manifest/collections';
import { Folder, newManifest } from '../../scripts/backup/folder';
import type { Stored } from '../../scripts/backup/lines';
import { OWNERS } from '../../scripts/backup/order';
import { proveWhole, restore } from '../../scripts/backup/restore';
import { Source } from '../../scripts/backup/source';
import { take } from '../../scripts/backup/take';
import { placeOf } from '../../scripts/place';
import { wrongInBooks } from '../setup/books';
import { type Crowd, furnish, openCrowd } from './shop/crowd';
import { available, openMall, put, rich, taken } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

const root = fileURLToPath(new URL('../..', import.meta.url));
const quiet = () => {};
let folder: string;
let shop: Shop;
const opened: Shop[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitouke-backup-'));
  shop = await open('first');
  // Its keys are made when they are first asked for.
  await shop.setupCode();
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

/** In no hurry: between two pages something happens in the shop. */
class Slow extends Source {
  constructor(
    shop: Shop,
    private readonly crowd: Crowd,
  ) {
    super(placeOf({ url: shop.origin }), 15);
  }

  override async *pages(...asked: Parameters<Source['pages']>): AsyncGenerator<Stored[]> {
    const [collection, , fields] = asked;
    const moves = fields === undefined && (collection === 'members' || collection in OWNERS);
    for await (const page of super.pages(...asked)) {
      yield page;
      const before = this.happened;
      while (moves && !this.crowd.isOver() && this.happened < before + 4)
        await new Promise((done) => setTimeout(done, 10));
    }
  }

  private get happened(): number {
    return Object.values(this.crowd.done).reduce((sum, n) => sum + n, 0);
  }
}

async function takeInto(source: Source, name: string): Promise<Folder> {
  const about = { id: name, env: 'local', version: '0', build: null, begunAt: new Date().toISOString() };
  const made = await Folder.create(join(folder, name), newManifest(about, null), null);
  await take(source, made, [], quiet);
  return made;
}

/** Members who have taken other than what they have spent points on. */
async function unpaidRedemptions(source: Source): Promise<string[]> {
  const taken = new Map<string, number>();
  const count = (memberId: unknown, n: number) => taken.set(String(memberId), (taken.get(String(memberId)) ?? 0) + n);
  for await (const page of source.pages('redemptions', null)) for (const { memberId } of page) count(memberId, 1);
  for await (const page of source.pages('ledger', null))
    for (const { memberId, kind } of page) if (kind === 'exchange') count(memberId, -1);
  return [...taken].flatMap(([id, n]) => (n === 0 ? [] : [`${id}: ${n}`]));
}

/** What calls have left to the timer is done. */
async function settle(each: Shop): Promise<void> {
  for (const minutes of [2, 15, 70]) {
    await each.advance(minutes * 60_000);
    await each.tick();
  }
}

test('the books of a shop that was copied in full swing are sound where it is put', async () => {
  const crowd = await openCrowd(shop, 8, 120);
  const made = await takeInto(new Slow(shop, crowd), 'busy').finally(() => crowd.stop());
  for (const what of ['exchange', 'order', 'merger', 'friend', 'tick'])
    expect(crowd.done[what], what).toBeGreaterThan(0);
  const other = await open('busy-shop');
  await other.advance(shop.now() - other.now());
  await proveWhole(made, quiet);
  const restored = await restore(sourceOf(other), made, false, quiet);
  expect([restored.mismatches, restored.wrong]).toEqual([0, []]);
  await settle(other);
  expect(await wrongInBooks(other.origin)).toEqual([]);
  expect(await unpaidRedemptions(sourceOf(other))).toEqual([]);
  // It goes on where it was: nobody's next step meets what is no longer theirs.
  const next = await other.act('crowd-1', 'member.home', {});
  expect(next.ok && next.data.member?.number).toBe((await shop.books('crowd-1')).members[0]?.number);
  expect((await other.act('crowd-1', 'invite.view', {})).ok).toBe(true);
}, 240_000);

describe('the commands', () => {
  const PASSPHRASE = { HUITOUKE_BACKUP_PASSPHRASE: 'a long enough passphrase' };
  let quiet: Shop;

  beforeAll(async () => {
    quiet = await open('quiet-shop');
    await openMall(quiet);
    const picture = await uploaded(quiet, 'rewards/mug.png', 'a picture of a mug');
    const gone = picture.replace('mug.png', 'gone.png');
    const reward = await put(quiet, { _id: 'mug', pictures: [picture], detail: [{ picture: gone }] as never }, 9);
    for (const openid of ['lin', 'chen']) {
      await rich(quiet, openid);
      await taken(quiet, openid, reward, '2-take');
    }
    await quiet.partner('POST', '/v1/members', { phone: '+8613800001234' });
    await settle(quiet);
  });

  const dirOf = (name: string) => join(folder, name);
  const backup = (name: string, more: string[] = [], env: NodeJS.ProcessEnv = {}) =>
    run('main', ['--url', quiet.origin, '--out', dirOf(name), ...more], env);

  test('a shop that is put elsewhere is the same shop, with its files, and says what is left to do', async () => {
    const made = await backup('whole');
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toMatch(/^文件已经不在：cloud:\/\/.*gone\.png\n\d+ 条记录，1 个文件/);
    expect(made.stdout).toContain('备份里没有店铺的密钥');
    const other = await open('elsewhere');
    await other.advance(quiet.now() - other.now());
    const put = await run('restore-main', ['--from', dirOf('whole'), '--url', other.origin]);
    expect(put).toMatchObject({ code: 0, stderr: '' });
    expect(put.stdout).toMatch(/\d+ 条记录，1 个文件，0 处不一致\n接下来/);
    expect(await wrongInBooks(other.origin)).toEqual([]);
    for (const openid of ['lin', 'chen']) expect(await available(other, openid)).toBe(await available(quiet, openid));
    const { body } = await other.partner('GET', `/v1/members?phone=${encodeURIComponent('+8613800001234')}`);
    expect(body.member).toMatchObject({ inWeChat: false });
    const shelf = await other.act('lin', 'mall.reward', { id: 'mug' });
    const picture = shelf.ok ? (shelf.data.pictures[0] ?? '') : '';
    expect((await new Source(placeOf({ url: other.origin })).download(picture))?.toString()).toBe('a picture of a mug');
    // An instant later it is empty no more.
    const again = await run('restore-main', ['--from', dirOf('whole'), '--url', other.origin]);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('只能恢复到空的环境');
    const over = await backup('whole');
    expect([over.code, over.stderr.split('\n')[0]]).toEqual([
      2,
      `${dirOf('whole')} 里已经有一份完整的备份：请换一个文件夹`,
    ]);
  });

  test('no file of a sealed backup says a word, and another passphrase opens none of it', async () => {
    expect((await backup('sealed', ['--seal'], PASSPHRASE)).code).toBe(0);
    const other = await open('sealed-shop');
    const from = ['--from', dirOf('sealed'), '--url', other.origin];
    const wrong = await run('restore-main', from, { HUITOUKE_BACKUP_PASSPHRASE: 'another passphrase' });
    expect([wrong.code, wrong.stderr.split('\n')[0]]).toEqual([2, '口令不对']);
    const manifest = await Folder.read(dirOf('sealed'));
    for (const { pieces } of Object.values(manifest?.collections ?? {}))
      for (const { file } of pieces) {
        const bytes = await readFile(join(dirOf('sealed'), file));
        expect(() => gunzipSync(bytes)).toThrow();
      }
    expect((await run('restore-main', from, PASSPHRASE)).code).toBe(0);
  });

  test('a damaged piece is found before anything is written', async () => {
    await backup('damaged');
    const manifest = await Folder.read(dirOf('damaged'));
    const file = join(dirOf('damaged'), manifest?.collections.ledger?.pieces[0]?.file ?? '');
    const bytes = await readFile(file);
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] as number) ^ 1;
    await writeFile(file, bytes);
    const other = await open('damaged-shop');
    const { code, stderr } = await run('restore-main', ['--from', dirOf('damaged'), '--url', other.origin]);
    expect(code).toBe(1);
    expect(stderr).toContain('its SHA-256 is another one');
    for (const name of Object.keys(collections)) expect(await sourceOf(other).count(name), name).toBe(0);
  });

  test('a backup and a restore that are cut off after any request go on, and end as if they had not been', async () => {
    const whole = await takeInto(sourceOf(quiet), 'uncut');
    const about = { id: 'cut', env: 'local', version: '0', build: null, begunAt: '' };
    await Folder.create(dirOf('cut'), newManifest(about, null), null);
    let [cuts, backedUp] = [0, false];
    for (; !backedUp; cuts += 1) {
      const manifest = await Folder.read(dirOf('cut'));
      if (!manifest) throw new Error('the manifest is gone');
      backedUp = await untilCut(
        3 + cuts,
        (source) => take(source, Folder.open(dirOf('cut'), manifest, null), [], () => {}),
        quiet,
      );
    }
    const manifest = await Folder.read(dirOf('cut'));
    if (!manifest) throw new Error('the manifest is gone');
    const cut = Folder.open(dirOf('cut'), manifest, null);
    for (const name of Object.keys(whole.manifest.collections))
      expect(await linesIn(cut, name), name).toEqual(await linesIn(whole, name));
    const other = await open('cut-shop');
    let mismatches: number | null = null;
    for (let n = 0; mismatches === null; n += 1)
      await untilCut(
        40 + n * 10,
        async (source) => {
          mismatches = (await restore(source, cut, n > 0, () => {})).mismatches;
        },
        other,
      );
    expect(mismatches).toBe(0);
    expect(cuts).toBeGreaterThan(3);
    expect(await wrongInBooks(other.origin)).toEqual([]);
  });

  test('wrong usage is told with the usage and 2, a cloud that does not answer with 3', async () => {
    const keyless = { TENCENTCLOUD_SECRETID: '', TENCENTCLOUD_SECRETKEY: '' };
    const out = ['--out', dirOf('never')];
    const slips = await Promise.all([
      run('main', []),
      run('main', ['--env', 'shop-1', ...out], keyless),
      run('main', ['--env', 'shop-1', '--url', quiet.origin, ...out]),
      run('main', [...out, '--seal'], { HUITOUKE_BACKUP_PASSPHRASE: 'short' }),
      run('restore-main', ['--what']),
      run('restore-main', ['--from', dirOf('never'), '--url', quiet.origin]),
    ]);
    for (const { code, stderr } of slips) {
      expect(stderr).toContain('用法');
      expect(code).toBe(2);
    }
    expect((await run('main', ['--url', 'http://127.0.0.1:9', '--out', dirOf('nobody')])).code).toBe(3);
  });
});

/** A source that dies after so many requests. @returns whether the work was done before */
async function untilCut(requests: number, work: (source: Source) => Promise<unknown>, at: Shop): Promise<boolean> {
  const source = sourceOf(at);
  const dies = Object.assign(new Error('cut off'), { code: 'INVALID_CUT' });
  let left = requests;
  const count =
    <A extends unknown[], R>(real: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      left -= 1;
      if (left < 0) throw dies;
      return real.apply(source, args);
    };
  Object.assign(source, {
    find: count((source as unknown as { find: (...args: unknown[]) => Promise<unknown> }).find),
    add: count(source.add),
    upload: count(source.upload),
    download: count(source.download),
  });
  try {
    await work(source);
    return true;
  } catch (error) {
    if (error !== dies) throw error;
    return false;
  }
}

async function linesIn(backup: Folder, name: string): Promise<string[]> {
  const lines: string[] = [];
  for (const piece of backup.collection(name).pieces) lines.push(...(await backup.linesOf(piece)));
  return lines.sort();
}

async function uploaded(at: Shop, path: string, text: string): Promise<string> {
  const query = new URLSearchParams({ path, as: 'the-owner' });
  const response = await fetch(`${at.origin}/local/upload?${query}`, { method: 'POST', body: text });
  return ((await response.json()) as { fileID: string }).fileID;
}
