// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { termRows, usedText } from '../../miniprogram/shopper/views/coupon';
import { offerTicket } from '../../miniprogram/shopper/views/offers';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { shopperHant } from '../../miniprogram/shopper/words/zh-Hant';
import { ticketView } from '../../miniprogram/views/ticket';
import { collectRow } from '../../miniprogram/views/wallet';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import { zhHant } from '../../miniprogram/words/zh-Hant';
import type { CouponView, OfferView } from '../../typings/api/coupons';
import type { RedemptionView } from '../../typings/api/mall';
import type { DayKey } from '../../typings/domain';
import { compiled, heard, render, settle, tap, text } from './stage';

const page = { ...zhHans, ...shopperHans };

function as<T>(plain: unknown): T {
  return plain as T;
}

const today = as<DayKey>('2026-11-21');
const points = { name: '积分', unit: '分' };
const coupon = (more: object = {}) =>
  as<CouponView>({
    id: 'a',
    template: 't',
    name: '满减券',
    value: { kind: 'amount', fen: 5000, thresholdFen: 0 },
    stores: [],
    categories: [],
    channels: ['counter', 'till'],
    note: '',
    state: 'usable',
    source: 'claim',
    from: today,
    until: '2026-12-31',
    endsInDays: 40,
    used: null,
    ...more,
  });
const used = { day: '2026-11-20', time: '12:36', store: '湖滨店', channel: 'counter' };
const ticket = (more: object = {}) => ticketView(coupon(more), today, zhHans);

interface Sent {
  action: string;
  payload: Record<string, unknown>;
  key?: string;
}
const answer = vi.fn<(sent: Sent) => unknown>();
const storage = new Map<string, unknown>();
Object.assign((globalThis as unknown as { wx: object }).wx, {
  cloud: { callFunction: async ({ data }: { data: Sent }) => ({ result: answer(data) }) },
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorage: ({ key, data }: { key: string; data: unknown }) => storage.set(key, data),
});
const { membership } = compiled<{ membership: { adopt(home: unknown): void } }>('stores/membership');
const member = { number: '862011874293', tier: { rank: 0 } };
const home = {
  now: 1,
  today,
  shop: { name: '禾木小馆', points, modules: { mall: true } },
  member,
  checkin: null,
  inbox: { unread: 0, latest: null },
};
const yes = (data: object) => ({ ok: true, data: { now: 1, today, ...data } });
const no = (code: string) => ({ ok: false, error: { code, message: code } });

beforeEach(() => {
  answer.mockReset();
  storage.clear();
  membership.adopt(home);
});

describe('a ticket', () => {
  test.each([
    [{ kind: 'amount', fen: 5000, thresholdFen: 0 }, '¥50', '', '无门槛'],
    [{ kind: 'amount', fen: 990, thresholdFen: 10000 }, '¥9.90', '', '满 ¥100 可用'],
    [{ kind: 'percent', rate: 95, thresholdFen: 0, capFen: null }, '9.5', '折', '无门槛'],
    [{ kind: 'percent', rate: 80, thresholdFen: 0, capFen: 3000 }, '8', '折', '最高减 ¥30'],
    [{ kind: 'freeShipping', thresholdFen: 9900 }, '免运费', '', '满 ¥99 可用'],
    [{ kind: 'exchange', item: '手冲咖啡一杯' }, '兑换', '', '手冲咖啡一杯'],
  ])('says on its stub what it is worth: %o', (value, figure, unit, condition) => {
    expect(ticket({ value })).toMatchObject({ figure, unit, condition });
  });

  test('that ends within three days says so and has the filled action', () => {
    expect(ticket({ endsInDays: 3 })).toMatchObject({ soon: true, ends: '还剩 3 天' });
    expect(ticket({ endsInDays: 0 })).toMatchObject({ soon: true, ends: '今天到期' });
    expect(ticket({ endsInDays: 4 })).toMatchObject({ soon: false, ends: '12 月 31 日前有效' });
  });

  test('that was used is stamped and offers nothing, an expired one is grey, a gift is gold', () => {
    expect(ticket({ state: 'used', used })).toMatchObject({ stamp: '已使用', used: true, action: '', tone: 'brand' });
    expect(ticket({ state: 'used', used }).ends).toBe('昨天 12:36 湖滨店');
    expect(ticket({ state: 'expired' })).toMatchObject({ stamp: '已过期', tone: 'grey', action: '' });
    expect(ticket({ source: 'birthday' }).tone).toBe('gold');
  });

  test('that has not begun says from when', () => {
    expect(ticket({ state: 'notYet', from: '2026-11-25' })).toMatchObject({ ends: '11 月 25 日起可用', action: '' });
  });

  test('says where it can be used', () => {
    expect(ticket().where).toBe('全部门店 · 到店出示');
    expect(ticket({ stores: ['湖滨店', '城西店'] }).where).toBe('湖滨店等 2 家门店 · 到店出示');
    expect(ticket({ channels: ['mini'] }).where).toBe('小程序可用');
    expect(ticket({ channels: [] }).where).toBe('全部门店');
  });

  test('opens and acts with its id, and waits while something is under way', async () => {
    const part = render('coupon-ticket', { view: ticket() });
    const [opened, acted] = [heard(part, 'open'), heard(part, 'act')];
    tap(part.querySelector('.ticket-name'));
    tap(part.querySelector('.ticket-act'));
    await settle();
    part.setData({ waiting: true });
    tap(part.querySelector('.ticket-act'));
    await settle();
    expect([opened, acted]).toEqual([[{ id: 'a' }], [{ id: 'a' }]]);
  });

  test('says what came of the last tap in place of when it ends', () => {
    const part = render('coupon-ticket', { view: ticket(), said: '已经领过了' });
    expect(text(part.querySelector('.ticket-foot'))).toContain('已经领过了');
    expect(part.querySelector('.ticket-ends')).toBeUndefined();
  });
});

