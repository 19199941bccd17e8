/** Lists out of the shop and members into it, through the real SDK: ANA-4. */
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../typings/api/envelope';
import type { Role } from '../../typings/api/staff';
import type { ExportKind, ExportView, ImportView } from '../../typings/api/transfer';
import { wrongInBooks } from '../setup/books';
import { openMall, put, rich, taken } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

const DAY = 86_400_000;

let shop: Shop;
let keys = 0;
const key = () => `transfer-${++keys}`;

beforeAll(async () => {
  shop = await openShop(2);
  await openMall(shop);
  await shop.store('settings', {
    _id: 'stores',
    shape: 1,
    list: ['default', 'west'].map((id) => ({
      id,
      name: id === 'west' ? '西店' : '总店',
      address: '',
      hours: '',
      phone: '',
    })),
  } as { _id: string });
  const code = await shop.setupCode();
  sure(await shop.staff('boss', 'staff.claim', { code, name: '老板' }, key()));
  await hired('lead', 'manager');
  await hired('ops', 'operator');
  await hired('data', 'analyst');
  await hired('till', 'cashier', ['default']);
  await hired('west', 'manager', ['west']);
});
afterAll(() => shop.close());

async function hired(openid: string, role: Role, stores: string[] = []): Promise<void> {
  const { code } = sure(await shop.staff('boss', 'staff.invite', { role, stores }, key()));
  sure(await shop.staff(openid, 'staff.join', { code, name: '小陈' }, key()));
}

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}
const refusal = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.code);

async function made(who: string, kind: ExportKind, more: object = {}): Promise<ExportView> {
  let list = sure(await shop.staff(who, 'exports.start', { kind, ...more }, key()));
  for (let n = 0; n < 20 && list.state !== 'done'; n += 1)
    list = sure(await shop.staff(who, 'exports.step', { id: list.id }, key()));
  return list;
}

async function fetched(who: string, { id, files }: ExportView): Promise<string[][]> {
  expect(files).toHaveLength(1);
  const link = sure(await shop.staff(who, 'exports.link', { id, file: 0 }, key()));
  const bytes = Buffer.from(await (await fetch(link.url)).arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = bytes.toString('utf8').slice(1);
  expect(text.endsWith('\r\n')).toBe(true);
  return Papa.parse<string[]>(text.trimEnd()).data;
}

const uploaded = async (as: string, path: string, bytes: Uint8Array): Promise<string> => {
  const query = new URLSearchParams({ path, as });
  const response = await fetch(`${shop.origin}/local/upload?${query}`, { method: 'POST', body: bytes as never });
  return ((await response.json()) as { fileID: string }).fileID;
};

async function applied(
  id: string,
  who = 'boss',
  action: 'imports.apply' | 'imports.undo' = 'imports.apply',
): Promise<ImportView> {
  let view = sure(await shop.staff(who, action, { id }, key()));
  for (let n = 0; n < 50 && !['applied', 'undone'].includes(view.state); n += 1)
    view = sure(await shop.staff(who, action, { id }, key()));
  return view;
}

async function settled(): Promise<void> {
  await shop.advance(120_000);
  await shop.tick();
  await shop.advance(1_000);
}

const NAME = '=HYPERLINK("x")🎁\u202e<b>';

test('every list has the rows of the shop under its columns, and what would be a formula is a text', async () => {
  await rich(shop, 'ana');
  const reward = await put(shop, { _id: 'bomb', name: NAME });
  await taken(shop, 'ana', reward, key());
  const number = (await shop.books('ana')).members[0]?.number ?? '';
  const sale = { member: { number }, storeId: 'default', amountFen: 12_345 };
  const { netFen, earned } = sure(await shop.staff('till', 'counter.quote', sale as never));
  sure(await shop.staff('till', 'counter.sell', { ...sale, expect: { netFen, points: earned } } as never, key()));
  // Entries become rows of the ledger with the timer.
  await settled();
  const { kinds } = sure(await shop.staff('boss', 'exports.list', {}));
  for (const { kind, columns } of kinds) {
    const list = await made('boss', kind);
    const [header, ...rows] = await fetched('boss', list);
    expect(header, kind).toEqual(columns.map((column) => column.header));
    expect(rows.length, kind).toBe(list.rows);
    expect(rows.length > 0 || kind === 'coupons', kind).toBe(true);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^(?:[=+@\t\r]|-(?!\d))/);
    if (kind === 'redemptions') expect(rows[0]?.[2]).toBe(`'${NAME}`);
    if (kind === 'orders') expect(rows[0]?.[4]).toBe('123.45');
    if (kind === 'members') expect(rows.map(([who]) => who?.trim())).toContain(number);
    if (kind === 'ledger')
      expect(
        rows.some(([, who, , what, points]) => who?.trim() === number && what === '兑换' && points === '-200'),
      ).toBe(true);
  }
});

