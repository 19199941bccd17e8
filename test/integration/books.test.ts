/** `npm run books` as a child process, on books that are sound and on books that somebody has touched. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import cloudbase from '@cloudbase/node-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Row } from '../../cloudfunctions/core/account';
import { openShop, type Shop } from './shop/shop';

const root = fileURLToPath(new URL('../..', import.meta.url));
let shop: Shop;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitouke-books-'));
  shop = await openShop(1);
  for (const openid of ['lin', 'chen', 'openid-of-wu']) await shop.join(openid);
  for (const day of [0, 1, 2]) {
    await shop.day(day);
    for (const openid of ['lin', 'chen']) await shop.act(openid, 'checkin.signIn', {}, `tap-${openid}-${day}`);
  }
  await shop.tick();
  await shop.advance(3_600_000);
  await shop.tick();
  // After the rows were written: this one still stands in the journal alone.
  await shop.day(3);
  await shop.act('lin', 'checkin.signIn', {}, 'tap-lin-3');
});

afterAll(async () => {
  await shop?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

function books(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const command = ['--import', 'tsx', 'scripts/books/main.ts', ...args];
  return new Promise((done) => {
    execFile(process.execPath, command, { cwd: root, env: { ...process.env, ...env } }, (failure, stdout, stderr) => {
      done({ code: failure ? Number(failure.code) : 0, stdout, stderr });
    });
  });
}

const here = () => books(['--url', shop.origin]);

function database() {
  const place = { env: 'local', secretId: 'any', secretKey: 'any', serviceUrl: `${shop.origin}/admin` };
  return cloudbase.init(place).database();
}

async function rowOf(openid: string, key: string): Promise<Row> {
  const { members } = await shop.books(openid);
  const id = `${members[0]?._id}:${key}`;
  const { data } = (await database().collection('ledger').where({ _id: id }).get()) as { data: Row[] };
  if (!data[0]) throw new Error(`no row ${id}`);
  return data[0];
}

async function numberOf(openid: string): Promise<string> {
  return (await shop.books(openid)).members[0]?.number ?? '';
}

test('sound books: every member is proven, and the exit code is 0', async () => {
  const { code, stdout, stderr } = await here();
  expect([stdout, stderr]).toEqual(['3 位会员，10 笔账，0 处不对\n', '']);
  expect(code).toBe(0);
});

test('a row that somebody has touched is named, with its member', async () => {
  const row = await rowOf('lin', 'checkin:2026-11-22');
  const ledger = database().collection('ledger').where({ _id: row._id });
  await ledger.update({ because: database().command.set([]) });
  const { code, stdout } = await here();
  expect(stdout).toContain(`会员 ${await numberOf('lin')}：entry ${row.seq} was changed\n`);
  expect(code).toBe(1);
  await ledger.update({ because: database().command.set(row.because) });
});

test('a row that is gone is missed', async () => {
  const row = await rowOf('chen', 'checkin:2026-11-22');
  await database().collection('ledger').where({ _id: row._id }).remove();
  const { code, stdout } = await here();
  expect(stdout).toContain(`会员 ${await numberOf('chen')}：entry ${row.seq} is missing\n`);
  expect(code).toBe(1);
  await shop.store('ledger', row);
});

test('a balance that somebody has raised, and growth, are found against the entries', async () => {
  const { members } = await shop.books('lin');
  const [member] = members;
  if (!member) throw new Error('no member');
  const lin = database().collection('members').where({ _id: member._id });
  await lin.update({ balance: member.balance + 1, growth: member.growth + 5 });
  const { code, stdout } = await here();
  expect(stdout).toContain(
    `会员 ${member.number}：the entries sum to ${member.balance}, the balance says ${member.balance + 1}`,
  );
  expect(stdout).toContain('the lots do not add up to the balance');
  expect(stdout).toContain(`the entries grow by ${member.growth}, the member by ${member.growth + 5}`);
  expect(code).toBe(1);
  await lin.update({ balance: member.balance, growth: member.growth });
  expect((await here()).code).toBe(0);
});

test('a friend’s reward that is called paid and was not is named, and so is an entry that nobody promised', async () => {
  const { members } = await shop.books('chen');
  const [chen, friend] = [members[0]?._id ?? '', 'friend'];
  const stage = { reward: { points: 50 }, limit: null, day: null, ref: null, reasons: [], decidedBy: null };
  const registered = { ...stage, state: 'paid' };
  await shop.store('referrals', {
    _id: friend,
    inviterId: chen,
    registered,
    firstOrder: { ...stage, state: 'none' },
  } as {
    _id: string;
  });
  const forged = await rowOf('chen', 'checkin:2026-11-21');
  const row = database().collection('ledger').where({ _id: forged._id });
  await row.update({ kind: 'assist' });
  const { code, stdout } = await here();
  expect(stdout).toContain('好友 referral:friend:registered：it is paid, but no entry says so\n');
  expect(stdout).toContain('好友 checkin:2026-11-21：an entry pays what nobody promised\n');
  expect(stdout).toContain('1 份邀请和助力的奖励');
  expect(code).toBe(1);
  await row.update({ kind: forged.kind });
  await database().collection('referrals').where({ _id: friend }).remove();
  expect((await here()).code).toBe(0);
});

test('an export proves itself without the database, says nothing about anybody, and betrays every change', async () => {
  const file = join(folder, 'books.jsonl');
  expect((await books(['--url', shop.origin, '--export', file])).code).toBe(0);
  const text = await readFile(file, 'utf8');
  for (const openid of ['lin', 'chen', 'openid-of-wu']) {
    expect(text).not.toContain(openid);
    expect(text).not.toContain(await numberOf(openid));
  }
  const proven = await books(['--verify', file]);
  expect(proven).toEqual({ code: 0, stdout: '3 位会员，10 笔账，0 处不对\n', stderr: '' });
  const lines = text.trim().split('\n');
  const fact = lines.findIndex((line) => line.includes('"key":"checkin:2026-11-22"'));
  const forged = {
    'was changed': lines.map((line, i) => (i === fact ? line.replace('"channel":"mini"', '"channel":"till"') : line)),
    'is missing': lines.filter((_, i) => i !== fact),
    'the end is missing': lines.slice(0, -1),
    'does not belong there': lines.map((line, i) => (i === fact ? line.slice(0, -3) : line)),
  };
  const betrayed = async ([sentence, changed]: [string, string[]], n: number) => {
    const other = join(folder, `forged-${n}.jsonl`);
    await writeFile(other, `${changed.join('\n')}\n`);
    const { code, stdout } = await books(['--verify', other]);
    expect(stdout).toContain(sentence);
    expect(code).toBe(1);
  };
  await Promise.all(Object.entries(forged).map(betrayed));
});

test('wrong usage is told with the usage and 2, a cloud that does not answer with 3', async () => {
  const keyless = { TENCENTCLOUD_SECRETID: '', TENCENTCLOUD_SECRETKEY: '' };
  const slips = await Promise.all([
    books(['--what']),
    books(['--env', 'shop-1'], keyless),
    books(['--env', 'shop-1', '--url', shop.origin]),
    books(['--verify', 'x', '--export', 'y']),
    books(['--verify', join(folder, 'nothing')]),
  ]);
  for (const { code, stderr } of slips) {
    expect(stderr).toContain('用法');
    expect(code).toBe(2);
  }
  expect((await books(['--url', 'http://127.0.0.1:9'])).code).toBe(3);
});