test('the terms of a coupon are plain sentences in both scripts', () => {
  const view = coupon({
    value: { kind: 'percent', rate: 80, thresholdFen: 10000, capFen: 3000 },
    note: '节假日也能用',
  });
  const rows = termRows(view, today, page);
  expect(rows[0]?.text.replace(/\u00a0/g, ' ')).toBe('打 8 折，消费满 ¥100 可用，最高减 ¥30');
  expect(rows.map(({ label }) => label)).toContain('其他说明');
  expect(JSON.stringify(termRows(view, today, { ...zhHant, ...shopperHant }))).not.toMatch(/undefined|NaN/);
  expect(usedText(coupon({ used }), today, page)).toBe('昨天 12:36，湖滨店');
  expect(usedText(coupon({ used: { ...used, store: '' } }), today, page)).toBe('昨天 12:36，门店');
});

test('what waits in the store says where and until when', () => {
  const row = { id: 'r', name: '曲奇', quantity: 2, until: '2026-11-30', stores: [{ name: '湖滨店' }], picture: null };
  expect(collectRow(as<RedemptionView>(row), today, zhHans)).toMatchObject({
    name: '曲奇 × 2',
    text: '11 月 30 日前到湖滨店领取',
    initial: '曲',
  });
});

describe('the wallet', () => {
  interface Wallet {
    collect: unknown[];
    collectMore: boolean;
    offers: number;
    lists: { usable: { items: { id: string }[]; phase: string; leave(): void } };
    begun: boolean;
    open(): Promise<void>;
  }
  const { wallet } = compiled<{ wallet: Wallet }>('stores/wallet');
  const waiting = (id: string) => ({ id, way: 'pickup', state: 'taken' });
  const page = (ids: string[]) => yes({ coupons: ids.map((id) => coupon({ id })), nextCursor: null, offers: 2 });

  beforeEach(() => {
    wallet.lists.usable.leave();
    wallet.collect = [];
    wallet.begun = false;
  });

  test('shows at most three things to collect, and none that is on its way by post', async () => {
    const redemptions = [waiting('1'), { id: 'x', way: 'delivery', state: 'shipped' }, ...['2', '3', '4'].map(waiting)];
    answer.mockImplementation(({ action }) =>
      action === 'wallet.list' ? page(['a']) : yes({ payments: [], redemptions, nextCursor: null }),
    );
    await wallet.open();
    expect([wallet.collect.length, wallet.collectMore, wallet.offers]).toEqual([3, true, 2]);
  });

  test('draws the last look when nothing can be fetched', async () => {
    answer.mockImplementation(({ action }) =>
      action === 'wallet.list'
        ? page(['a', 'b'])
        : yes({ payments: [], redemptions: [waiting('1')], nextCursor: null }),
    );
    await wallet.open();
    wallet.lists.usable.leave();
    wallet.collect = [];
    wallet.begun = false;
    answer.mockReturnValue(no('BUSY'));
    await wallet.open();
    expect(wallet.lists.usable.items.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(wallet.collect).toHaveLength(1);
  });

  test('of another member is not shown', async () => {
    answer.mockImplementation(({ action }) =>
      action === 'wallet.list' ? page(['a']) : yes({ payments: [], redemptions: [], nextCursor: null }),
    );
    await wallet.open();
    wallet.lists.usable.leave();
    wallet.begun = false;
    membership.adopt({ ...home, now: 2, member: { ...member, number: '862011870000' } });
    answer.mockReturnValue(no('BUSY'));
    await wallet.open();
    expect(wallet.lists.usable.items).toEqual([]);
  });
});

describe('an open coupon', () => {
  interface Open {
    code: string;
    stamped: boolean;
    coupon: { state: string } | null;
    open(id: string): void;
    show(): void;
    hide(): void;
    leave(): void;
  }
  const { coupon: open } = compiled<{ coupon: Open }>('shopper/stores/coupon');
  const shown = (more: object, code: string | null) => yes({ coupon: coupon(more), code, external: null });

  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    open.leave();
    vi.useRealTimers();
  });

  test('is stamped when it is used while it is held out, and its code stays under the stamp', async () => {
    answer.mockReturnValueOnce(shown({}, '7112345678901235')).mockReturnValue(shown({ state: 'used', used }, null));
    open.open('a');
    open.show();
    await vi.advanceTimersByTimeAsync(400);
    expect([open.code, open.stamped]).toEqual(['7112345678901235', false]);
    await vi.advanceTimersByTimeAsync(3400);
    expect([open.code, open.stamped, open.coupon?.state]).toEqual(['7112345678901235', true, 'used']);
    const asked = answer.mock.calls.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(answer.mock.calls.length).toBe(asked);
  });

  test('that had been used before is not stamped again', async () => {
    answer.mockReturnValue(shown({ state: 'used', used }, null));
    open.open('a');
    open.show();
    await vi.advanceTimersByTimeAsync(1000);
    expect([open.code, open.stamped]).toEqual(['', false]);
  });

  test('asks nothing while nobody looks', async () => {
    answer.mockReturnValue(shown({}, '7112345678901235'));
    open.open('a');
    open.show();
    await vi.advanceTimersByTimeAsync(400);
    open.hide();
    const asked = answer.mock.calls.length;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(answer.mock.calls.length).toBe(asked);
  });
});

