// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { friendRow, inviteFace } from '../../miniprogram/shopper/views/invite';
import { landingFace, type Visitor } from '../../miniprogram/shopper/views/landing';
import { invitationFacts, invitationQuery, rewardFacts } from '../../miniprogram/shopper/views/sharing';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { homeView } from '../../miniprogram/views/home';
import { meView } from '../../miniprogram/views/me';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { FriendView, InviteView, LandingView, ReferralReason, StageView } from '../../typings/api/friends';
import type { RewardView, ShelfView } from '../../typings/api/mall';
import type { HomeView } from '../../typings/api/shopper';
import { render, text } from './stage';

const words = { ...zhHans, ...shopperHans };
const points = { name: '积分', unit: '分' };
const as = <T>(value: unknown) => value as T;
const setting = as<Parameters<typeof inviteFace>[1]>({ today: '2026-11-22', points, words });

const terms = {
  registered: { points: 50, coupons: [] },
  firstOrder: { points: 20, coupons: [], minimumFen: 1000 },
  friend: { points: 30, coupons: [{ name: '新客券', count: 2 }] },
  rows: [{ code: 'referral.limits', args: { perDay: 10, inAll: 100 } }],
};
const invite = (more: object = {}) =>
  as<InviteView>({ code: 'ABCD2345', terms, counts: { friends: 3, earned: 1200, waiting: 2 }, ...more });

describe('the page of who invites', () => {
  test('says what both get, and three steps with their amounts', () => {
    const face = inviteFace(invite(), setting);
    expect(face.both).toEqual([
      { who: '你得', gift: '50 分 + 20 分' },
      { who: '好友得', gift: '30 分和「新客券」2 张' },
    ]);
    expect(face.steps.map(({ title }) => title)).toEqual(['发给好友', '好友入会', '好友第一笔消费']);
    expect(face.steps[1]?.lines.slice(0, 2)).toEqual(['你得 50 分', '好友得 30 分和「新客券」2 张']);
    expect(face.steps[2]?.lines).toEqual(['你再得 20 分', '满 ¥10，过了退货期到账']);
    expect(face.code).toBe('ABCD 2345');
    expect(face.counts.map(({ figure }) => figure)).toEqual(['3', '1,200', '2']);
  });

  test('promises nothing that the programme does not give', () => {
    const plain = { registered: null, firstOrder: null, friend: null, rows: [] };
    const face = inviteFace(invite({ terms: plain }), setting);
    expect(face.both).toEqual([{ who: '好友得', gift: '一份入会礼' }]);
    expect(face.steps).toHaveLength(2);
    expect(JSON.stringify(face.steps)).not.toContain('你得');
  });
});

describe('a friend', () => {
  const stage = (more: Partial<StageView>) =>
    as<StageView>({
      stage: 'registered',
      state: 'waiting',
      gift: { points: 50, coupons: [] },
      reason: null,
      day: null,
      ...more,
    });
  const row = (...stages: StageView[]) =>
    friendRow(as<FriendView>({ id: '1', nickname: '小王', avatar: null, joinedOn: '2026-11-22', stages }), setting);

  test('has a sentence for every reason', () => {
    const reasons: ReferralReason[] = [
      'soon',
      'noOrder',
      'window',
      'dayLimit',
      'campaignLimit',
      'budget',
      'review',
      'refused',
      'account',
      'tooLate',
    ];
    const said = reasons.map((reason) => row(stage({ reason })).stages[0]?.text ?? '');
    expect(new Set(said).size).toBe(reasons.length);
    for (const sentence of said) expect(sentence).toMatch(/^入会：.{4,}/);
    expect(said.join()).not.toMatch(/undefined|null/);
  });

  test('says on which day a reward is due, and on which it came', () => {
    const window = stage({ stage: 'firstOrder', reason: 'window', day: as('2026-11-29') });
    const paid = stage({ state: 'paid', day: as('2026-11-22') });
    expect(row(paid, window).stages).toEqual([
      { text: '入会：11 月 22 日到账 50 分', tone: 'paid' },
      { text: '首单：退货期过后到账 50 分，11 月 29 日', tone: 'waiting' },
    ]);
    expect(row(paid).spoken).toBe('小王，11 月 22 日入会，入会：11 月 22 日到账 50 分');
  });

  test('of a reason newer than this phone is not guessed at', () => {
    expect(row(stage({ reason: as('eclipse') })).stages[0]?.text).toBe('入会：50 分 还没有到账');
  });

  test('without a name is one all the same', () => {
    const nameless = as<FriendView>({ id: '1', nickname: null, avatar: null, joinedOn: '2026-11-20', stages: [] });
    expect(friendRow(nameless, setting).name).toBe('一位好友');
  });
});

const landing = (more: object = {}) =>
  as<LandingView>({
    shop: { name: '禾木小馆', initial: '禾', logo: null, colours: { light: {}, dark: {} }, points },
    inviter: { nickname: '林晓', avatar: null },
    friend: terms.friend,
    welcome: [{ code: 'join.points', args: { points: 8 } }],
    assist: null,
    ...more,
  });
const stranger: Visitor = { code: 'ABCD2345', member: false, own: false, joined: false, single: false };
const face = (view: LandingView, visitor: Partial<Visitor> = {}) =>
  landingFace(view, { ...stranger, ...visitor }, points, words);

