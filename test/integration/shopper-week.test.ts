import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedView } from '../../typings/api/shopper';
import type { DayKey } from '../../typings/domain';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop(2);
});
afterAll(() => shop.close());

async function signIn(openid: string, day: number): Promise<SignedView> {
  await shop.day(day);
  const signed = await shop.act(openid, 'checkin.signIn', {}, `tap-${day}`);
  if (!signed.ok) throw new Error(signed.error.code);
  return signed.data;
}

test('seven days in a row bring 5 a day and 20 on the seventh, and every point is in the books (CHK-1, CHK-2)', async () => {
  await shop.day(0);
  await shop.join('regular');
  const earned: number[] = [];
  for (let day = 0; day < 7; day += 1) {
    const signed = await signIn('regular', day);
    earned.push(signed.earned);
    expect(signed.checkin.streak).toBe(day + 1);
    expect(signed.member.points.available).toBe(earned.reduce((sum, points) => sum + points, 0));
    if (day % 2 === 1) await shop.tick();
  }
  expect(earned).toEqual([5, 5, 5, 5, 5, 5, 25]);
  const last = await shop.act('regular', 'checkin.signIn', {}, 'tap-6');
  expect(last).toMatchObject({
    ok: true,
    data: {
      gift: { streak: 7, points: 20, right: null },
      because: [
        { code: 'checkin.base', args: { points: 5 }, result: 5 },
        { code: 'checkin.streak', args: { streak: 7, points: 20 }, result: 25 },
      ],
      checkin: { nextPoints: 5, nextGift: { streak: 14, inDays: 7, points: 20, right: null } },
    },
  });
  const history = await shop.act('regular', 'points.history', {});
  expect(history).toMatchObject({
    ok: true,
    data: {
      entries: [
        {
          kind: 'checkin',
          day: '2026-11-27',
          time: '09:00',
          points: 25,
          balanceAfter: 55,
          monthIn: 55,
          lastDay: '2027-11-30',
        },
        ...Array.from({ length: 6 }, () => ({ kind: 'checkin', points: 5 })),
        { kind: 'join', points: 0, balanceAfter: 0, lastDay: null },
      ],
      nextCursor: null,
    },
  });
  expect((await shop.books('regular')).wrong).toEqual([]);
});

test('thirty days in a row bring a right, named by the merchant (CHK-3)', async () => {
  await shop.day(0);
  await shop.join('faithful');
  for (let day = 0; day < 30; day += 1) {
    const signed = await signIn('faithful', day);
    expect(signed.gift?.right ?? null).toBe(day === 29 ? '连签 30 天专享礼' : null);
  }
  await shop.tick();
  const home = await shop.act('faithful', 'member.home', {});
  expect(home).toMatchObject({
    ok: true,
    data: { member: { rights: [{ code: 'streak30', name: '连签 30 天专享礼', earnedOn: '2026-12-20' }] } },
  });
  expect((await shop.books('faithful')).wrong).toEqual([]);
});

