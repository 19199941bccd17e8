/** What time makes due, through the timer, with several instances and the real SDK. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultProgramme } from '../../cloudfunctions/core/programme';
import type { MonthDay } from '../../typings/domain';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;

const [regular, silver] = defaultProgramme.tiers.list;
if (!regular || !silver) throw new Error('the default programme has more than one tier');

beforeAll(async () => {
  shop = await openShop(3);
  await shop.programme({
    validity: { kind: 'rolling', months: 1 },
    waiting: { days: 7, from: 'paid', completeAfterDays: 0 },
    birthday: { minimumDays: 10, on: 'day' },
    tiers: {
      list: [regular, { ...silver, from: 100, keep: 50, gift: 30 }],
      validityMonths: 2,
      graceDays: 5,
      warningDays: 20,
    },
  });
});
afterAll(() => shop.close());

async function sell(openid: string, orderId: string, amountFen: number): Promise<void> {
  const number = (await shop.books(openid)).members[0]?.number;
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
  expect(status, JSON.stringify(body)).toBe(201);
}

/** The entries of a member by time, from journal and ledger. */
async function told(openid: string): Promise<{ kind: string; key: string; points: number; channel: string }[]> {
  const { members, rows, entries, wrong } = await shop.books(openid);
  expect(wrong).toEqual([]);
  expect(members).toHaveLength(1);
  const all = new Map([...rows, ...entries].map((each) => [each.seq, each]));
  return [...all.values()]
    .sort((a, b) => a.seq - b.seq)
    .map(({ kind, key, points, channel }) => ({ kind, key, points, channel }));
}

const after = async (openid: string, count: number) => (await told(openid)).slice(count);

it('books the gift of a tier when its growth is final, warns, and lets the tier fall when it was not kept', async () => {
  await shop.day(0);
  await shop.join('anna');
  await sell('anna', 'A-1', 20_000);
  expect(await shop.act('anna', 'tiers.view', {})).toMatchObject({
    data: { own: { code: 'silver' }, progress: { growth: 200, provisional: 200, until: '2027-01-31' } },
  });
  await shop.day(6);
  await shop.tick();
  expect(await after('anna', 2)).toEqual([]);
  await shop.day(7);
  await shop.tick();
  expect(await after('anna', 2)).toEqual([{ kind: 'gift', key: 'gift:silver', points: 30, channel: 'system' }]);
  const seen: [number, string][] = [];
  for (const day of [9, 10, 40, 41, 56, 57, 76, 77]) {
    const { length } = await told('anna');
    await shop.day(day);
    await shop.tick();
    for (const { key } of await after('anna', length)) seen.push([day, key]);
  }
  expect(seen).toEqual([
    [10, 'expiring:2026-12-31'],
    [41, 'expiry:2027-01-01'],
    [57, 'tierWarning:2027-01-17'],
    [77, 'tier:2027-02-06'],
  ]);
  const view = await shop.act('anna', 'tiers.view', {});
  expect(view).toMatchObject({
    data: {
      own: { code: 'regular' },
      progress: { growth: 0, keep: null },
      history: [{ day: '2026-11-21', kind: 'order', growth: 200 }],
    },
  });
  const inbox = await shop.act('anna', 'inbox.list', {});
  const kinds = inbox.ok ? inbox.data.notices.map(({ kind }) => kind) : [];
  expect(kinds.slice(0, 4)).toEqual(['tierDown', 'tierWarning', 'expiring', 'tierGift']);
  // Of one and the same instant.
  expect(kinds.slice(4).sort()).toEqual(['sale', 'tierUp']);
});

it('rewards a birthday once, on its day', async () => {
  await shop.day(80);
  await shop.join('bert');
  // 9 February is day 80; the minimum membership ends on day 90, 19 February.
  await shop.act('bert', 'member.setBirthday', { day: '02-25' as MonthDay }, 'birthday-1');
  const { length } = await told('bert');
  for (const day of [95, 96, 96, 97]) {
    await shop.day(day);
    await shop.tick();
  }
  expect(await after('bert', length)).toEqual([
    { kind: 'birthday', key: 'birthday:2027', points: 100, channel: 'system' },
  ]);
  const points = await shop.act('bert', 'points.view', {});
  expect(points).toMatchObject({
    data: { available: 100, debt: 0, pending: [], expiring: [{ points: 100, lastDay: '2027-03-31' }] },
  });
});

it('does the work once when two ticks run at once, and goes on after one that died', async () => {
  await shop.day(120);
  const crowd = Array.from({ length: 12 }, (_, i) => `crowd-${i}`);
  await Promise.all(crowd.map((openid) => shop.join(openid)));
  for (const openid of crowd) await sell(openid, `C-${openid}`, 15_000);
  const born = new Map(await Promise.all(crowd.map(async (openid) => [openid, (await told(openid)).length] as const)));
  await shop.day(128);
  await Promise.all([shop.tick(), shop.tick()]);
  for (const openid of crowd)
    expect(await after(openid, born.get(openid) ?? 0)).toEqual([
      { kind: 'gift', key: 'gift:silver', points: 30, channel: 'system' },
    ]);
  // The next thing is that points end; the first tick dies in the middle of it.
  await shop.day(163);
  await shop.faults({ functions: ['timer'], times: 1, killAfter: { nth: 12, when: 'after' } });
  await expect(shop.tick()).rejects.toThrow();
  await shop.calm();
  await shop.advance(600_000);
  await shop.tick();
  await shop.advance(900_000);
  await shop.tick();
  for (const openid of crowd) {
    const news = (await after(openid, born.get(openid) ?? 0)).map(({ kind, points }) => ({ kind, points }));
    expect(news.filter(({ kind }) => kind === 'expiry')).toEqual([{ kind: 'expiry', points: -180 }]);
    const { members, entries } = await shop.books(openid);
    expect(entries).toEqual([]);
    expect(members[0]?.wake.slice(0, 4)).toBe('2027');
  }
});

it('shows the points that wait with their first day, and where an entry came from', async () => {
  await shop.day(200);
  await shop.join('dora');
  await sell('dora', 'D-1', 5_000);
  expect(await shop.act('dora', 'points.view', {})).toMatchObject({
    data: { available: 0, pending: [{ points: 50, from: '2027-06-16' }], expiring: [] },
  });
  const history = await shop.act('dora', 'points.history', {});
  expect(history.ok && history.data.entries[0]).toMatchObject({
    kind: 'order',
    growth: 50,
    channel: 'till',
    store: '',
    from: '2027-06-16',
    lastDay: '2027-07-31',
  });
});
