import { expect, test } from 'vitest';
import {
  couponCounts,
  couponView,
  findCouponByCode,
  importPool,
  type PoolRow,
  releaseCoupon,
  reserveCoupon,
  sweepCoupons,
  undoUse,
  usableOf,
  useCoupon,
  voidCoupon,
} from '../../../cloudfunctions/core/coupons';
import { cursorAfter, cursorAfterUse, placeOf, usePlaceOf } from '../../../cloudfunctions/core/coupons/cursor';
import { couponsAfter } from '../../../cloudfunctions/core/coupons/pages';
import { usedAfter } from '../../../cloudfunctions/core/coupons/used';
import { useOf } from '../../../cloudfunctions/core/stock';
import { type Coupon, codeOf } from '../../../cloudfunctions/core/templates';
import type { DayKey, EpochMs, Fen } from '../../../typings/domain';
import { Memory, type Request } from '../../faults/simulation/memory-store';
import { settings as bare, environment, member, NOON } from '../../faults/simulation/world';
import { couponOf, couponWith, TODAY, templateWith } from './coupon-sample';

const MINUTE = 60_000;
const later = (ms: number) => (NOON + ms) as EpochMs;
const settings = { ...bare, templates: [templateWith(), templateWith({ code: 'film', pool: true })] };
const counter = { by: 'staff:one', storeId: 'default', channel: 'counter' as const, ref: '', amountFen: null };
const till = { by: 'partner:till', ref: 'A1', storeId: 'default', channel: 'till' as const, amountFen: 9_900 as Fen };

async function shopWith(...coupons: Coupon[]) {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  for (const coupon of coupons) await store.add('coupons', coupon);
  const stored = (id = coupons[0]?._id ?? '') =>
    memory.all('coupons').find(({ _id }) => _id === id) as unknown as Coupon;
  return { memory, store, stored, at: (ms = 0) => environment(store, later(ms)) };
}

test('a coupon is used once: the second cashier reads by whom, where and when', async () => {
  const { at, stored } = await shopWith(couponWith());
  const coupon = stored();
  expect(await useCoupon(at(), settings, { ...counter, coupon, key: 'one' })).toMatchObject({
    ok: true,
    data: { repeated: false, coupon: { state: 'used' } },
  });
  const second = { ...counter, by: 'staff:two', coupon, key: 'two' };
  expect(await useCoupon(at(MINUTE), settings, second)).toEqual({
    ok: false,
    code: 'COUPON_USED',
    details: { by: 'staff:one', at: NOON, storeId: 'default', store: '', day: TODAY, time: '12:00' },
  });
  // The same tap again, with the coupon as it was read or as it is.
  for (const seen of [coupon, stored()])
    expect(await useCoupon(at(MINUTE), settings, { ...counter, coupon: seen, key: 'one' })).toMatchObject({
      ok: true,
      data: { repeated: true },
    });
  expect(couponView(stored(), settings, TODAY).used).toEqual({
    day: TODAY,
    time: '12:00',
    store: '',
    channel: 'counter',
  });
});

test('who looked before the coupon was used anew undoes nothing of the new use', async () => {
  const { at, memory, stored } = await shopWith(couponWith());
  await useCoupon(at(), settings, { ...counter, coupon: stored(), key: 'one' });
  const undone = { couponId: stored()._id, key: 'one' };
  const slow = memory.store(async (request: Request) => {
    if (request.writes) {
      await undoUse(at(), undone);
      await useCoupon(at(), settings, { ...counter, coupon: stored(), key: 'two' });
    }
    return request.apply();
  });
  expect((await undoUse(environment(slow), undone)).ok).toBe(true);
  expect(stored()).toMatchObject({ state: 'used', usedBy: useOf('two') });
});

