// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { inboxView } from '../../miniprogram/shopper/views/inbox';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { noticeText, noticeUrl } from '../../miniprogram/views/notice';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import { zhHant } from '../../miniprogram/words/zh-Hant';
import type { NoticeView } from '../../typings/api/shopper';
import type { NoticeArgs } from '../../typings/codes';
import { compiled, heard, render, settle, tap, text } from './stage';

const page = { ...zhHans, ...shopperHans };

function as<T>(plain: unknown): T {
  return plain as T;
}

const points = { name: '积分', unit: '分' };

/** One example of each kind; the type holds the list complete. */
const EXAMPLES: { [Kind in keyof NoticeArgs]: [NoticeArgs[Kind], string] } = {
  sale: [
    { fen: 12800, points: 384, store: '湖滨店', from: '2026-12-03' },
    '在湖滨店消费 ¥128，得 384 分，12 月 3 日起可用',
  ],
  refund: [{ fen: 5000, points: -150 }, '退货 ¥50，收回 150 分'],
  tierUp: [{ tier: '金卡', until: '2027-11-30' }, '恭喜升级为金卡，有效期到 2027 年 11 月 30 日'],
  tierRevoked: [{ from: '金卡', to: '银卡' }, '订单退货后，等级由金卡回到银卡'],
  tierDown: [{ from: '金卡', to: '银卡' }, '金卡已到期，等级变为银卡'],
  tierWarning: [
    { tier: '金卡', to: '银卡', until: '2026-12-31', missing: 900, missingFen: 90000 },
    '12 月 31 日前再消费 ¥900 可保住金卡，否则变为银卡',
  ],
  tierGift: [{ tier: '金卡', points: 100 }, '金卡升级礼到账，100 分'],
  birthday: [{ points: 88 }, '生日快乐，送你 88 分'],
  expiring: [{ points: 120, lastDay: '2026-11-30' }, '120 分 11 月 30 日到期，记得用掉'],
  merged: [{ points: 320 }, '找回以前的 320 分'],
  closing: [{ until: '2026-12-20' }, '账号 12 月 20 日以后注销，点这里可撤回'],
  coupon: [{ coupon: '十元券', count: 2, until: '2026-12-20' }, '收到「十元券」2 张，12 月 20 日前可用'],
  couponUsed: [{ coupon: '十元券', store: '湖滨店' }, '在湖滨店用掉了「十元券」'],
  shipped: [{ name: '保温杯', carrier: '顺丰', number: 'SF1234567890' }, '「保温杯」已发货，顺丰 SF1234567890'],
  redemptionCancelled: [
    { name: '保温杯', points: 150, reason: 'timeout' },
    '「保温杯」过了取货时间，兑换已取消，退回 150 分',
  ],
  paid: [{ name: '保温杯', points: 150, fen: 900 }, '已付 ¥9，「保温杯」换到了'],
  moneyBack: [{ name: '保温杯', fen: 900 }, '「保温杯」的 ¥9 正在原路退回'],
  referralPaid: [{ friend: '小林', stage: 'registered', points: 50 }, '小林入会，你得 50 分'],
  friendJoined: [{ friend: '小林' }, '小林接受了你的邀请，已经入会'],
  assistDone: [{ name: '请朋友喝茶', points: 60 }, '「请朋友喝茶」助力成功，你得 60 分'],
  memberDay: [{ name: '会员日', day: '2026-11-25' }, '11 月 25 日是会员日'],
  couponEnding: [{ coupon: '十元券', count: 2, until: '2026-11-24' }, '「十元券」等 2 张券 11 月 24 日到期，记得用掉'],
  adjusted: [{ points: 30, reason: '补记昨天的消费' }, '店员更正 +30 分：补记昨天的消费'],
  redemptionReady: [
    { name: '保温杯', store: '湖滨店', until: '2026-12-01' },
    '「保温杯」可以取了，12 月 1 日前到湖滨店来取',
  ],
};

const notice = (kind: string, facts: object, more: object = {}) =>
  as<NoticeView>({ id: kind, kind, facts, at: 0, day: '2026-11-21', time: '12:36', unread: true, ...more });

describe('a notice', () => {
  test.each(Object.entries(EXAMPLES))('%s is one sentence', (kind, [facts, sentence]) => {
    expect(noticeText(notice(kind, facts), points, zhHans)).toBe(sentence);
    expect(noticeText(notice(kind, facts), points, zhHant)).not.toMatch(/undefined|NaN|null/);
  });

  test('of a sale without points says only the sale', () => {
    expect(noticeText(notice('sale', { fen: 900, points: 0, store: '', from: '' }), points, zhHans)).toBe('消费 ¥9');
  });

  test('of a refund that took nothing says so', () => {
    expect(noticeText(notice('refund', { fen: 900, points: 0 }), points, zhHans)).toBe('退货 ¥9，积分没有变');
  });

  test.each([
    ['', 'firstOrder', 20, '好友的第一笔消费，你得 20 分'],
    ['小林', 'firstOrder', 0, '小林的第一笔消费，你的奖励到账了'],
    ['', 'registered', 0, '好友入会，你的奖励到账了'],
  ])('of a friend called "%s" at %s with %d points: %s', (friend, stage, got, sentence) => {
    expect(noticeText(notice('referralPaid', { friend, stage, points: got }), points, zhHans)).toBe(sentence);
  });

  test('of one coupon alone, or of a shop with one store, names no more than there is', () => {
    const one = notice('couponEnding', { coupon: '十元券', count: 1, until: '2026-11-24' });
    expect(noticeText(one, points, zhHans)).toBe('「十元券」11 月 24 日到期，记得用掉');
    const ready = notice('redemptionReady', { name: '保温杯', store: '', until: '2026-12-01' });
    expect(noticeText(ready, points, zhHans)).toBe('「保温杯」可以取了，12 月 1 日前来取');
  });

  test('calls points what the shop calls them', () => {
    expect(noticeText(notice('birthday', { points: 8 }), { name: '星星', unit: '颗' }, zhHans)).toBe(
      '生日快乐，送你 8 颗',
    );
  });

  test('of a kind newer than the phone is told, and leads nowhere', () => {
    const future = notice('fromTheFuture', {});
    expect(noticeText(future, points, zhHans)).toBe(zhHans.notices.unknown);
    expect(noticeUrl(future)).toBe('');
  });
});

