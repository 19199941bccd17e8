/** Leaving the shop through the functions themselves: SEC-5. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Member } from '../../cloudfunctions/core/account';
import type { Answer } from '../../typings/api/envelope';
import type { Points } from '../../typings/domain';
import { wrongInBooks } from '../setup/books';
import { control, furnish, LEAVER, leave, settle, sure, TRACES, useEverything } from '../setup/leaver';
import { leftovers } from '../setup/leftovers';
import { allOf, auditAll, dump } from './shop/database';
import { put, rich, address as someAddress, wish } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

const DAY = 86_400_000;
let shop: Shop;
let dataDir: string;
let number = '';
let keys = 0;
const key = () => `closing-${++keys}`;
const refusal = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.code);
const membersNamed = async (wanted: string) =>
  (await allOf<Member>(shop, 'members')).filter((member) => member.number === wanted);

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'huitouke-closing-'));
  shop = await openShop(2, dataDir);
  await furnish(shop);
});
afterAll(async () => {
  await shop.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('what would be lost is said in figures, and nothing changes by asking', async () => {
  await rich(shop, 'asker');
  const view = sure(await shop.act('asker', 'account.closing', {}));
  expect(view).toMatchObject({
    state: { is: 'open' },
    days: 7,
    lost: { points: 1_000, waiting: 0, debt: 0, coupons: 0, streak: 1 },
    open: [],
    staff: false,
  });
  expect(refusal(await shop.act('nobody', 'account.closing', {}))).toBe('NOT_MEMBER');
});

test('who has something under way cannot ask, and is told what it is', async () => {
  await rich(shop, 'waiting');
  const reward = await put(shop, { _id: 'underway', ways: ['pickup'] });
  const { redemption } = sure(await shop.act('waiting', 'mall.exchange', wish(reward), key()));
  const refused = await shop.act('waiting', 'account.close', {}, key());
  expect(refused).toMatchObject({ ok: false, error: { code: 'CLOSING_OPEN', details: { redemptions: 1 } } });
  const { open } = sure(await shop.act('waiting', 'account.closing', {}));
  expect(open).toMatchObject([{ what: 'redemption', id: redemption?.id, name: '马克杯' }]);
});

test('everything goes on while somebody waits to be closed, and staying takes one tap', async () => {
  await rich(shop, 'stays');
  const first = key();
  const asked = sure(await shop.act('stays', 'account.close', {}, first));
  expect(asked.state).toMatchObject({ is: 'waiting', until: expect.any(Number) });
  const again = sure(await shop.act('stays', 'account.close', {}, first));
  const twice = sure(await shop.act('stays', 'account.close', {}, key()));
  expect([again.state, twice.state]).toEqual([asked.state, asked.state]);
  await shop.advance(2 * DAY);
  const signed = await shop.act('stays', 'checkin.signIn', {}, key());
  expect(refusal(signed)).toBeNull();
  expect(sure(await shop.act('stays', 'account.stay', {}, key())).state).toEqual({ is: 'open' });
  await shop.advance(7 * DAY);
  await settle(shop, 1);
  expect((await shop.books('stays')).members).toMatchObject([{ state: 'active', balance: 2_000, closing: null }]);
});

test('what has come in between puts the end off by a day', async () => {
  await rich(shop, 'late');
  sure(await shop.act('late', 'account.close', {}, key()));
  const reward = await put(shop, { _id: 'latemug', ways: ['delivery'] });
  const address = { ...someAddress, detail: '别处 1 号' };
  const wanted = wish(reward, { way: 'delivery', address });
  const { redemption } = sure(await shop.act('late', 'mall.exchange', wanted, key()));
  await shop.advance(7 * DAY + 1_000);
  await shop.tick();
  expect((await shop.books('late')).members).toMatchObject([{ state: 'active' }]);
  sure(await shop.staff('boss', 'parcels.ship', { id: redemption?.id ?? '', carrier: '顺丰', number: 'SF1' }, key()));
  await shop.advance(DAY + 1_000);
  await shop.tick();
  expect((await shop.books('late')).members).toEqual([]);
});

test('who has used everything is closed and erased, and nothing of them is left in any document', async () => {
  number = await useEverything(shop);
  const before = await dump(shop);
  for (const trace of [TRACES.openid, TRACES.nickname, TRACES.tag, TRACES.parcel, TRACES.reason])
    expect(before).toContain(trace);
  await leave(shop);
  const [member] = await membersNamed(number);
  expect(member).toMatchObject({
    state: 'closed',
    openid: null,
    balance: 0,
    lots: [],
    birthday: null,
    profile: { nickname: null, avatar: null },
  });
  expect(await allOf(shop, 'erasures')).toEqual([]);
  const after = await dump(shop);
  for (const trace of Object.values(TRACES)) expect(after).not.toContain(trace);
});

test('the staff find the number as closed, and can do nothing with it', async () => {
  const view = sure(await shop.staff('boss', 'members.search', { text: number }));
  expect(view.members).toMatchObject([{ number, state: 'closed', nickname: null, avatar: null, available: 0 }]);
  expect(sure(await shop.staff('boss', 'members.search', { text: TRACES.phone })).members).toEqual([]);
  expect(sure(await shop.staff('boss', 'members.search', { text: TRACES.nickname })).members).toEqual([]);
  const id = view.members[0]?.id ?? '';
  const reasoned = { id, reason: '补分' };
  const points = 5 as Points;
  expect([
    refusal(await shop.staff('boss', 'members.adjust', { ...reasoned, points, note: '' }, key())),
    refusal(await shop.staff('boss', 'members.freeze', { ...reasoned, frozen: true }, key())),
    refusal(await shop.staff('boss', 'members.tag', { id, tags: ['新'], rev: 0 }, key())),
    refusal(await shop.staff('boss', 'counter.look', { storeId: 'default', text: number } as never)),
  ]).toEqual(['CLOSED', 'CLOSED', 'CLOSED', expect.any(String)]);
});

test('a till is told that the account is closed, and its books are as they were', async () => {
  const asked = await shop.partner('GET', `/v1/members?number=${number}`);
  expect(asked.status).toBe(409);
  expect(asked.body).toMatchObject({ error: { code: 'CLOSED' } });
});

test('who comes back is a new member, with nothing of the old', async () => {
  const home = await shop.join(LEAVER);
  expect(home.member).toMatchObject({ nickname: null, avatar: null, birthday: null, phoneBound: false });
  expect(home.member?.number).not.toBe(number);
  const { code } = await control<{ code: string }>(shop, '/local/phonecode', { as: LEAVER, phone: TRACES.phone });
  expect(refusal(await shop.act(LEAVER, 'member.claimPhone', { code }, key()))).toBeNull();
  sure(await shop.act(LEAVER, 'account.close', {}, key()));
  await shop.advance(7 * DAY + 60_000);
  await settle(shop, 8);
});

test('all books are right, and what was given up stands in one column', async () => {
  expect(await auditAll(shop)).toEqual([]);
  expect(await wrongInBooks(shop.origin)).toEqual([]);
});

test('searched byte by byte, the whole cloud holds nothing of them: documents, files, its own memory', async () => {
  await control(shop, '/local/people/forget', { as: LEAVER });
  await shop.stop();
  expect(await leftovers(dataDir, shop.output(), TRACES)).toEqual([]);
  // What is there is found: the one who invited them, and the owner.
  const others = await leftovers(dataDir, '', { openid: 'inviter', name: '林店长' });
  expect(new Set(others.map(({ what }) => what))).toEqual(new Set(['openid', 'name']));
});