describe('the page of who is invited', () => {
  test('says who invites, shows the gift as tickets, and has one button', () => {
    const page = face(landing());
    expect([page.title, page.text]).toEqual(['林晓', '请你来禾木小馆']);
    expect(page.tickets.map(({ figure, unit, name }) => [figure, unit, name])).toEqual([
      ['30', '分', '受邀入会礼'],
      ['券', '', '新客券'],
    ]);
    expect([page.way, page.button]).toEqual(['join', '入会领取']);
    expect(page.also.map(({ text: sentence }) => sentence)).toEqual(['加入会员得 8 分']);
    expect(page.typing).toBe(false);
  });

  test('stamps the gift when it has been joined', () => {
    const page = face(landing(), { member: true, joined: true });
    expect(page.title).toBe('入会成功');
    expect(page.tickets.map(({ stamp }) => stamp)).toEqual(['已到账', '已到账']);
    expect(page.way).toBe('home');
  });

  test('tells a member, and who opens the own card, and promises them nothing', () => {
    const member = face(landing(), { member: true });
    expect([member.title, member.way, member.tickets, member.also]).toEqual([
      '你已经是禾木小馆的会员了',
      'invite',
      [],
      [],
    ]);
    const own = face(landing(), { member: true, own: true });
    expect([own.title, own.way, own.tickets]).toEqual(['这是你自己的邀请', 'invite', []]);
  });

  test('says that a code is nobody’s, and lets it be typed again', () => {
    const page = face(landing({ inviter: null, friend: null }));
    expect([page.title, page.way, page.button, page.typing]).toEqual(['没有找到这个邀请', 'join', '免费入会', true]);
    expect(page.tickets).toEqual([]);
  });

  test('without a code speaks for the shop and lets one be typed', () => {
    const page = face(landing({ inviter: null, friend: null }), { code: '' });
    expect([page.title, page.typing]).toEqual(['欢迎来到禾木小馆', true]);
  });

  test('leads a member to the friend who asks for help', () => {
    const assist = {
      name: '三人成团',
      state: 'open',
      needed: 3,
      helped: 1,
      starter: { nickname: '林晓', avatar: null },
    };
    expect(face(landing({ assist })).assist?.text).toBe('还差 2 位好友助力');
    expect(face(landing({ assist }), { member: true, joined: true })).toMatchObject({
      way: 'assist',
      button: '去帮林晓助力',
    });
    expect(face(landing({ assist: { ...assist, state: 'over' } }), { member: true }).way).toBe('invite');
  });

  test('in Moments is whole without anything to tap', () => {
    const page = face(landing({ inviter: null, friend: null }), { single: true });
    expect(page.hint).toBe('点下方「前往小程序」入会领取');
    expect(page.typing).toBe(false);
    const part = render('shopper/components/invited/index', { view: face(landing(), { single: true }) });
    expect(text(part)).toContain('请你来禾木小馆');
    expect(text(part)).toContain('新客券');
    expect(part.dom.querySelectorAll('[aria-role="button"], button, input, form')).toHaveLength(0);
  });
});

describe('what is sent', () => {
  test('carries the code, the help that is asked for, and the way', () => {
    expect(invitationQuery('ABCD2345', '', 'card')).toBe('i=ABCD2345&by=card');
    expect(invitationQuery('ABCD2345', 'h1', 'moments')).toBe('i=ABCD2345&a=h1&by=moments');
    expect(invitationQuery('', '', 'card')).toBe('by=card');
  });

  test('shows the newcomer’s gift, or a reward by its photograph and price', () => {
    const { shop } = landing();
    expect(invitationFacts(shop, terms.friend as never, points, words)).toMatchObject({
      lead: '送你受邀入会礼',
      figure: '30',
      unit: '积分',
      detail: '「新客券」2 张',
    });
    expect(invitationFacts(shop, null, points, words)).toMatchObject({ lead: '入会就有礼', figure: '', detail: '' });
    const mug = as<RewardView>({ name: '马克杯', picture: 'cloud://mug', price: { points: 150, cashFen: 900 } });
    expect(rewardFacts(mug, shop, points, words)).toMatchObject({
      figure: '150',
      detail: '马克杯',
      picture: 'cloud://mug',
    });
  });
});

describe('home and 我的', () => {
  const modules = (invites: boolean) => ({ checkin: false, mall: false, coupons: false, invite: invites });
  const home = (invites: boolean) =>
    as<HomeView>({
      today: '2026-11-22',
      shop: { name: '禾木小馆', points, modules: modules(invites), hours: '', address: '', phone: '', service: null },
      member: {
        number: '862011874293',
        nickname: null,
        avatar: null,
        birthday: null,
        tier: { name: '普通会员', material: 'paper', icon: null, rank: 0 },
        points: { available: 0, pending: 0, debt: 0, expiring: null, monthIn: 0 },
        progress: { growth: 0, provisional: 0, floor: 0, next: null, ticks: [], until: null, keep: null },
        rights: [],
      },
      checkin: null,
      banner: null,
      inbox: { unread: 0, latest: null },
      guide: [],
    });
  const shelf = as<ShelfView>({ counts: {}, rewards: [], ending: [], invite: { terms, friends: 3 }, visit: null });

  test('say what inviting brings while the shop invites, and nothing when it does not', () => {
    const on = home(true);
    expect(homeView(on, zhHans, on.now, shelf).invite?.text).toBe(
      '好友入会你得 50 分，第一笔消费再得 20 分，好友得 30 分和「新客券」2 张',
    );
    expect(homeView(on, zhHans, on.now, as({ ...shelf, invite: null })).invite).toBeNull();
    expect(homeView(home(false), zhHans, on.now, shelf).invite).toBeNull();
    const urls = (view: HomeView) => meView(view, zhHans).rows.map(({ url }) => url);
    expect(urls(on)).toContain('/shopper/invite/index');
    expect(urls(home(false))).not.toContain('/shopper/invite/index');
  });
});
