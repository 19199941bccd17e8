// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { birthdayWheels, foundView, pickedDay } from '../../miniprogram/shopper/views/profile';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { meView } from '../../miniprogram/views/me';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { HomeView } from '../../typings/api/shopper';
import { compiled } from './stage';

const page = { ...zhHans, ...shopperHans };

const points = { name: '积分', unit: '分' };

interface Sent {
  action: string;
  payload: unknown;
  key?: string;
}
const answer = vi.fn<(sent: Sent) => unknown>();
Object.assign((globalThis as unknown as { wx: object }).wx, {
  cloud: { callFunction: async ({ data }: { data: Sent }) => ({ result: answer(data) }) },
  getStorageSync: () => '',
  setStorage: () => undefined,
});

const { membership } = compiled<{
  membership: { member: { birthday: string | null; phoneBound: boolean } | null; adopt(home: unknown): void };
}>('stores/membership');
const { birthday } = compiled<{
  birthday: { asked: string | null; saving: boolean; ask(day: string): void; forget(): void; save(): Promise<void> };
}>('shopper/stores/birthday');
const { phone } = compiled<{
  phone: {
    claimed: unknown;
    claiming: boolean;
    error: string;
    claim(answer: { code?: string; errMsg: string }): Promise<void>;
    leave(): void;
  };
}>('shopper/stores/phone');
const { notice } = compiled<{ notice: { text: string } }>('stores/notice');

const member = (more: object = {}) => ({
  number: '862011874293',
  nickname: null,
  avatar: null,
  tier: { name: '金卡', rank: 2 },
  birthday: null,
  phoneBound: false,
  points: { available: 2480 },
  rights: [],
  ...more,
});
const home = (more: object = {}) => ({
  now: 1,
  today: '2026-11-21',
  shop: { name: '禾木小馆', points, modules: { checkin: true, mall: true, coupons: true } },
  member: member(),
  checkin: null,
  inbox: { unread: 0, latest: null },
  ...more,
});
const yes = (data: unknown) => ({ ok: true, data });
const no = (code: string) => ({ ok: false, error: { code, message: '' } });

beforeEach(() => {
  answer.mockReset();
  phone.leave();
  notice.text = '';
  membership.adopt(home());
});

describe('the birthday', () => {
  test('29 February can be picked, and a day its month does not have cannot', () => {
    expect(birthdayWheels(1, page)[1]).toHaveLength(29);
    expect(birthdayWheels(3, page)[1]).toHaveLength(30);
    expect(pickedDay([1, 28])).toBe('02-29');
    expect(pickedDay([1, 30])).toBe('02-29');
    expect(pickedDay([11, 30])).toBe('12-31');
  });

  test('is not sent before it was confirmed, and once however often it is tapped', async () => {
    birthday.ask('05-20');
    expect(answer).not.toHaveBeenCalled();
    answer.mockReturnValue(yes(member({ birthday: '05-20' })));
    await Promise.all([birthday.save(), birthday.save()]);
    expect(answer).toHaveBeenCalledTimes(1);
    expect(answer.mock.calls[0]?.[0]).toMatchObject({ action: 'member.setBirthday', payload: { day: '05-20' } });
    expect(answer.mock.calls[0]?.[0].key).toMatch(/./);
    expect(membership.member?.birthday).toBe('05-20');
    expect(birthday.asked).toBeNull();
  });

  test('that is set is not asked for again', () => {
    membership.adopt(home({ member: member({ birthday: '05-20' }) }));
    birthday.ask('05-21');
    expect(birthday.asked).toBeNull();
  });

  test('set elsewhere is fetched and said', async () => {
    answer.mockImplementation(({ action }) =>
      action === 'member.home' ? yes(home({ now: 2, member: member({ birthday: '01-01' }) })) : no('BIRTHDAY_SET'),
    );
    birthday.ask('05-20');
    await birthday.save();
    expect(notice.text).toContain('生日已经填过');
    expect(membership.member?.birthday).toBe('01-01');
  });
});

describe('the phone number', () => {
  test('binds, and says what came along', async () => {
    answer.mockReturnValue(yes({ now: 2, merged: { points: 320, growth: 120 }, member: member({ phoneBound: true }) }));
    await phone.claim({ code: 'c1', errMsg: 'getPhoneNumber:ok' });
    expect(answer.mock.calls[0]?.[0]).toMatchObject({ action: 'member.claimPhone', payload: { code: 'c1' } });
    expect(membership.member?.phoneBound).toBe(true);
    expect(phone.claimed).toEqual({ merged: { points: 320, growth: 120 } });
    const found = foundView({ merged: { points: 320 as never, growth: 120 } }, points, page);
    expect([found.found, found.growth]).toEqual(['找回 320 分', '成长值 +120']);
  });

  test('under which there was nothing says what it is good for', () => {
    const found = foundView({ merged: null }, points, page);
    expect([found.found, found.hint]).toEqual(['', '在店里报这个手机号，就能积分']);
  });

  test("somebody else's stays refused on the page", async () => {
    answer.mockReturnValue(no('PHONE_OF_OTHER'));
    await phone.claim({ code: 'c2', errMsg: 'getPhoneNumber:ok' });
    expect(phone.error).toBe('这个手机号已经绑定了另一位会员，请联系店员');
    expect(phone.claimed).toBeNull();
  });

  test.each([
    ['getPhoneNumber:fail user deny', '没有授权，手机号没有绑定'],
    ['getPhoneNumber:fail no quota', '微信没有给出手机号，请稍后再试'],
    ['getPhoneNumber:fail privacy permission is not authorized', ''],
  ])('without a code (%s) nothing is sent', async (errMsg, said) => {
    vi.spyOn(console, 'info').mockImplementation(() => undefined);
    await phone.claim({ errMsg });
    expect(answer).not.toHaveBeenCalled();
    expect(notice.text).toBe(said);
  });
});

describe('我的', () => {
  const view = (more: object = {}) => meView(home(more) as unknown as HomeView, zhHans);

  test('each row has its value at the right end', () => {
    const rows = view({ inbox: { unread: 3, latest: null } }).rows.map(({ label, value }) => [label, value]);
    expect(rows).toEqual([
      ['积分明细', '2,480 分'],
      ['我的兑换', ''],
      ['会员等级', '金卡'],
      ['会员码', '到店出示'],
      ['消息', '3 条未读'],
      ['资料和生日', '填写生日'],
    ]);
  });

  test('a known birthday stands there as a day of the year', () => {
    expect(view({ member: member({ birthday: '02-29' }) }).rows.at(-1)?.value).toBe('2 月 29 日');
  });
});
