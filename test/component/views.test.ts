import { describe, expect, test } from 'vitest';
import { historyView } from '../../miniprogram/shopper/views/receipt';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { cardView } from '../../miniprogram/views/card';
import { dayText, momentText, weekday } from '../../miniprogram/views/dates';
import { figure, inFours, signed } from '../../miniprogram/views/figures';
import { shortGuideView } from '../../miniprogram/views/guide';
import { homeView } from '../../miniprogram/views/home';
import { meView } from '../../miniprogram/views/me';
import { asleepView, stripView } from '../../miniprogram/views/strip';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import { zhHant } from '../../miniprogram/words/zh-Hant';
import type { CheckInDay, CheckInView, EntryView, HomeView, MemberView } from '../../typings/api/shopper';

const page = { ...zhHans, ...shopperHans };

/** Branded values are plain in the fixtures; the shape is what is checked. */
function as<T>(plain: unknown): T {
  return plain as T;
}

const member = as<MemberView>({
  number: '862011874293',
  nickname: null,
  avatar: null,
  joinedOn: '2026-03-02',
  tier: { code: 'base', name: '普通会员', material: 'paper', icon: null, rank: 0 },
  progress: { growth: 0, provisional: 0, floor: 0, next: null, ticks: [], until: null, keep: null },
  points: { available: 2480, pending: 0, debt: 0, expiring: { points: 120, lastDay: '2026-11-30' }, monthIn: 85 },
  rights: [{ code: 'streak30', name: '连签 30 天专享礼', earnedOn: '2026-11-01' }],
});

const days = (states: string[], from = 16): CheckInDay[] =>
  states.map((state, index) =>
    as<CheckInDay>({
      day: `2026-11-${from + index}`,
      state,
      points: index === 6 ? 25 : 5,
      gift: index === 6,
      fillable: state === 'missed',
    }),
  );

const checkin = as<CheckInView>({
  signedToday: false,
  streak: 3,
  strip: days(['signed', 'signed', 'madeUp', 'today', 'ahead', 'ahead', 'ahead']),
  nextPoints: 5,
  nextGift: { streak: 7, inDays: 4, points: 20, right: null },
  makeUp: { left: 2, perMonth: 2 },
});

const home = as<HomeView>({
  now: 0,
  today: '2026-11-19',
  shop: {
    name: '禾木小馆',
    initial: '禾',
    logo: null,
    colours: { light: {}, dark: {} },
    modules: { checkin: true },
    points: { name: '星星', unit: '颗' },
    hours: '',
    address: '',
    phone: '',
    terms: { version: '1', paragraphs: [] },
    privacy: { version: '1', paragraphs: [] },
  },
  member,
  checkin,
  banner: null,
  inbox: { unread: 0, latest: null },
  guide: [
    { code: 'checkin.daily', args: { points: 5 } },
    { code: 'checkin.streak', args: { streak: 7, points: 20 } },
    { code: 'checkin.right', args: { streak: 30, right: '专享礼' } },
    { code: 'points.validity', args: { months: 12 } },
  ],
});

describe('figures', () => {
  test('thousands are parted, minus is a minus, a gain has its plus', () => {
    expect([figure(2480), figure(1234567), figure(-20), signed(5), signed(-20), signed(0)]).toEqual([
      '2,480',
      '1,234,567',
      '−20',
      '+5',
      '−20',
      '0',
    ]);
    expect(inFours('862011874293')).toBe('8620 1187 4293');
  });
});

describe('dates', () => {
  test('a week begins on Monday', () => {
    expect([weekday(as('2026-11-16')), weekday(as('2026-11-22'))]).toEqual([1, 7]);
  });

  test('the year is told only when it is another one', () => {
    expect(dayText(as('2026-11-30'), as('2026-11-19'), zhHans)).toBe('11 月 30 日');
    expect(dayText(as('2027-01-31'), as('2026-11-19'), zhHans)).toBe('2027 年 1 月 31 日');
  });

  test('yesterday is yesterday across a month and a year', () => {
    expect(momentText(as('2026-12-31'), '09:05', as('2027-01-01'), zhHans)).toBe('昨天 09:05');
    expect(momentText(as('2026-02-28'), '09:05', as('2026-03-01'), zhHans)).toBe('昨天 09:05');
    expect(momentText(as('2026-03-01'), '09:05', as('2026-03-01'), zhHans)).toBe('今天 09:05');
  });
});

describe('the card', () => {
  test('names points as the shop does and says what ends next', () => {
    const card = cardView(member, home.shop, home.today, zhHans);
    expect(card.available).toBe('可用星星');
    expect(card.expiring).toBe('120 颗 11 月 30 日到期');
    expect(card.spoken).toContain('可用星星 2,480');
  });
});