test('the inbox is parted by day, newest first', () => {
  const groups = inboxView(
    [
      notice('birthday', { points: 8 }),
      notice('merged', { points: 3 }, { day: '2026-11-20' }),
      notice('refund', { fen: 100, points: 0 }, { day: '2026-11-03' }),
    ],
    as('2026-11-21'),
    points,
    page,
  );
  expect(groups.map(({ title, rows }) => [title, rows.length])).toEqual([
    ['今天', 1],
    ['昨天', 1],
    ['11 月 3 日', 1],
  ]);
});

test('in a row a figure and its unit stay on one line', () => {
  const [group] = inboxView([notice('expiring', EXAMPLES.expiring[0])], as('2026-11-21'), points, page);
  expect(group?.rows[0]?.text).not.toContain(' ');
  expect(group?.rows[0]?.text.replace(/\u00a0/g, ' ')).toBe(EXAMPLES.expiring[1]);
});

describe('a row', () => {
  const view = {
    id: 'n1',
    icon: 'gift',
    tone: 'gift',
    text: '生日快乐',
    time: '09:00',
    unread: true,
    url: '/x',
    spoken: '',
  };

  test('shows a dot while it is unread', () => {
    expect(render('shopper/inbox/notice-row/index', { view }).querySelector('.note-dot')).toBeDefined();
    expect(
      render('shopper/inbox/notice-row/index', { view: { ...view, unread: false } }).querySelector('.note-dot'),
    ).toBeUndefined();
  });

  test('leads where its notice leads, or nowhere', async () => {
    const row = render('shopper/inbox/notice-row/index', { view });
    const opened = heard(row, 'open');
    expect(text(row)).toBe('生日快乐09:00');
    tap(row.querySelector('.note'));
    await settle();
    row.setData({ view: { ...view, url: '' } });
    tap(row.querySelector('.note'));
    await settle();
    expect(opened).toEqual([{ url: '/x' }]);
  });
});

describe('opening the inbox', () => {
  const answer = vi.fn<(sent: { action: string; payload: Record<string, unknown> }) => unknown>();
  Object.assign((globalThis as unknown as { wx: object }).wx, {
    cloud: { callFunction: async ({ data }: { data: Parameters<typeof answer>[0] }) => ({ result: answer(data) }) },
    getStorageSync: () => '',
    setStorage: () => undefined,
  });
  interface List {
    items: { id: string }[];
    foot: string;
    phase: string;
    open(): Promise<boolean>;
    more(): Promise<void>;
    leave(): void;
  }
  const { inbox, markSeen } = compiled<{ inbox: List; markSeen(): Promise<void> }>('shopper/stores/inbox');
  const { membership } = compiled<{
    membership: { home: { inbox: { unread: number } } | null; adopt(home: unknown): void };
  }>('stores/membership');
  const page = (ids: string[], nextCursor: string | null) => ({
    ok: true,
    data: { now: 1, today: '2026-11-21', notices: ids.map((id) => ({ id, unread: true })), nextCursor },
  });

  beforeEach(() => {
    inbox.leave();
    answer.mockReset();
    membership.adopt({ now: 1, member: null, inbox: { unread: 2, latest: null } });
  });

  test('marks everything as read, here and in the cloud, and keeps the dots of this visit', async () => {
    answer.mockImplementation(({ action }) =>
      action === 'inbox.seen' ? { ok: true, data: { unread: 0 } } : page(['b', 'a'], null),
    );
    expect(await inbox.open()).toBe(true);
    await markSeen();
    expect(membership.home?.inbox.unread).toBe(0);
    expect(inbox.items.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test('with nothing unread tells the cloud nothing', async () => {
    membership.adopt({ now: 2, member: null, inbox: { unread: 0, latest: null } });
    answer.mockReturnValue({ ok: true, data: { now: 1, today: '2026-11-21', notices: [], nextCursor: null } });
    await inbox.open();
    await markSeen();
    expect(answer).toHaveBeenCalledTimes(1);
  });

  test('fetches the older ones once for each reach of the end, and says when they did not come', async () => {
    answer.mockReturnValueOnce(page(['c'], 'after c')).mockReturnValueOnce({ ok: false, error: { code: 'BUSY' } });
    await inbox.open();
    await inbox.more();
    expect(inbox.foot).toBe('failed');
    answer.mockReturnValueOnce(page(['b'], null));
    await inbox.more();
    expect([inbox.items.map(({ id }) => id), inbox.foot]).toEqual([['c', 'b'], 'end']);
    expect(answer.mock.calls[2]?.[0].payload).toMatchObject({ cursor: 'after c' });
  });
});