describe('an offer', () => {
  interface Claims {
    claiming: string;
    got: Record<string, { id: string }>;
    refused: Record<string, string>;
    claim(template: string): Promise<void>;
    leave(): void;
  }
  const { claims } = compiled<{ claims: Claims }>('shopper/stores/offers');
  const offer = as<OfferView>({ ...coupon(), template: 'o1', left: 3, bar: null, held: 0 });
  const setting = { today, points, words: page };

  beforeEach(() => claims.leave());

  test('is taken once however often it is tapped, and leads to its coupon', async () => {
    answer.mockImplementation(({ action }) =>
      action === 'coupons.claim'
        ? yes({ repeated: false, coupon: coupon({ id: 'new' }), member })
        : yes({ offers: [] }),
    );
    await Promise.all([claims.claim('o1'), claims.claim('o1')]);
    expect(answer.mock.calls.filter(([{ action }]) => action === 'coupons.claim')).toHaveLength(1);
    const view = offerTicket(offer, { got: as<CouponView>(claims.got.o1), refused: '' }, setting);
    expect(view).toMatchObject({ said: '已领取', couponId: 'new', ticket: { action: '去使用' } });
  });

  test('that is refused says why in its own place, and can be tried again', async () => {
    answer.mockImplementation(({ action }) => (action === 'coupons.claim' ? no('OUT_OF_STOCK') : yes({ offers: [] })));
    await claims.claim('o1');
    const view = offerTicket(offer, { got: null, refused: claims.refused.o1 ?? '' }, setting);
    expect(view.said).toBe(zhHans.problems.OUT_OF_STOCK);
    expect(view.ticket.action).toBe('领取');
  });

  test('that is not for this member says for whom, without an action', () => {
    const barred = { ...offer, bar: { code: 'tier', args: { tier: '金卡' } } };
    expect(offerTicket(as<OfferView>(barred), { got: null, refused: '' }, setting)).toMatchObject({
      ticket: { action: '', tone: 'grey' },
    });
  });
});
