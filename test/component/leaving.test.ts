// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { KEPT, PERIODS, PERMISSIONS } from '../../cloudfunctions/core/privacy';
import { copyRows, copySheets } from '../../miniprogram/shopper/views/copy';
import { keepingView } from '../../miniprogram/shopper/views/keeping';
import { leavingView } from '../../miniprogram/shopper/views/leaving';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { ClosingView, CopyPart, CopySection, KeptView } from '../../typings/api/account';
import type { DayKey, EpochMs } from '../../typings/domain';
import { compiled } from './stage';

const page = { ...zhHans, ...shopperHans };
const points = { name: '星星', unit: '颗' };
const today = '2026-11-22' as DayKey;
const now = Date.UTC(2026, 10, 22, 4) as EpochMs;
const DAY_MS = 86_400_000;

const kept = {
  now,
  today,
  rows: KEPT.map(({ period, ...row }) => ({ ...row, days: period && PERIODS[period] })),
  permissions: PERMISSIONS.map(({ code, staff }) => ({ code, staff })),
} as KeptView;

/** Branded values are plain in the fixtures. */
function closingView(more: Partial<ClosingView> = {}): ClosingView {
  const tier = { code: 'gold', name: '金卡', material: 'gold', icon: null, rank: 2 };
  const lost = { number: '862011874293', points: 1_280, waiting: 30, debt: 20, coupons: 3, tier, growth: 5_200 };
  return {
    now,
    today,
    seq: 7,
    state: { is: 'open' },
    days: 7,
    lost: { ...lost, streak: 12, rights: [{ code: 'cake', name: '蛋糕一份', earnedOn: today }] },
    open: [],
    staff: false,
    ...more,
  } as unknown as ClosingView;
}

describe('你的信息', () => {
  test('every row of the declaration is shown once, in words of its own', () => {
    const { groups, permissions } = keepingView(kept, page);
    const rows = groups.flatMap(({ rows: own }) => own);
    expect(rows.map(({ code }) => code).sort()).toEqual(KEPT.map(({ code }) => code).sort());
    expect(Object.keys(shopperHans.keeping.rows).sort()).toEqual(KEPT.map(({ code }) => code).sort());
    expect(Object.keys(shopperHans.keeping.asked)).toEqual(permissions.map(({ code }) => code));
    expect(groups.every(({ rows: own }) => own.length > 0)).toBe(true);
  });

  test('a time of whole years is told in years', () => {
    const row = keepingView(kept, page)
      .groups.flatMap(({ rows }) => rows)
      .find(({ code }) => code === 'served');
    expect(row?.terms).toBe('会员服务需要 · 留 3 年 · 注销后只认会员号');
  });
});

describe('what leaving costs', () => {
  test('is told in figures, the tier too, and a debt as what it is', () => {
    expect(leavingView(closingView(), points, page).lost).toEqual([
      { label: '可用星星', value: '1,280 颗' },
      { label: '待到账星星', value: '30 颗' },
      { label: '优惠券', value: '3 张' },
      { label: '连续签到', value: '12 天' },
      { label: '连签礼', value: '蛋糕一份' },
      { label: '会员等级', value: '金卡 · 成长值 5,200' },
      { label: '欠的星星', value: '20 颗，不用还了' },
    ]);
  });

  test('what is not there is not lost', () => {
    const { lost } = closingView();
    const nothing = {
      ...lost,
      points: 0,
      waiting: 0,
      debt: 0,
      coupons: 0,
      streak: 0,
      rights: [],
    } as unknown as typeof lost;
    expect(leavingView(closingView({ lost: nothing }), points, page).lost.map(({ label }) => label)).toEqual([
      '会员等级',
    ]);
  });

  test('the day is told across the end of a year', () => {
    const late = closingView({ today: '2026-12-28' as DayKey });
    expect(leavingView(late, points, page).when).toContain(
      '等 7 天，2027\u00a0年\u00a01\u00a0月\u00a04\u00a0日以后注销',
    );
  });

  test('the role in the shop is spoken of to who has one', () => {
    const texts = (staff: boolean) =>
      leavingView(closingView({ staff }), points, page)
        .stays.map(({ text }) => text)
        .join();
    expect(texts(true)).toContain('工作的权限是另一回事');
    expect(texts(false)).not.toContain('工作');
    expect(texts(false)).toContain('8620 1187 4293');
  });

  test('who waits is told how many days are left, and the last one is today', () => {
    const waiting = (ms: number) => {
      const state = { is: 'waiting', until: (now + ms) as EpochMs, day: '2026-11-29' as DayKey } as const;
      return leavingView(closingView({ state }), points, page).waiting;
    };
    expect(waiting(7 * DAY_MS)).toEqual({ title: '11 月 29 日以后注销', left: '还有 7 天' });
    expect(waiting(DAY_MS + 1)?.left).toBe('还有 2 天');
    expect(waiting(0)?.left).toBe('今天就会注销');
  });

  test('what is in the way leads to where it ends', () => {
    const open = [
      { what: 'redemption', id: 'r1', name: '陶杯', day: today, way: 'delivery' },
      { what: 'payment', trade: 't1', name: '糖藕', day: today, cashFen: 1_900 },
      { what: 'deduction', day: today, points: 100 },
    ] as unknown as ClosingView['open'];
    expect(leavingView(closingView({ open }), points, page).open).toMatchObject({
      title: '先把这 3 件办完',
      rows: [
        { label: '陶杯', hint: '还没有寄出', url: '/shopper/redemption/index?id=r1' },
        { label: '糖藕', hint: '还没有付款，¥19', url: '/shopper/payment/index?trade=t1' },
        { label: '收银台正在用 100 颗，一刻钟内会办完', url: '' },
      ],
    });
  });
});