test('names and numbers are for who runs the shop, the trail too; a cashier has no lists, and nobody those of another', async () => {
  const kindsOf = async (who: string) =>
    sure(await shop.staff(who, 'exports.list', {})).kinds.map(({ kind, personal }) => `${kind}${personal ? '!' : ''}`);
  expect(await kindsOf('lead')).toEqual(['members!', 'ledger!', 'orders!', 'redemptions!', 'coupons!', 'trail']);
  for (const who of ['ops', 'data'])
    expect(await kindsOf(who)).toEqual(['members', 'ledger', 'orders', 'redemptions', 'coupons']);
  // Who works in one store has what belongs to stores.
  expect(await kindsOf('west')).toEqual(['ledger!', 'orders!', 'trail']);
  expect(refusal(await shop.staff('till', 'exports.list', {}))).toBe('ROLE_REQUIRED');
  expect(refusal(await shop.staff('data', 'exports.start', { kind: 'trail' }, key()))).toBe('ROLE_REQUIRED');
  expect(refusal(await shop.staff('west', 'exports.start', { kind: 'members' }, key()))).toBe('STORE_NOT_YOURS');
  expect(refusal(await shop.staff('west', 'exports.start', { kind: 'orders', storeId: 'default' }, key()))).toBe(
    'STORE_NOT_YOURS',
  );
  const { number } = (await shop.books('ana')).members[0] as { number: string };
  const [, ...blind] = await fetched('data', await made('data', 'members'));
  expect(JSON.stringify(blind)).not.toContain(number);
  const [, ...west] = await fetched('west', await made('west', 'orders'));
  expect(west).toEqual([]);
  const own = await made('boss', 'members');
  for (const action of ['exports.step', 'exports.cancel'] as const)
    expect(refusal(await shop.staff('data', action, { id: own.id }, key()))).toBe('NOT_FOUND');
  expect(refusal(await shop.staff('data', 'exports.link', { id: own.id, file: 0 }, key()))).toBe('NOT_FOUND');
  expect(refusal(await shop.staff('west', 'exports.link', { id: own.id, file: 0 }, key()))).toBe('NOT_FOUND');
  expect(refusal(await shop.staff('boss', 'exports.link', { id: own.id, file: 1 }, key()))).toBe('NOT_FOUND');
  expect(refusal(await shop.staff('boss', 'exports.link', { id: 'forged', file: 0 }, key()))).toBe('NOT_FOUND');
});

test('a list ends with the moment it was asked for, keeps to its days, and is one list however often it is asked for', async () => {
  const once = key();
  const first = sure(await shop.staff('boss', 'exports.start', { kind: 'ledger' }, once));
  await shop.advance(1_000);
  await shop.join('later');
  const again = sure(await shop.staff('boss', 'exports.start', { kind: 'ledger' }, once));
  expect(again.id).toBe(first.id);
  const done = sure(await shop.staff('boss', 'exports.step', { id: first.id }, key()));
  const [, ...rows] = await fetched('boss', done);
  const { number } = (await shop.books('later')).members[0] as { number: string };
  expect(rows.map(([, who]) => who?.trim())).not.toContain(number);
  await settled();
  const day = sure(await shop.staff('boss', 'exports.list', {})).today;
  expect((await made('boss', 'ledger', { from: day, until: day })).rows).toBeGreaterThan(rows.length);
  expect((await made('boss', 'members', { until: '2020-01-01' })).rows).toBe(0);
  const backwards = { kind: 'ledger', from: '2026-11-22', until: '2026-11-21' } as never;
  expect(refusal(await shop.staff('boss', 'exports.start', backwards, key()))).toBe('INVALID_INPUT');
});

