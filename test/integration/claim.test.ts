/** A member whom a till made by phone number is claimed in the mini-program. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Member, Row } from '../../cloudfunctions/core/account';
import type { Answer } from '../../typings/api/envelope';
import type { ClaimedView, HistoryView } from '../../typings/api/shopper';
import { allOf, auditAll, dump } from './shop/database';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop(4);
});
afterAll(() => shop.close());

let people = 0;

/** A phone number that nobody has had, of eleven digits. */
function newPhone(): string {
  people += 1;
  return `13800${String(138_000 + people).padStart(6, '0')}`;
}

async function buttonCode(openid: string, phone: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ as: openid, phone });
  const response = await fetch(`${shop.origin}/local/phonecode`, { method: 'POST', headers, body });
  return ((await response.json()) as { code: string }).code;
}

async function press(openid: string, phone: string, key: string): Promise<Answer<ClaimedView>> {
  return shop.act(openid, 'member.claimPhone', { code: await buttonCode(openid, phone) }, key);
}

async function make(input: { phone?: string; phoneHash?: string; card?: string }) {
  const { status, body } = await shop.partner('POST', '/v1/members', input);
  if (status >= 300) throw new Error(JSON.stringify(body));
  return { status, member: body.member as { memberId: string; number: string }, created: body.created as boolean };
}

async function sell(orderId: string, member: object, amountFen: number, paidAt = shop.now()) {
  const paid = { orderId, member, amountFen, currency: 'CNY', paidAt, completed: true, channel: 'till' };
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const { status, body } = await shop.partner('POST', '/v1/orders', paid, { once: `sell-${orderId}` });
    if (status < 300) return body;
    if (body.error?.code !== 'BUSY') throw new Error(JSON.stringify(body));
  }
  throw new Error('busy for ever');
}

async function giveBack(orderId: string, amountFen: number) {
  const refund = { refundId: 'r1', amountFen, refundedAt: shop.now() };
  const { status, body } = await shop.partner('POST', `/v1/orders/${orderId}/refunds`, refund);
  if (status >= 300) throw new Error(JSON.stringify(body));
  return body;
}

async function look(query: string) {
  return (await shop.partner('GET', `/v1/members?${query}`)).body.member;
}

/** Everything that calls have left to the timer is done. */
async function settle(): Promise<void> {
  for (const minutes of [2, 15, 70]) {
    await shop.advance(minutes * 60_000);
    await shop.tick();
  }
}

const hashOf = (phone: string) => createHash('sha256').update(phone).digest('hex');
const memberOf = async (openid: string) => (await shop.books(openid)).members[0] as Member;

test('what was bought under a phone number comes along when the shopper shows it, and so does what follows', async () => {
  const phone = newPhone();
  const made = await make({ phone: `+86${phone}` });
  expect(made).toMatchObject({ status: 201, created: true, member: { inWeChat: false } });
  const paidAt = shop.now();
  await sell('before', { phone: `+86${phone}` }, 128_00, paidAt);
  await shop.join('lin');
  await shop.act('lin', 'checkin.signIn', {}, 'sign');
  const claimed = await press('lin', phone, 'claim');
  expect(claimed).toMatchObject({
    ok: true,
    data: {
      merged: { points: 128, growth: 128 },
      member: { phoneBound: true, points: { available: 133 }, progress: { growth: 128 } },
    },
  });
  const mine = claimed.ok ? claimed.data.member.number : '';
  for (const query of [`phone=%2B86${phone}`, `phoneHash=${hashOf(`+86${phone}`)}`, `number=${made.member.number}`])
    expect(await look(query)).toMatchObject({ number: mine, inWeChat: true, available: 133, growth: 128 });
  expect(await make({ phone: `+86${phone}` })).toMatchObject({ created: false, member: { number: mine } });

  expect(await giveBack('before', 28_00)).toMatchObject({ points: -28, growth: -28, member: { number: mine } });
  expect(await sell('after', { phone: `+86${phone}` }, 50_00)).toMatchObject({ points: 50, member: { number: mine } });
  expect(await memberOf('lin')).toMatchObject({
    balance: 155,
    growth: 150,
    firstOrder: expect.stringMatching(/before$/),
  });
  await settle();
  expect(await giveBack('after', 50_00)).toMatchObject({ points: -50, growth: -50 });
  expect(await sell('before', { phone: `+86${phone}` }, 128_00, paidAt)).toMatchObject({ repeated: true, points: 128 });
  expect(await memberOf('lin')).toMatchObject({ balance: 105, growth: 100 });
  const notices = await shop.act('lin', 'inbox.list', {});
  expect(notices.ok && notices.data.notices.filter(({ kind }) => kind === 'merged')).toMatchObject([
    { facts: { points: 128 } },
  ]);
  expect(await auditAll(shop)).toEqual([]);
});