test('a use that is undone leaves the coupon as before, and its late repeat is told so', async () => {
  const { at, stored } = await shopWith(couponWith());
  const coupon = stored();
  const undone = { couponId: coupon._id, key: 'one' };
  expect(await undoUse(at(), undone)).toMatchObject({ code: 'COUPON_NOT_FOUND' });
  await useCoupon(at(), settings, { ...counter, coupon, key: 'one' });
  expect(await undoUse(at(MINUTE), undone)).toMatchObject({ ok: true, data: { repeated: false } });
  expect(await undoUse(at(MINUTE), undone)).toMatchObject({ ok: true, data: { repeated: true } });
  expect(await useCoupon(at(MINUTE), settings, { ...counter, coupon, key: 'one' })).toMatchObject({ code: 'UNDONE' });
  expect(await useCoupon(at(MINUTE), settings, { ...counter, coupon, key: 'two' })).toMatchObject({ ok: true });
  // The undo of the first use does not touch the second.
  expect(await undoUse(at(MINUTE), undone)).toMatchObject({ ok: true, data: { repeated: true } });
  expect(stored().state).toBe('used');
});

test('what a coupon does not hold for changes nothing', async () => {
  const template = templateWith({ channels: ['till'] });
  const { at, stored } = await shopWith(couponOf(template));
  const before = stored();
  const use = (more: object) => useCoupon(at(), settings, { ...till, coupon: before, key: 'k', ...more });
  expect(await use({ channel: 'counter' })).toMatchObject({ code: 'COUPON_CHANNEL' });
  expect(await use({ amountFen: 4_999 })).toMatchObject({ code: 'COUPON_THRESHOLD', details: { thresholdFen: 5_000 } });
  expect(await useCoupon(at(40 * 86_400_000), settings, { ...till, coupon: before, key: 'k' })).toMatchObject({
    code: 'COUPON_EXPIRED',
    details: { until: '2026-12-20' },
  });
  expect(stored()).toEqual(before);
});

test('a reservation keeps a coupon for its till, which uses it or gives it back', async () => {
  const { at, stored } = await shopWith(couponWith());
  const coupon = stored();
  const reserve = (more: object = {}) => reserveCoupon(at(), settings, { ...till, coupon, ...more });
  expect(await reserve()).toMatchObject({ ok: true, data: { repeated: false, coupon: { state: 'reserved' } } });
  expect(await reserve()).toMatchObject({ ok: true, data: { repeated: true } });
  expect(await reserve({ ref: 'A2' })).toMatchObject({
    code: 'COUPON_RESERVED',
    details: { until: later(15 * MINUTE) },
  });
  expect(await useCoupon(at(), settings, { ...counter, coupon, key: 'one' })).toMatchObject({
    code: 'COUPON_RESERVED',
  });
  const mine = { couponId: coupon._id, by: till.by, ref: 'A1' };
  expect(await releaseCoupon(at(), settings, { ...mine, ref: 'A2' })).toMatchObject({ data: { repeated: true } });
  expect(stored().state).toBe('reserved');
  expect(await releaseCoupon(at(), settings, mine)).toMatchObject({ data: { repeated: false } });
  expect(await releaseCoupon(at(), settings, mine)).toMatchObject({ data: { repeated: true } });
  await reserve();
  expect(await useCoupon(at(), settings, { ...till, coupon, key: 'A1' })).toMatchObject({ ok: true });
  expect(stored()).toMatchObject({ state: 'used', reservation: null, look: null });
  expect(await releaseCoupon(at(), settings, mine)).toMatchObject({ code: 'COUPON_USED' });
});

test('a reservation is at most 15 minutes, and binds nobody when it is over', async () => {
  const { at, stored } = await shopWith(couponWith());
  const coupon = stored();
  const longer = { ...till, coupon, until: later(60 * MINUTE) };
  expect(await reserveCoupon(at(), settings, { ...longer, until: NOON })).toMatchObject({ code: 'INVALID_INPUT' });
  await reserveCoupon(at(), settings, longer);
  expect(stored().reservation?.until).toBe(later(15 * MINUTE));
  expect(couponView(stored(), settings, TODAY, NOON).state).toBe('reserved');
  expect(couponView(stored(), settings, TODAY, later(15 * MINUTE)).state).toBe('usable');
  expect(await sweepCoupons(at(14 * MINUTE), later(60 * MINUTE))).toEqual({ released: 0, codes: 0 });
  expect(await sweepCoupons(at(15 * MINUTE), later(60 * MINUTE))).toEqual({ released: 1, codes: 0 });
  expect(stored()).toEqual(coupon);
  await reserveCoupon(at(), settings, longer);
  expect(await useCoupon(at(16 * MINUTE), settings, { ...counter, coupon, key: 'one' })).toMatchObject({ ok: true });
});