test('three at once are enough; what nobody goes on with the timer does, and after a week its files are gone', async () => {
  const started = [];
  for (let n = 0; n < 3; n += 1)
    started.push(sure(await shop.staff('boss', 'exports.start', { kind: 'orders' }, key())));
  expect(refusal(await shop.staff('boss', 'exports.start', { kind: 'orders' }, key()))).toBe('RUNNING');
  const [one, two] = started as [ExportView, ExportView];
  expect(sure(await shop.staff('boss', 'exports.cancel', { id: one.id }, key())).state).toBe('cancelled');
  await shop.advance(120_000);
  await shop.tick();
  const find = async (id: string) =>
    sure(await shop.staff('boss', 'exports.list', {})).exports.find((each) => each.id === id) as ExportView;
  expect(await find(two.id)).toMatchObject({ state: 'done', files: [{ rows: 1 }] });
  const link = sure(await shop.staff('boss', 'exports.link', { id: two.id, file: 0 }, key()));
  expect((await fetch(link.url)).status).toBe(200);
  await shop.advance(8 * DAY);
  await shop.tick();
  await shop.tick();
  expect(await find(two.id)).toMatchObject({ state: 'gone', files: [] });
  expect((await fetch(link.url)).status).toBe(404);
  expect(refusal(await shop.staff('boss', 'exports.link', { id: two.id, file: 0 }, key()))).toBe('NOT_FOUND');
});

test('a file of old members is looked at, brought in once, and taken back as a whole', async () => {
  await rich(shop, 'kim');
  const kim = (await shop.books('kim')).members[0] as { number: string };
  expect(kim.number).toHaveLength(12);
  const lines = [
    '手机号,积分,到期日,备注',
    '13900000001,"1,200",2027/3/5,老客',
    '139 0000 0002,300,,',
    '1390000000,5,,',
    '13900000003,-5,,',
    '13900000001,9,,',
  ];
  const fileId = await uploaded('boss', 'imports/0123456789abcdef.csv', Buffer.from(`\uFEFF${lines.join('\r\n')}`));
  const checked = sure(await shop.staff('boss', 'imports.check', { fileId, name: '会员.csv' }, key()));
  expect(checked).toMatchObject({
    state: 'checked',
    columns: ['手机号', '积分', '到期日'],
    ignored: ['备注'],
    fresh: { rows: 2, points: 1_500 },
    known: { rows: 0 },
    wrong: 3,
    problems: [
      { line: 4, problem: 'PHONE', text: '' },
      { line: 5, problem: 'POINTS', text: '-5' },
      { line: 6, problem: 'DOUBLE', text: '2' },
    ],
  });
  // Read once: the file with the numbers is gone.
  expect(refusal(await shop.staff('boss', 'imports.check', { fileId, name: '' }, key()))).toBe('FILE_UNREADABLE');
  expect(await applied(checked.id)).toMatchObject({ state: 'applied', done: 2, skipped: 0 });
  expect(await wrongInBooks(shop.origin)).toEqual([]);
  // The same again brings nobody twice.
  const again = sure(await shop.staff('lead', 'imports.check', { text: lines.slice(0, 3).join('\n') }, key()));
  expect(again).toMatchObject({ fresh: { rows: 0 }, before: 2, beforeLines: [2, 3], total: 0 });
  expect(await applied(again.id)).toMatchObject({ state: 'applied', done: 0 });
  expect(refusal(await shop.staff('boss', 'imports.undo', { id: 'forged' }, key()))).toBe('NOT_FOUND');
  expect(await applied(checked.id, 'boss', 'imports.undo')).toMatchObject({
    state: 'undone',
    done: 2,
    skipped: 0,
    short: 0,
  });
  expect(refusal(await shop.staff('boss', 'imports.apply', { id: checked.id }, key()))).toBe('UNDONE');
  expect(await wrongInBooks(shop.origin)).toEqual([]);
  // What was undone can be brought again.
  const third = sure(await shop.staff('lead', 'imports.check', { text: lines.slice(0, 3).join('\t\n') }, key()));
  expect(third).toMatchObject({ before: 0, known: { rows: 2, points: 1_500 } });
});

