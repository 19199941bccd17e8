// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { reminderRows } from '../../miniprogram/shopper/views/reminders';
import { serviceView } from '../../miniprogram/shopper/views/service';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { ConsentAnswer, MessageKind } from '../../typings/api/messages';
import type { ShopView } from '../../typings/api/shopper';
import { compiled, render, settle, tap, text } from './stage';

const page = { ...zhHans, ...shopperHans };
const points = { name: '星星', unit: '颗' };
const DAY_MS = 86_400_000;

interface Sheet {
  tmplIds: string[];
  success(said: Record<string, string>): void;
  fail(failed: { errMsg: string; errCode?: number }): void;
}
interface Setting {
  success(said: { subscriptionsSetting: { mainSwitch: boolean; itemSettings: Record<string, string> } }): void;
}

const sheets: Sheet[] = [];
const answered = vi.fn<(sheet: Sheet) => void>();
const sent = vi.fn<(data: { action: string; payload: unknown; consents?: ConsentAnswer[] }) => unknown>();
const storage = new Map<string, unknown>();
const opened: string[] = [];
let switches = { mainSwitch: true, itemSettings: {} as Record<string, string> };
const modal = vi.fn<(options: { success(answer: { confirm: boolean }): void }) => void>();
const openSetting = vi.fn<(options: { withSubscriptions: boolean; fail(): void; complete(): void }) => void>();

Object.assign((globalThis as unknown as { wx: object }).wx, {
  cloud: { callFunction: async ({ data }: { data: Parameters<typeof sent>[0] }) => ({ result: sent(data) }) },
  requestSubscribeMessage: (sheet: Sheet) => {
    sheets.push(sheet);
    answered(sheet);
  },
  getSetting: ({ success }: Setting) => success({ subscriptionsSetting: switches }),
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorage: ({ key, data }: { key: string; data: unknown }) => storage.set(key, data),
  showModal: modal,
  openSetting,
  navigateTo: ({ url }: { url: string }) => opened.push(url),
});

const { askConsents, wantConsents } = compiled<{
  askConsents(kinds: MessageKind[]): Promise<ConsentAnswer[]>;
  wantConsents(kinds: MessageKind[]): Promise<{ answers: ConsentAnswer[]; off: boolean }>;
}>('services/consents');
const { membership } = compiled<{ membership: { adopt(home: unknown): void } }>('stores/membership');
const { reminding } = compiled<{
  reminding: { left: object; want(kinds: MessageKind[]): Promise<void>; heard(left: object): void };
}>('stores/reminding');
const { notice } = compiled<{ notice: { text: string; hush(): void } }>('stores/notice');
const { call } = compiled<{ call(action: string, payload: unknown, along?: object): Promise<unknown> }>(
  'services/cloud',
);

const messages = { memberDay: 't-day', pointsEnding: 't-points', couponEnding: 't-coupon', tierWarning: 't-tier' };
const atHome = (more: object = {}) =>
  membership.adopt({
    now: 1,
    member: { number: '1', tier: { rank: 0 }, points: { available: 0 } },
    shop: { points, messages },
    inbox: { unread: 0, latest: null },
    ...more,
  });
const saying = (said: Record<string, string>) => answered.mockImplementation(({ success }) => success(said));
const failing = (errCode: number) =>
  answered.mockImplementation(({ fail }) => fail({ errMsg: 'requestSubscribeMessage:fail', errCode }));

beforeEach(() => {
  sheets.length = 0;
  opened.length = 0;
  storage.clear();
  switches = { mainSwitch: true, itemSettings: {} };
  for (const mock of [answered, sent, modal, openSetting]) mock.mockReset();
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  notice.hush();
  reminding.heard({});
  atHome();
});

describe('beside a command', () => {
  test('the sheet opens before anything is waited for, with what the shop can send, three at most', () => {
    void askConsents(['rewardPaid', 'memberDay', 'pointsEnding', 'couponEnding', 'tierWarning']);
    expect(sheets.map(({ tmplIds }) => tmplIds)).toEqual([['t-day', 't-points', 't-coupon']]);
  });

  test('every template is answered for by its kind', async () => {
    saying({ errMsg: 'ok', 't-day': 'accept', 't-points': 'reject', 't-coupon': 'newer than this phone' });
    expect(await askConsents(['memberDay', 'pointsEnding', 'couponEnding'])).toEqual([
      { kind: 'memberDay', answer: 'accept' },
      { kind: 'pointsEnding', answer: 'reject' },
    ]);
  });

  test('a sheet that failed, or threw, counts as not asked', async () => {
    failing(10002);
    expect(await askConsents(['memberDay'])).toEqual([]);
    answered.mockImplementation(() => {
      throw new Error('not there');
    });
    expect(await askConsents(['memberDay'])).toEqual([]);
  });

  test('without a template nobody is asked', async () => {
    expect(await askConsents(['redemptionReady'])).toEqual([]);
    expect(sheets).toHaveLength(0);
  });

  test('who has said no is left alone for a week, and asked again after it', async () => {
    saying({ 't-day': 'reject' });
    await askConsents(['memberDay']);
    expect(await askConsents(['memberDay'])).toEqual([]);
    expect(sheets).toHaveLength(1);
    storage.set('refused', { shape: 1, value: { memberDay: Date.now() - 8 * DAY_MS } });
    await askConsents(['memberDay']);
    expect(sheets).toHaveLength(2);
  });

  test('who has switched messages off is left alone as well', async () => {
    failing(20004);
    await askConsents(['memberDay']);
    await askConsents(['memberDay']);
    expect(sheets).toHaveLength(1);
  });

  test('the answers go along with it, and with its repeat', async () => {
    sent
      .mockReturnValueOnce({ ok: false, error: { code: 'BUSY', message: '' } })
      .mockReturnValue({ ok: true, data: {} });
    const consents = [{ kind: 'memberDay', answer: 'accept' }];
    await call('checkin.signIn', { day: '2026-11-21' }, { consents });
    await call('checkin.signIn', { day: '2026-11-22' });
    expect(sent.mock.calls.map(([data]) => data.consents)).toEqual([consents, consents, undefined]);
  });
});