describe('the strip', () => {
  test('says the streak, what is next, and what signing brings', () => {
    const strip = stripView(checkin, home, zhHans);
    expect([strip.title, strip.hint, strip.button]).toEqual(['已连签 3 天', '再签 4 天，多得 20 颗', '签到 +5']);
    expect(strip.cells.map(({ label }) => label)).toEqual(['一', '二', '三', '今天', '五', '六', '第7天']);
    expect(strip.cells[2]?.look).toBe('signed');
  });

  test('signed in, it tells about tomorrow and lights its cell', () => {
    const after = as<CheckInView>({
      ...checkin,
      signedToday: true,
      streak: 4,
      strip: days(['signed', 'signed', 'signed', 'signed', 'ahead', 'ahead', 'ahead']),
    });
    const strip = stripView(after, home, zhHans);
    expect(strip.button).toBe('明天 +5');
    expect(strip.cells.filter(({ next }) => next).map(({ day }) => day)).toEqual(['2026-11-20']);
  });

  test('a gap that a card can mend is the hint', () => {
    const broken = as<CheckInView>({
      ...checkin,
      streak: 0,
      strip: days(['signed', 'signed', 'missed', 'today', 'ahead', 'ahead', 'ahead']),
    });
    const strip = stripView(broken, home, zhHans);
    expect(strip.hint).toBe('补签 11 月 18 日，连签就能接上');
    expect(strip.cells[2]).toMatchObject({ fillable: true, label: '补签' });
  });

  test('asleep it shows seven days and nothing to tap', () => {
    const strip = asleepView(checkin, home, zhHans);
    expect(strip.cells).toHaveLength(7);
    expect(strip.button).toBe('');
    expect(strip.cells.some(({ fillable }) => fillable)).toBe(false);
  });
});

describe('home', () => {
  test('a guest sees the card in outline, the strip asleep and no counts', () => {
    const view = homeView({ ...home, member: null }, zhHans);
    expect(view.card).toBeNull();
    expect(view.join?.gains).toHaveLength(3);
    expect(view.strip?.asleep).toBe(true);
    expect(view.counts).toEqual([]);
    expect(view.guide.map(({ code }) => code)).toEqual(['points.validity']);
    expect(view.guideAll).toBe('全部规则');
  });

  test('a guest reads on 我的 what can be read before joining', () => {
    const me = meView({ ...home, member: null }, zhHans);
    expect(me.guest.text).toBe('入会后就能签到、攒星星');
    expect(me.rows.map(({ label }) => label)).toEqual(['会员协议', '隐私说明']);
  });

  test('a module that is off has no block and no link', () => {
    const off = as<HomeView>({ ...home, checkin: null, shop: { ...home.shop, modules: { checkin: false } } });
    const view = homeView(off, zhHans);
    expect(view.strip).toBeNull();
    expect(view.counts).toEqual([]);
    expect(meView(off, zhHans).rows.map(({ icon }) => icon)).toEqual(['receipt', 'tier', 'code', 'bell', 'me']);
  });

  test('a rule from a newer cloud is left out, not guessed', () => {
    const points = { name: '积分', unit: '分' };
    expect(shortGuideView([{ code: 'from.the.future', args: {} }], points, zhHans)).toEqual([]);
  });
});

describe('history', () => {
  const entry = (id: string, month: string, more: Record<string, unknown> = {}) =>
    as<EntryView>({
      id,
      kind: 'checkin',
      day: `${month}-03`,
      time: '12:36',
      month,
      points: 25,
      balanceAfter: 145,
      because: [
        { code: 'checkin.base', args: { points: 5 }, result: 5 },
        { code: 'checkin.streak', args: { streak: 7, points: 20 }, result: 25 },
        { code: 'from.the.future', args: {}, result: 25 },
      ],
      programmeVersion: 12,
      growth: 0,
      channel: 'mini',
      store: '',
      from: null,
      lastDay: '2027-11-30',
      monthIn: 85,
      monthOut: 20,
      ...more,
    });

  test('entries are grouped by month and the newest carries the sums', () => {
    const groups = historyView(
      [
        entry('c', '2026-11'),
        entry('b', '2026-11', { monthIn: 60, monthOut: 0 }),
        entry('a', '2026-10', { monthOut: 0 }),
      ],
      as('2026-11-19'),
      home.shop.points,
      page,
    );
    expect(groups.map(({ title, sumIn, sumOut }) => [title, sumIn, sumOut])).toEqual([
      ['2026 年 11 月', '得 +85', '用 −20'],
      ['2026 年 10 月', '得 +85', ''],
    ]);
    expect(groups[0]?.receipts).toHaveLength(2);
  });

  test('each because is a sentence with the result so far; an unknown one keeps its result', () => {
    const [group] = historyView([entry('a', '2026-11')], as('2026-11-19'), home.shop.points, page);
    expect(group?.receipts[0]?.lines).toEqual([
      { text: '当天签到', result: '5' },
      { text: '连签 7 天加送', result: '25' },
      { text: '按店里规则', result: '25' },
    ]);
    expect(group?.receipts[0]?.foot).toEqual(['账上 145 颗', '规则第 12 版', '2027 年 11 月 30 日前可用']);
  });
});

describe('words', () => {
  const paths = (node: object, at = ''): string[] =>
    Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? paths(value, `${at}${key}.`) : [`${at}${key}`],
    );

  test('both languages have every sentence', () => {
    expect(paths(zhHant)).toEqual(paths(zhHans));
  });

  test('no slip of bamboo where one signs, and no simplified character in traditional', () => {
    const all = JSON.stringify(zhHant, (_key, value: unknown) => (typeof value === 'function' ? String(value) : value));
    expect(all.replace('简体中文', '')).not.toMatch(/[籤签会员积连续礼换记录时间说]/);
  });

  test('errors neither shout nor blame', () => {
    for (const sentence of Object.values(zhHans.problems)) expect(sentence).not.toMatch(/[!！]|亲|您错/);
  });
});