test('a tier is brought as the growth it takes, and goes again when the import is undone', async () => {
  await shop.join('lou');
  const { tiers } = (await import('../../cloudfunctions/core/programme')).defaultProgramme;
  const top = tiers.list.at(-1) as { name: string; from: number };
  const text = `卡号\t等级\t成长值\nVIP-007\t${top.name}\t3\nVIP-008\t没有这一级\t`;
  const checked = sure(await shop.staff('boss', 'imports.check', { text }, key()));
  expect(checked).toMatchObject({
    fresh: { rows: 1, growth: top.from },
    tiers: [{ name: top.name, rows: 1 }],
    problems: [{ line: 3, problem: 'TIER' }],
  });
  await applied(checked.id);
  const [, ...rows] = await fetched('boss', await made('boss', 'members'));
  expect(rows.filter((row) => row.includes(top.name))).toHaveLength(1);
  await applied(checked.id, 'boss', 'imports.undo');
  const [, ...after] = await fetched('boss', await made('boss', 'members'));
  expect(after.filter((row) => row.includes(top.name))).toHaveLength(0);
  expect(await wrongInBooks(shop.origin)).toEqual([]);
});

test('a day is read as it is written in Chinese, by the function as it was built', async () => {
  const text = '手机号,积分,到期日\n13900000021,10,2027年3月31日\n13900000022,10,2027年4月\n';
  const checked = sure(await shop.staff('boss', 'imports.check', { text }, key()));
  expect(checked).toMatchObject({
    fresh: { rows: 1, points: 10 },
    wrong: 1,
    problems: [{ line: 3, problem: 'UNTIL', text: '2027年4月' }],
  });
});

test('what is no table is told so, and only what was uploaded for an import is read', async () => {
  const check = async (payload: object) => {
    const answer = await shop.staff('boss', 'imports.check', payload as never, key());
    return answer.ok ? null : `${answer.error.code} ${answer.error.details?.reason ?? ''}`.trim();
  };
  expect(await check({ text: '姓名,积分\n小林,5' })).toBe('FILE_UNREADABLE columns');
  expect(await check({ text: '手机号,积分' })).toBe('FILE_UNREADABLE empty');
  const zip = await uploaded(
    'boss',
    'imports/aaaaaaaaaaaaaaaaaaaa.csv',
    new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 8]),
  );
  expect(await check({ fileId: zip, name: 'x.xlsx' })).toBe('FILE_UNREADABLE text');
  const rows = Array.from({ length: 5_001 }, (_, n) => `1${3_800_000_000 + n}`).join('\n');
  const long = await uploaded('boss', 'imports/bbbbbbbbbbbbbbbbbbbb.csv', Buffer.from(`手机号\n${rows}`));
  expect(await check({ fileId: long, name: '' })).toBe('TOO_MANY');
  const avatar = await uploaded('ana', 'avatars/ana.png', new Uint8Array([1, 2, 3]));
  expect(await check({ fileId: avatar, name: '' })).toBe('INVALID_INPUT');
  expect(refusal(await shop.staff('west', 'imports.check', { text: '手机号\n13900000009' }, key()))).toBe(
    'STORE_NOT_YOURS',
  );
  for (const who of ['ops', 'data', 'till'])
    expect(refusal(await shop.staff(who, 'imports.list', {}))).toBe('ROLE_REQUIRED');
});
