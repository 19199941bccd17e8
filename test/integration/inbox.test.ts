/** The inbox: what a till rings up reaches the phone as a message. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Member } from '../../cloudfunctions/core/account';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop(3);
});
afterAll(() => shop.close());

async function sell(orderId: string, number: string, amountFen: number) {
  const paid = {
    orderId,
    member: { number },
    amountFen,
    currency: 'CNY',
    paidAt: shop.now(),
    completed: true,
    channel: 'till',
  };
  const { status, body } = await shop.partner('POST', '/v1/orders', paid);
  if (status >= 300) throw new Error(JSON.stringify(body));
}

async function unread(openid: string): Promise<number> {
  const home = await shop.act(openid, 'member.home', {});
  if (!home.ok) throw new Error(home.error.code);
  return home.data.inbox.unread;
}

const memberOf = async (openid: string) => (await shop.books(openid)).members[0] as Member;

test('each sale is a message, unread until the inbox is looked at, and read for ever after', async () => {
  const { member } = await shop.join('lin');
  expect(await unread('lin')).toBe(0);
  for (let sale = 1; sale <= 5; sale += 1) {
    await sell(`s${sale}`, member?.number ?? '', sale * 100);
    await shop.advance(1000);
  }
  expect(await unread('lin')).toBe(5);
  const first = await shop.act('lin', 'inbox.list', { limit: 3 });
  if (!first.ok) throw new Error(first.error.code);
  expect(first.data.notices).toMatchObject(
    [5, 4, 3].map((points) => ({ kind: 'sale', unread: true, facts: { points } })),
  );
  expect(await shop.act('lin', 'inbox.seen', {})).toEqual({ ok: true, data: { unread: 0 } });
  expect(await unread('lin')).toBe(0);
  const rest = await shop.act('lin', 'inbox.list', { limit: 3, cursor: first.data.nextCursor ?? '' });
  expect(rest).toMatchObject({
    ok: true,
    data: { notices: [2, 1].map((points) => ({ facts: { points }, unread: false })), nextCursor: null },
  });
  await sell('s6', member?.number ?? '', 600);
  const again = await shop.act('lin', 'inbox.list', {});
  expect(again.ok && again.data.notices.map((notice) => notice.unread)).toEqual([true, ...Array(5).fill(false)]);
  expect((await shop.books('lin')).wrong).toEqual([]);
});

test('looking changes neither points nor revision, and disturbs no command under way', async () => {
  const { member } = await shop.join('chen');
  await sell('c1', member?.number ?? '', 100);
  const before = await memberOf('chen');
  await shop.act('chen', 'inbox.seen', {});
  const after = await memberOf('chen');
  expect({ ...after, noticesSeen: before.noticesSeen }).toEqual(before);
  const looks = Array.from({ length: 8 }, () => shop.act('chen', 'inbox.seen', {}));
  const sales = Array.from({ length: 8 }, (_, i) => sell(`c2-${i}`, member?.number ?? '', 100));
  await Promise.all([...looks, ...sales]);
  const { noticed, noticesSeen, balance } = await memberOf('chen');
  expect(balance).toBe(9);
  expect(noticed).toBe(9);
  expect(noticesSeen).toBeLessThanOrEqual(9);
  expect(await shop.act('chen', 'inbox.seen', {})).toMatchObject({ ok: true });
  expect((await memberOf('chen')).noticesSeen).toBe(9);
});

test('nobody reads another person’s messages', async () => {
  const { member } = await shop.join('zhou');
  await sell('z1', member?.number ?? '', 100);
  await shop.join('xu');
  const own = await shop.act('zhou', 'inbox.list', { limit: 1 });
  expect(own.ok && own.data.notices).toHaveLength(1);
  expect(await shop.act('xu', 'inbox.list', {})).toMatchObject({ ok: true, data: { notices: [] } });
  expect(await shop.act('guest', 'inbox.list', {})).toMatchObject({ ok: false, error: { code: 'NOT_MEMBER' } });
});

test('a cursor, a limit or a field that nobody was given is refused with its name', async () => {
  await shop.join('odd');
  for (const [payload, field] of [
    [{ cursor: 'AAAA' }, 'payload.cursor'],
    [{ cursor: '' }, 'payload.cursor'],
    [{ limit: 0 }, 'payload.limit'],
    [{ limit: 51 }, 'payload.limit'],
    [{ memberId: 'x' }, 'payload.memberId'],
  ] as const)
    expect(await shop.raw('odd', { action: 'inbox.list', payload })).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', details: { field } },
    });
});