describe('a copy', () => {
  const setting = { today, points, words: page };

  test('has a sheet for every section, each row as wide as its head, also with nothing in it', () => {
    const sheets = copySheets(new Map(), setting);
    expect(sheets.map(({ name }) => name)).toEqual(Object.values(shopperHans.copying.sections));
    for (const { rows } of sheets) expect(rows).toEqual([['没有']]);
  });

  test('says in words why points were booked, and whom a friend’s joining has brought what', () => {
    const entry = {
      ...{
        day: today,
        time: '12:36',
        points: 300,
        balanceAfter: 300,
        growth: 300,
        store: '',
        lastDay: null,
        id: '2-abc',
      },
      because: [{ code: 'checkin.base', args: {}, result: 5 }],
    };
    const rows = copyRows({ section: 'entries', rows: [entry] } as unknown as CopyPart, setting);
    expect(rows[0]?.slice(0, 5)).toEqual([today, '12:36', 300, 300, expect.stringContaining('当天签到')]);
    const friend = {
      day: today,
      by: 'card',
      stages: [
        { stage: 'registered', state: 'paid', day: today },
        { stage: 'firstOrder', state: 'none', day: null },
      ],
    };
    expect(copyRows({ section: 'friends', rows: [friend] } as unknown as CopyPart, setting)).toEqual([
      [today, '聊天里的卡片', `已到账，${today}`, '没有'],
    ]);
    for (const section of ['entries', 'friends'] as CopySection[])
      expect(copySheets(new Map([[section, rows]]), setting)[0]?.head.length).toBeGreaterThan(0);
  });
});

const sent = vi.fn<(action: string, payload: { cursor?: string }) => unknown>();
const written = vi.fn<(file: { data: ArrayBuffer }) => boolean>();
const dropped = vi.fn();

Object.assign((globalThis as unknown as { wx: object }).wx, {
  env: { USER_DATA_PATH: 'wxfile://usr' },
  cloud: {
    callFunction: async ({ data }: { data: { action: string; payload: { cursor?: string } } }) => ({
      result: await sent(data.action, data.payload),
    }),
  },
  getFileSystemManager: () => ({
    writeFile: (file: { data: ArrayBuffer; success(): void; fail(): void }) =>
      written(file) ? file.success() : file.fail(),
    unlink: dropped,
  }),
});

interface Copying {
  state: Record<string, unknown> & { is: string };
  start(setting: object): Promise<void>;
  stop(): void;
  leave(): void;
}
interface Leaving {
  view: ClosingView | null;
  phase: string;
  problem: { code: string } | null;
  working: boolean;
  open(): Promise<void>;
  close(): Promise<{ ok: boolean } | null>;
  stay(): Promise<{ ok: boolean } | null>;
  leave(): void;
}
const { copyingView } = compiled<{
  copyingView(state: object, points: object, words: object): { is: string; text: string; button: string };
}>('shopper/views/copying');
const { copying } = compiled<{ copying: Copying }>('shopper/stores/copying');
const { leaving } = compiled<{ leaving: Leaving }>('shopper/stores/leaving');