test('a missed day breaks the streak, a make-up card mends it, two a month, never before joining (CHK-12)', async () => {
  await shop.day(2);
  await shop.join('mender');
  await signIn('mender', 2);
  await signIn('mender', 3);
  await shop.day(5);
  const broken = await shop.act('mender', 'member.home', {});
  expect(broken).toMatchObject({ ok: true, data: { checkin: { streak: 0, makeUp: { left: 2, perMonth: 2 } } } });
  if (!broken.ok) throw new Error(broken.error.code);
  expect(broken.data.checkin?.strip.map(({ day, state, fillable }) => [day, state, fillable]).slice(0, 4)).toEqual([
    ['2026-11-23', 'signed', false],
    ['2026-11-24', 'signed', false],
    ['2026-11-25', 'missed', true],
    ['2026-11-26', 'today', false],
  ]);
  const mend = { day: '2026-11-25' as DayKey };
  const mended = await shop.act('mender', 'checkin.makeUp', mend, 'mend-1');
  expect(mended).toMatchObject({
    ok: true,
    data: {
      earned: 5,
      repeated: false,
      because: [{ code: 'makeup.card', args: { day: '2026-11-25', left: 1 } }, { code: 'checkin.base' }],
      checkin: { streak: 3, signedToday: false, makeUp: { left: 1 } },
    },
  });
  expect(await shop.act('mender', 'checkin.makeUp', mend, 'mend-1')).toMatchObject({
    data: { repeated: false, earned: 5 },
  });
  expect(await shop.act('mender', 'checkin.makeUp', mend, 'mend-2')).toMatchObject({
    data: { repeated: true, earned: 5 },
  });
  for (const day of ['2026-11-24', '2026-11-26', '2026-11-27', '2026-11-22', '2026-11-01']) {
    const refused = await shop.act('mender', 'checkin.makeUp', { day: day as DayKey }, `no-${day}`);
    expect(refused).toMatchObject({ error: { code: 'MAKEUP_NOT_OPEN' } });
  }
  await shop.day(8);
  await shop.act('mender', 'checkin.makeUp', { day: '2026-11-26' as DayKey }, 'mend-3');
  expect(await shop.act('mender', 'checkin.makeUp', { day: '2026-11-27' as DayKey }, 'mend-4')).toMatchObject({
    error: { code: 'MAKEUP_NO_CARD' },
  });
  expect((await shop.books('mender')).wrong).toEqual([]);
});

test('the calendar shows months past from the ledger, and says where it ends', async () => {
  await shop.day(0);
  await shop.join('planner');
  await signIn('planner', 0);
  await signIn('planner', 1);
  await shop.advance(60 * 60_000);
  await shop.tick();
  await shop.day(41);
  await shop.tick();
  const november = await shop.act('planner', 'checkin.calendar', { month: '2026-11' as never });
  if (!november.ok) throw new Error(november.error.code);
  const { days, signedDays, firstWeekday, previous, next } = november.data;
  expect({ signedDays, firstWeekday, previous, next, length: days.length }).toEqual({
    signedDays: 2,
    firstWeekday: 7,
    previous: null,
    next: '2026-12',
    length: 30,
  });
  expect(days[19]).toMatchObject({ day: '2026-11-20', state: 'before' });
  expect(days[20]).toMatchObject({ day: '2026-11-21', state: 'signed', points: 5 });
  expect(days[22]).toMatchObject({ day: '2026-11-23', state: 'missed', fillable: false });
  const january = await shop.act('planner', 'checkin.calendar', {});
  expect(january).toMatchObject({
    ok: true,
    data: { month: '2027-01', previous: '2026-12', next: null, signedDays: 0 },
  });
  for (const month of ['2027-02', '2024-12', '2026-13', '2026-1']) {
    expect(await shop.act('planner', 'checkin.calendar', { month: month as never })).toMatchObject({
      error: { code: 'INVALID_INPUT', details: { field: 'payload.month' } },
    });
  }
});

test('points end with the month a year after they were earned, and the books say so', async () => {
  await shop.day(0);
  await shop.join('sleeper');
  await signIn('sleeper', 0);
  await shop.day(370);
  const warned = await shop.act('sleeper', 'member.home', {});
  expect(warned).toMatchObject({
    data: { member: { points: { available: 5, expiring: { points: 5, lastDay: '2027-11-30' } } } },
  });
  await shop.day(375);
  const ended = await shop.act('sleeper', 'member.home', {});
  expect(ended).toMatchObject({ data: { member: { points: { available: 0, expiring: null } } } });
  await signIn('sleeper', 375);
  const history = await shop.act('sleeper', 'points.history', {});
  expect(history).toMatchObject({
    data: {
      entries: [
        { kind: 'checkin', points: 5, balanceAfter: 5 },
        { kind: 'expiry', points: -5, balanceAfter: 0, because: [{ code: 'expiry.lot' }], lastDay: null },
        { kind: 'checkin', points: 5 },
        { kind: 'join' },
      ],
    },
  });
  expect((await shop.books('sleeper')).wrong).toEqual([]);
});