test('the histories of both become one: every row once, its sums those of the rows, and only the merger is unread', async () => {
  const phone = newPhone();
  await make({ phone: `+86${phone}` });
  await sell('first', { phone: `+86${phone}` }, 20_00);
  await shop.advance(60_000);
  await shop.join('tang');
  await shop.act('tang', 'checkin.signIn', {}, 'sign-1');
  await shop.advance(60_000);
  await sell('second', { phone: `+86${phone}` }, 30_00);
  await shop.advance(60_000);
  const own = (await shop.books('tang')).members[0]?.number;
  await sell('own', { number: own }, 7_00);
  await shop.act('tang', 'inbox.seen', {});
  const before = await shop.act('tang', 'points.history', { limit: 1 });
  const older = (before.ok && before.data.nextCursor) || '';
  await shop.advance(60_000);
  expect(await press('tang', phone, 'claim')).toMatchObject({ ok: true, data: { merged: { points: 50 } } });

  const pages: HistoryView[] = [];
  for (let cursor: string | null = ''; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null) {
    const page = await shop.act('tang', 'points.history', { limit: 2, ...(cursor === '' ? {} : { cursor }) });
    if (!page.ok) throw new Error(page.error.code);
    pages.push(page.data);
  }
  const rows = pages.flatMap(({ entries }) => entries);
  const { balance } = await memberOf('tang');
  expect(balance).toBe(5 + 7 + 50);
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ points }) => points);
  expect([of('order'), of('merge'), of('checkin')]).toEqual([[7, 30, 20], [50, -50], [5]]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(rows.map(({ monthIn, monthOut, balanceAfter }) => monthIn - monthOut - balanceAfter)).toEqual(
    rows.map(() => 0),
  );
  expect(rows[0]).toMatchObject({ balanceAfter: balance, monthIn: 5 + 7 + 50 + 50, monthOut: 50 });
  // A list that was begun before goes on as it was.
  const rest = await shop.act('tang', 'points.history', { cursor: older });
  expect(rest.ok && rest.data.entries.map(({ kind }) => kind)).toEqual(['checkin', 'join']);
  const forged = Buffer.from('h2.3.99').toString('base64url');
  expect(await shop.act('tang', 'points.history', { cursor: forged })).toMatchObject({
    ok: false,
    error: { code: 'INVALID_INPUT', details: { field: 'payload.cursor' } },
  });

  const inbox = await shop.act('tang', 'inbox.list', {});
  expect(inbox.ok && inbox.data.notices.map(({ kind, unread }) => [kind, unread])).toEqual([
    ['merged', true],
    ['sale', false],
    ['sale', false],
    ['sale', false],
  ]);
  expect(await shop.act('tang', 'member.home', {})).toMatchObject({
    data: { inbox: { unread: 1, latest: { kind: 'merged' } } },
  });
});

test('a phone number that nobody has is bound, and a till that makes a member by it gets this one', async () => {
  const phone = newPhone();
  const home = await shop.join('chen');
  expect(await press('chen', phone, 'claim')).toMatchObject({
    ok: true,
    data: { merged: null, member: { phoneBound: true } },
  });
  const made = await make({ phone: `+86${phone}`, card: 'CARD-77' });
  expect(made).toMatchObject({ status: 200, created: false, member: { number: home.member?.number } });
  expect(await look('card=CARD-77')).toMatchObject({ number: home.member?.number, inWeChat: true });
});

test('a phone number of another shopper is refused, and so are a guest and a code that was used', async () => {
  const phone = newPhone();
  await shop.join('zhou');
  await shop.join('xu');
  expect(await press('zhou', phone, 'claim')).toMatchObject({ ok: true });
  expect(await press('xu', phone, 'claim')).toMatchObject({ ok: false, error: { code: 'PHONE_OF_OTHER' } });
  expect(await press('nobody', newPhone(), 'claim')).toMatchObject({ ok: false, error: { code: 'NOT_MEMBER' } });
  const code = await buttonCode('xu', newPhone());
  expect(await shop.act('xu', 'member.claimPhone', { code }, 'once')).toMatchObject({ ok: true });
  expect(await shop.act('xu', 'member.claimPhone', { code }, 'once')).toMatchObject({ ok: true });
  expect(await shop.act('xu', 'member.claimPhone', { code }, 'twice')).toMatchObject({
    ok: false,
    error: { code: 'PHONE_UNREADABLE' },
  });
});

test('a phone and a card of two members are not taken for one', async () => {
  const phone = `+86${newPhone()}`;
  await make({ phone });
  await make({ card: 'CARD-2' });
  expect(await shop.partner('POST', '/v1/members', { phone, card: 'CARD-2' })).toMatchObject({
    status: 400,
    body: { error: { code: 'INVALID_INPUT', details: { field: 'card' } } },
  });
});

test('any number of creations at once end in one member', async () => {
  const phone = `+86${newPhone()}`;
  const inputs = [{ phone }, { phoneHash: hashOf(phone) }, { phone, card: 'CARD-3' }];
  const all = await Promise.all(Array.from({ length: 18 }, (_, i) => make(inputs[i % inputs.length] ?? {})));
  expect(new Set(all.map(({ member }) => member.memberId)).size).toBe(1);
  expect(all.filter(({ created }) => created)).toHaveLength(1);
  expect(await look('card=CARD-3')).toMatchObject({ memberId: all[0]?.member.memberId });
});