describe('提醒我', () => {
  test('asks although it was refused yesterday', async () => {
    storage.set('refused', { shape: 1, value: { memberDay: Date.now() - DAY_MS } });
    saying({ 't-day': 'accept' });
    expect((await wantConsents(['memberDay'])).answers).toEqual([{ kind: 'memberDay', answer: 'accept' }]);
  });

  test('a yes is told to the cloud, and what is left comes back', async () => {
    saying({ 't-day': 'accept' });
    sent.mockReturnValue({ ok: true, data: { left: { memberDay: 2 } } });
    await reminding.want(['memberDay']);
    expect(sent.mock.calls[0]?.[0]).toMatchObject({
      action: 'messages.consent',
      payload: { answers: [{ kind: 'memberDay', answer: 'accept' }] },
    });
    expect([reminding.left, notice.text]).toEqual([{ memberDay: 2 }, zhHans.remind.done]);
  });

  test('a no is taken as it is: nothing is sent and no way back is pressed on anybody', async () => {
    saying({ 't-day': 'reject' });
    await reminding.want(['memberDay']);
    expect([sent.mock.calls.length, modal.mock.calls.length, notice.text]).toEqual([0, 0, zhHans.remind.no]);
  });

  test.each([
    ['messages are switched off', () => failing(20004)],
    [
      'the no was to be kept',
      () => {
        saying({ 't-day': 'reject' });
        switches = { mainSwitch: true, itemSettings: { 't-day': 'reject' } };
      },
    ],
  ])('when %s it leads to the settings, or to the page that has a button for them', async (_why, given) => {
    given();
    modal.mockImplementation(({ success }) => success({ confirm: true }));
    openSetting.mockImplementation(({ fail, complete }) => {
      fail();
      complete();
    });
    await reminding.want(['memberDay']);
    expect(openSetting.mock.calls[0]?.[0]).toMatchObject({ withSubscriptions: true });
    expect(opened).toEqual(['/shopper/reminders/index']);
  });

  test('who does not want to go there stays', async () => {
    failing(20004);
    modal.mockImplementation(({ success }) => success({ confirm: false }));
    await reminding.want(['memberDay']);
    expect(openSetting).not.toHaveBeenCalled();
  });

  test('stands where the shop can send it, for members', async () => {
    const shown = (kind: string) => text(render('remind', { kind }));
    expect(shown('memberDay')).toBe(zhHans.remind.ask);
    expect(shown('rewardPaid')).toBe('');
    atHome({ member: null });
    expect(shown('memberDay')).toBe('');
  });

  test('says that it will, once it was asked', async () => {
    saying({ 't-day': 'accept' });
    sent.mockReturnValue({ ok: true, data: { left: { memberDay: 1 } } });
    const part = render('remind', { kind: 'memberDay' });
    tap(part.querySelector('.remind'));
    await settle(20);
    expect([sheets.length, text(part)]).toEqual([1, zhHans.remind.on]);
  });
});

describe('the page of reminders', () => {
  const rows = (left: Partial<Record<MessageKind, number>>, refused: MessageKind[] = []) =>
    reminderRows({ messages }, left, { off: false, refused }, points, page);

  test('has a row for each kind that the shop sends, points called what the shop calls them', () => {
    expect(rows({}).map(({ title }) => title)).toEqual(['会员日', '星星快到期', '优惠券快到期', '等级快到期']);
  });

  test('says how many messages are left, and offers one more', () => {
    const [day, ending] = rows({ memberDay: 2 });
    expect([day?.state, day?.button, day?.on]).toEqual(['还会提醒 2 次', '再加一次', true]);
    expect([ending?.state, ending?.button, ending?.on]).toEqual(['没有订阅', '提醒我', false]);
  });

  test('says of a no that is kept where it can be changed', () => {
    expect(rows({}, ['memberDay'])[0]?.state).toBe('选过「总是拒绝」，要在设置里改');
  });
});

describe('customer service', () => {
  const shop = (more: Partial<ShopView>) =>
    ({ phone: '', hours: '', address: '', service: null, group: null, ...more }) as ShopView;

  test("is WeChat's or WeCom's as the shop has it, and the phone otherwise", () => {
    expect(serviceView(shop({ service: { kind: 'wechat' } }), page).chat).toBe('wechat');
    const wecom = serviceView(shop({ service: { kind: 'wecom', corpId: 'ww1', url: 'https://x' } }), page);
    expect([wecom.chat, wecom.empty]).toEqual(['wecom', false]);
    expect(serviceView(shop({ phone: '021' }), page)).toMatchObject({ chat: '', phone: '021', empty: false });
  });

  test('of a shop that has left nothing says so', () => {
    expect(serviceView(shop({}), page).empty).toBe(true);
  });

  test("tells a reader what the group's picture is", () => {
    const group = { title: '老顾客群', text: '', picture: 'cloud://x' };
    expect(serviceView(shop({ group }), page).group?.spoken).toBe('老顾客群的二维码');
  });
});