test('a void coupon is void for good, a used one cannot be voided', async () => {
  const [one, two] = [couponWith({ _id: 'one' }), couponWith({ _id: 'two' })];
  const { at, stored } = await shopWith(one, two);
  expect(await voidCoupon(at(), settings, 'none')).toMatchObject({ code: 'COUPON_NOT_FOUND' });
  expect(await voidCoupon(at(), settings, 'one')).toMatchObject({ data: { repeated: false } });
  expect(await voidCoupon(at(), settings, 'one')).toMatchObject({ data: { repeated: true } });
  expect(await useCoupon(at(), settings, { ...counter, coupon: one, key: 'k' })).toMatchObject({ code: 'COUPON_VOID' });
  await useCoupon(at(), settings, { ...counter, coupon: two, key: 'k' });
  expect(await voidCoupon(at(), settings, 'two')).toMatchObject({ code: 'COUPON_USED' });
  expect(stored('one').state).toBe('void');
});

test('a coupon is found by its code; two with one code are found when one alone can still be used', async () => {
  const code = codeOf('71', 'x', Buffer.alloc(32));
  const { at } = await shopWith(couponWith({ _id: 'a', code, state: 'used' }), couponWith({ _id: 'b', code }));
  expect(await findCouponByCode(at(), code)).toMatchObject({ ok: true, data: { _id: 'b' } });
  for (const none of [codeOf('71', 'y', Buffer.alloc(32)), codeOf('72', 'x', Buffer.alloc(32)), '', `${code} `])
    expect(await findCouponByCode(at(), none)).toMatchObject({ code: 'COUPON_NOT_FOUND' });
  const twins = await shopWith(couponWith({ _id: 'a', code }), couponWith({ _id: 'b', code }));
  const env = twins.at();
  expect(await findCouponByCode(env, code)).toMatchObject({ code: 'COUPON_NOT_FOUND' });
  expect(env.alarms.length).toBe(1);
});

test('pages by last day leave nothing out and show nothing twice, also where many end on one day', async () => {
  const days = ['2026-11-20', '2026-11-21', '2026-11-25', '2026-11-25', '2026-11-25', '2026-11-25', '2026-12-01'];
  const coupons = days.map((until, n) => couponWith({ _id: `c${(n * 5) % 7}`, until: until as DayKey }));
  const { at } = await shopWith(...coupons, couponWith({ _id: 'other', memberId: 'n' }));
  for (const [towards, from] of [
    [1, TODAY],
    [-1, '2026-12-31' as DayKey],
  ] as const) {
    const strip = { where: { memberId: 'm' }, from, towards };
    const all = await couponsAfter(at(), strip, null, 100);
    expect(all.length).toBe(towards === 1 ? 6 : 7);
    const untils = all.map(({ until }) => until);
    expect(untils).toEqual([...untils].sort((a, b) => (a < b ? -towards : towards)));
    for (const limit of [1, 2, 3, 4, 5]) {
      const seen: string[] = [];
      let after = null;
      for (let page = 0; page < 10; page += 1) {
        const found: Coupon[] = await couponsAfter(at(), strip, after, limit);
        seen.push(...found.map(({ _id }) => _id));
        const last = found.at(-1);
        if (!last) break;
        after = { until: last.until, id: last._id };
      }
      expect(seen).toEqual(all.map(({ _id }) => _id));
    }
  }
});

test('used coupons come by their use, the last first, page by page', async () => {
  const uses = [3, 1, 2, 2].map((minute, n) => {
    const use = { ...counter, at: later(minute * MINUTE), undone: null };
    return couponWith({ _id: `c${n}`, state: 'used', usedBy: 'k', uses: { k: use } });
  });
  const { at } = await shopWith(...uses, couponWith({ _id: 'c9' }));
  const seen: string[] = [];
  let after = null;
  for (let page = 0; page < 5; page += 1) {
    const { coupons, next } = await usedAfter(at(), ['m'], after, 1);
    seen.push(...coupons.map(({ _id }) => _id));
    after = next;
    if (!next) break;
  }
  expect(seen).toEqual(['c0', 'c2', 'c3', 'c1']);
});