test("the day is the shop's: signing at 00:30 in Shanghai is the new day, and an old screen is told so", async () => {
  await shop.day(0);
  await shop.join('owl');
  await signIn('owl', 0);
  await shop.advance(15.5 * 60 * 60_000);
  const old = await shop.act('owl', 'checkin.signIn', { day: '2026-11-21' as DayKey }, 'late');
  expect(old).toMatchObject({ error: { code: 'DAY_CHANGED' } });
  const fresh = await shop.act('owl', 'checkin.signIn', { day: '2026-11-22' as DayKey }, 'late');
  expect(fresh).toMatchObject({ ok: true, data: { today: '2026-11-22', checkin: { streak: 2 } } });
});

test('after the clock was set back, a day signs in once as ever', async () => {
  await shop.day(0);
  await shop.join('traveller');
  await signIn('traveller', 5);
  await signIn('traveller', 2);
  await shop.tick();
  const again = await shop.act('traveller', 'checkin.signIn', {}, 'other-tap');
  expect(again).toMatchObject({ ok: true, data: { repeated: true, earned: 5 } });
  await shop.day(5);
  expect(await shop.act('traveller', 'checkin.signIn', {}, 'third')).toMatchObject({ data: { repeated: true } });
  const books = await shop.books('traveller');
  expect(books.members[0]).toMatchObject({ balance: 10, lastCheckIn: '2026-11-26' });
  expect(books.wrong).toEqual([]);
});

test('a check-in whose answer was lost at midnight gets that answer afterwards, and signs no second day', async () => {
  // 23:50; the clock goes on while the calls run.
  const late = 14 * 60 * 60_000 + 50 * 60_000;
  for (const [openid, payload] of [
    ['wakeful', { day: '2026-11-21' as DayKey }],
    ['dayless', {}],
  ] as const) {
    await shop.day(0);
    await shop.join(openid);
    await shop.advance(late);
    const first = await shop.act(openid, 'checkin.signIn', payload, 'tap');
    expect(first).toMatchObject({ ok: true, data: { today: '2026-11-21', earned: 5 } });
    await shop.advance(15 * 60_000);
    const again = await shop.act(openid, 'checkin.signIn', payload, 'tap');
    expect(again).toMatchObject({
      ok: true,
      data: { today: '2026-11-22', earned: 5, repeated: false, checkin: { signedToday: false, streak: 1 } },
    });
    expect((await shop.books(openid)).members[0]).toMatchObject({ balance: 5, lastCheckIn: '2026-11-21' });
  }
  const stale = { day: '2026-11-21' as DayKey };
  expect(await shop.act('wakeful', 'checkin.signIn', stale, 'other')).toMatchObject({ error: { code: 'DAY_CHANGED' } });
  await shop.advance(60 * 60_000);
  await shop.tick();
  await shop.advance(60 * 60_000);
  await shop.tick();
  const fromLedger = await shop.act('wakeful', 'checkin.signIn', stale, 'tap');
  expect(fromLedger).toMatchObject({ ok: true, data: { earned: 5, repeated: false } });
  expect((await shop.books('wakeful')).entries).toEqual([]);
  expect(await shop.act('wakeful', 'checkin.signIn', {}, 'new')).toMatchObject({ data: { checkin: { streak: 2 } } });
});

test('the card that mends a day of last month is one of this month', async () => {
  await shop.day(7);
  await shop.join('november');
  await signIn('november', 7);
  await shop.day(11);
  const makeUp = (day: string) => shop.act('november', 'checkin.makeUp', { day: day as DayKey }, `mend-${day}`);
  const first = await makeUp('2026-11-29');
  expect(first).toMatchObject({ data: { today: '2026-12-02', checkin: { makeUp: { left: 1 } } } });
  expect(await makeUp('2026-11-30')).toMatchObject({ data: { checkin: { makeUp: { left: 0 } } } });
  expect(await makeUp('2026-12-01')).toMatchObject({ error: { code: 'MAKEUP_NO_CARD' } });
  const books = await shop.books('november');
  expect(books.members[0]).toMatchObject({ checkIn: { makeUp: { month: '2026-12', used: 2 } } });
  expect(books.wrong).toEqual([]);
});