const part = (index: number, nextCursor: string | null) => ({
  ok: true,
  data: { now, today, part: { section: 'consents', rows: [] }, section: { index, count: 9 }, nextCursor },
});
const failed = (code: string) => ({ ok: false, error: { code, message: code } });
const setting = { points, words: page };

beforeEach(() => {
  copying.stop();
  leaving.leave();
  for (const mock of [sent, written, dropped]) mock.mockReset();
  written.mockReturnValue(true);
});

describe('the file', () => {
  test('is made of all parts in their order, and taken away with the page', async () => {
    sent.mockReturnValueOnce(part(0, 'a')).mockReturnValueOnce(part(5, 'b')).mockReturnValueOnce(part(8, null));
    await copying.start(setting);
    expect(sent.mock.calls.map(([, payload]) => payload.cursor)).toEqual([undefined, 'a', 'b']);
    expect(copying.state).toMatchObject({ is: 'ready', day: today });
    const [{ data }] = written.mock.calls[0] as [{ data: ArrayBuffer }];
    expect(String.fromCharCode(...new Uint8Array(data).slice(0, 2))).toBe('PK');
    expect(dropped).not.toHaveBeenCalled();
    copying.leave();
    expect(dropped).toHaveBeenCalledTimes(1);
    expect(copying.state.is).toBe('idle');
  });

  test('what is stopped between two parts comes to nothing, and asks for no more', async () => {
    sent.mockImplementation(async () => {
      copying.stop();
      return part(0, 'a');
    });
    await copying.start(setting);
    expect(sent).toHaveBeenCalledTimes(1);
    expect(copying.state.is).toBe('idle');
    expect(written).not.toHaveBeenCalled();
  });

  test('a second tap while it is made begins no second one', async () => {
    sent.mockReturnValue(part(8, null));
    await Promise.all([copying.start(setting), copying.start(setting)]);
    expect(sent).toHaveBeenCalledTimes(1);
  });

  test('a refusal, a phone without room, and more than a phone can hold are each told', async () => {
    sent.mockReturnValueOnce(failed('COPY_LIMIT'));
    await copying.start(setting);
    const shown = () => copyingView(copying.state, points, page);
    expect(shown()).toMatchObject({ is: 'failed', text: '今天已经下载过好几次了，请明天再来' });
    sent.mockReturnValue(part(8, null));
    written.mockReturnValue(false);
    await copying.start(setting);
    expect(shown()).toMatchObject({ is: 'failed', text: shopperHans.copying.saveFailed });
    sent.mockReturnValue(part(1, 'again'));
    await copying.start(setting);
    expect(shown()).toMatchObject({ is: 'failed', text: shopperHans.copying.tooLong, button: '' });
    expect(sent.mock.calls.length).toBeLessThan(300);
  });
});

describe('the way out', () => {
  test('two taps are one, and the answer is what is shown', async () => {
    sent.mockResolvedValue({ ok: true, data: closingView({ state: { is: 'waiting', until: now, day: today } }) });
    const [first, second] = await Promise.all([leaving.close(), leaving.close()]);
    expect([first?.ok, second]).toEqual([true, null]);
    expect(sent).toHaveBeenCalledTimes(1);
    expect(leaving.view?.state.is).toBe('waiting');
    expect(leaving.working).toBe(false);
  });

  test('what has come in between is asked for and shown', async () => {
    const open = [{ what: 'deduction', day: today, points: 5 }] as unknown as ClosingView['open'];
    sent.mockReturnValueOnce(failed('CLOSING_OPEN')).mockReturnValue({ ok: true, data: closingView({ open }) });
    expect((await leaving.close())?.ok).toBe(false);
    await vi.waitFor(() => expect(leaving.view?.open).toHaveLength(1));
  });

  test('who is no member any more sees no old figures', async () => {
    sent.mockReturnValueOnce({ ok: true, data: closingView() }).mockReturnValue(failed('NOT_MEMBER'));
    await leaving.open();
    expect(leaving.phase).toBe('ready');
    await leaving.open();
    expect([leaving.phase, leaving.problem?.code]).toEqual(['failed', 'NOT_MEMBER']);
  });
});