test('a cursor that was never handed out leads nowhere', () => {
  const place = { until: TODAY, id: 'abc' };
  expect(placeOf(cursorAfter(place))).toEqual(place);
  expect(usePlaceOf(cursorAfterUse({ at: 5, id: 'abc' }))).toEqual({ at: 5, id: 'abc' });
  for (const wrong of ['', 'x', cursorAfterUse({ at: 5, id: 'abc' }), `${cursorAfter(place)}=`])
    expect(placeOf(wrong)).toBeNull();
  expect(placeOf(Buffer.from('c1.2026-02-30.abc').toString('base64url'))).toBeNull();
  expect(usePlaceOf(cursorAfter(place))).toBeNull();
});

test('what can be used today is what ends first, and of the journal too, which is then born', async () => {
  const waiting = couponWith({ _id: 'waiting', until: '2026-11-22' as DayKey });
  const { at, stored } = await shopWith(
    couponWith({ _id: 'late' }),
    couponWith({ _id: 'tomorrow', from: '2026-11-22' as DayKey }),
    couponWith({ _id: 'held', state: 'held' }),
    couponWith({ _id: 'kept', state: 'reserved', reservation: { by: 'p', ref: 'A1', until: later(1) } }),
    couponWith({ _id: 'left', state: 'reserved', reservation: { by: 'p', ref: 'A2', until: NOON } }),
    couponWith({ _id: 'over', until: '2026-11-20' as DayKey }),
  );
  const [first] = Object.values(member('m').journal);
  if (!first) throw new Error('no entry');
  const births = [{ collection: 'coupons' as const, document: waiting }];
  const owner = { ...member('m'), journal: { e1: { ...first, births } } };
  expect(await couponCounts(at(), settings, owner, TODAY)).toMatchObject({
    coupons: 6,
    ending: [{ id: 'waiting', endsInDays: 1 }],
  });
  expect((await usableOf(at(), owner, TODAY, 10)).map(({ _id }) => _id)).toEqual(['waiting', 'late', 'left']);
  expect(stored('waiting')).toEqual(expect.objectContaining({ _id: 'waiting' }));
});

test('each code of a pool is imported once; one that cannot be a code refuses them all', async () => {
  const { memory, at } = await shopWith();
  expect(await importPool(at(), settings, 'ten', ['A'])).toMatchObject({ code: 'INVALID_INPUT' });
  for (const wrong of ['', 'with space', 'x'.repeat(65), '中文'])
    expect(await importPool(at(), settings, 'film', ['A', wrong])).toMatchObject({
      details: { field: 'codes', at: 1 },
    });
  expect(memory.all('pools')).toEqual([]);
  expect(await importPool(at(), settings, 'film', ['A', ' B ', 'A'])).toEqual({
    ok: true,
    data: { added: 2, present: 1 },
  });
  expect(await importPool(at(), settings, 'film', ['B', 'C'])).toEqual({ ok: true, data: { added: 1, present: 1 } });
  const many = Array.from({ length: 1_001 }, (_, n) => `code-${n}`);
  expect(await importPool(at(), settings, 'film', many)).toMatchObject({ code: 'TOO_MANY' });
});

test('a coupon that is used takes a code of its pool; of an empty pool it is used without one', async () => {
  const film = templateWith({ code: 'film', pool: true });
  const [one, two] = [couponOf(film, 'one'), couponOf(film, 'two')];
  const { memory, at, stored } = await shopWith(one, two);
  await importPool(at(), settings, 'film', ['A']);
  expect(await useCoupon(at(), settings, { ...counter, coupon: one, key: '1' })).toMatchObject({
    data: { coupon: { external: 'A' } },
  });
  const env = at();
  expect(await useCoupon(env, settings, { ...counter, coupon: two, key: '2' })).toMatchObject({
    data: { coupon: { external: null } },
  });
  expect(env.alarms).toEqual(['the pool of film has no code left']);
  expect(stored(one._id).external).toBe('A');
  expect(await sweepCoupons(at(2 * MINUTE), later(60 * MINUTE))).toEqual({ released: 0, codes: 1 });
  expect((memory.all('pools') as unknown as PoolRow[])[0]).toMatchObject({ couponId: one._id, look: null });
});