test('a merge loses and makes no point: presses and sales at once, from several instances', async () => {
  const phone = newPhone();
  await make({ phone: `+86${phone}` });
  await sell('rush-0', { phone: `+86${phone}` }, 100_00);
  await shop.join('wang');
  const sales = Array.from({ length: 10 }, (_, i) => sell(`rush-${1 + i}`, { phone: `+86${phone}` }, 10_00));
  const presses = Array.from({ length: 6 }, (_, i) => press('wang', phone, `claim-${i % 3}`));
  const answers = await Promise.all(presses);
  await Promise.all(sales);
  for (const answer of answers)
    if (!answer.ok) expect(['BUSY', 'PHONE_UNREADABLE', 'KEY_REUSED']).toContain(answer.error.code);
  expect(await press('wang', phone, 'last')).toMatchObject({ ok: true });
  await settle();
  expect(await memberOf('wang')).toMatchObject({ balance: 200, growth: 200, phoneBound: true });
  const gone = (await allOf<Member>(shop, 'members')).filter(({ state }) => state === 'merged');
  for (const member of gone) expect(member).toMatchObject({ balance: 0, growth: 0, lots: [] });
  expect(await auditAll(shop)).toEqual([]);
});

/** More than a press makes. */
const REQUESTS = 26;

test('a merge survives a crash after each of its requests', async () => {
  const runs = Array.from({ length: REQUESTS }, (_, before) => {
    const nth = before + 1;
    return { name: `crash-${nth}`, nth, points: nth, phone: newPhone() };
  });
  await Promise.all(
    runs.map(async ({ name, phone, points }) => {
      await make({ phone: `+86${phone}` });
      await sell(name, { phone: `+86${phone}` }, points * 100);
      await shop.join(name);
    }),
  );
  for (const { name, nth, phone, points } of runs) {
    const code = await buttonCode(name, phone);
    await shop.faults({ functions: ['shopper'], times: 1, killAfter: { nth, when: 'after' } });
    await shop.act(name, 'member.claimPhone', { code }, 'claim').catch(() => undefined);
    await shop.calm();
    let again = await shop.act(name, 'member.claimPhone', { code }, 'claim');
    // It died between WeChat's answer and its own first entry: the person presses once more.
    if (!again.ok && again.error.code === 'PHONE_UNREADABLE') again = await press(name, phone, 'claim-again');
    expect(again, `after request ${nth}`).toMatchObject({ ok: true, data: { merged: { points } } });
  }
  await settle();
  const members = await allOf<Member>(shop, 'members');
  for (const { name, points } of runs)
    expect(members.find(({ openid }) => openid === name)).toMatchObject({ balance: points, growth: points });
  const keys = (await allOf<Row>(shop, 'ledger')).filter(({ kind }) => kind === 'merge').map(({ key }) => key);
  expect(keys.filter((key) => key.endsWith(':returned'))).toEqual([]);
  expect(await auditAll(shop)).toEqual([]);
});

test('a crash after the other member has gone is finished by the timer, without the person', async () => {
  const phone = newPhone();
  const { member } = await make({ phone: `+86${phone}` });
  await sell('left-alone', { phone: `+86${phone}` }, 77_00);
  await shop.join('alone');
  const merged = async () =>
    (await allOf<Member>(shop, 'members')).find(({ _id }) => _id === member.memberId)?.state === 'merged';
  for (let nth = 1; nth <= REQUESTS && !(await merged()); nth += 1) {
    await shop.faults({ functions: ['shopper'], times: 1, killAfter: { nth, when: 'after' } });
    await press('alone', phone, `claim-${nth}`).catch(() => undefined);
    await shop.calm();
  }
  expect(await merged()).toBe(true);
  expect(await memberOf('alone')).toMatchObject({ balance: 0 });
  await settle();
  expect(await memberOf('alone')).toMatchObject({ balance: 77, phoneBound: true });
  expect(await auditAll(shop)).toEqual([]);
});

test('no phone or card number stands in any document or log line', async () => {
  const [phone, card] = [newPhone(), 'CARD-SECRET-4711'];
  await make({ phone: `+86${phone}`, card });
  await sell('named', { phone: `+86${phone}` }, 10_00);
  await look(`card=${card}`);
  await look(`phoneHash=${hashOf(`+86${phone}`)}`);
  await shop.join('quiet');
  await press('quiet', phone, 'claim');
  await settle();
  const everything = (await dump(shop)) + JSON.stringify(await shop.logs());
  // Something is in it: the test would otherwise pass on nothing.
  expect(everything).toContain('order:');
  expect(everything).toContain('members.create');
  for (const secret of [phone, card, hashOf(`+86${phone}`), hashOf(phone)]) expect(everything).not.toContain(secret);
  expect(everything).not.toMatch(/13800138\d{3}/);
});
