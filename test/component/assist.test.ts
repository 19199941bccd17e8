// @vitest-environment jsdom
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { adminHans } from '../../miniprogram/admin/words/zh-Hans';
import { assistCard, assistFace, offerFace } from '../../miniprogram/shopper/views/assist';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { AssistOfferView, AssistView } from '../../typings/api/friends';
import type { CaseView } from '../../typings/api/staff';
import type { CaseReasonArgs } from '../../typings/codes';
import { compiled, render, settle, text } from './stage';

function as<T>(plain: unknown): T {
  return plain as T;
}

interface Sent {
  action: string;
  payload: Record<string, unknown>;
  key?: string;
}
const answer = vi.fn<(sent: Sent) => unknown>();
const went: string[] = [];
Object.assign((globalThis as unknown as { wx: object }).wx, {
  cloud: { callFunction: async ({ data }: { data: Sent }) => ({ result: await answer(data) }) },
  getStorageSync: () => '',
  setStorage: () => undefined,
  navigateTo: ({ url }: { url: string }) => went.push(url),
});
const { caseCard, decisionAsk, keyOf } =
  compiled<typeof import('../../miniprogram/admin/views/cases')>('admin/views/cases');
interface AssistStore {
  view: AssistView | null;
  open(id: string): Promise<void>;
  start(): Promise<void>;
  help(): Promise<void>;
  leave(): void;
}
interface CaseStore {
  list: { items: CaseView[]; open(): Promise<void> };
  asked: object | null;
  waiting: object | null;
  ask(doubt: CaseView | undefined, pay: boolean): void;
  decide(): Promise<void>;
  leave(): void;
}
const { assist } = compiled<{ assist: AssistStore }>('shopper/stores/assist');
const { cases } = compiled<{ cases: CaseStore }>('admin/stores/cases');
const { notice } = compiled<{ notice: { text: string } }>('stores/notice');

const NOW = Date.parse('2026-11-21T04:00:00Z');
const today = '2026-11-21';
const clock = { now: NOW, today };
const words = { ...zhHans, ...shopperHans };
const points = { name: '积分', unit: '分' };
const said = { points, words };
const gift = { points: 80, coupons: [] };
const one = (nickname: string | null, own = false) => ({ nickname, avatar: null, own });
const yes = (data: object) => ({ ok: true, data: { ...clock, ...data } });
const no = (code: string) => ({ ok: false, error: { code, message: code } });

const view = (more: object = {}) =>
  as<AssistView>({
    ...clock,
    id: 'a'.repeat(24),
    name: '秋日助力',
    starter: { nickname: '林小姐', avatar: null },
    own: true,
    state: 'open',
    needed: 3,
    helpers: [one('阿梅')],
    gift,
    until: NOW + 3_600_000,
    code: 'ABCDEFGH',
    ...more,
  });
const offer = (more: object = {}) =>
  as<AssistOfferView>({
    campaign: 'autumn',
    name: '秋日助力',
    helpers: 3,
    hours: 24,
    gift,
    lastDay: '2026-12-31',
    left: 2,
    running: null,
    ...more,
  });

beforeEach(() => {
  answer.mockReset();
  went.length = 0;
  assist.leave();
  cases.leave();
});

describe('the page of friends’ help', () => {
  test('before it is started it says what it brings, for how many friends, how long, and that there is no luck in it', () => {
    const face = offerFace(offer(), { ...said, today: as(today) });
    expect(face).toMatchObject({
      prize: '80 分',
      headline: '24 小时内请 3 位好友助力',
      act: { kind: 'start' },
      until: 0,
    });
    expect(face.slots.map(({ taken }) => taken)).toEqual([false, false, false]);
    expect(face.rules.map(({ text: line }) => line).join()).toContain('不抽奖');
    const none = offerFace(offer({ left: 0 }), { ...said, today: as(today) });
    expect(none).toMatchObject({ sentence: '你的次数已经用完了', act: { kind: 'none' } });
  });

  test('the starter can send it while it is open, and reads in every state what has become of it', () => {
    const shown = (state: string) =>
      assistFace(view({ state, helpers: [one('阿梅'), one(null), one('胡')] }), true, said);
    expect(assistFace(view(), true, said)).toMatchObject({
      headline: '还差 2 位好友',
      act: { kind: 'share' },
      until: NOW + 3_600_000,
      from: null,
    });
    const acts = ['full', 'review', 'paid', 'refused', 'over'].map((state) => shown(state).act.kind);
    expect(acts).toEqual(['history', 'none', 'history', 'none', 'again']);
    expect(shown('review').sentence).toContain('核实');
    expect(shown('paid').sentence).toBe('80 分已到账');
    expect(assistFace(view({ state: 'over' }), true, said).sentence).toBe('还差 2 位，没有凑齐');
    // Nothing is counted down once it is decided.
    expect(['full', 'review', 'paid', 'refused', 'over'].map((state) => shown(state).until)).toEqual([0, 0, 0, 0, 0]);
  });

  test('a friend helps once; who is no member joins first; afterwards nobody is asked again', () => {
    const friend = (more: object, member = true) => assistFace(view({ own: false, ...more }), member, said);
    expect(friend({})).toMatchObject({ from: { name: '林小姐' }, act: { kind: 'help', label: '帮忙助力' } });
    expect(friend({}, false).act).toEqual({ kind: 'join', label: '先入会，再助力' });
    expect(friend({ helpers: [one('阿梅'), one('我自己', true)] })).toMatchObject({
      headline: '你已经助力了',
      sentence: '再有 1 位，林小姐就得 80 分',
      act: { kind: 'none' },
      second: { kind: 'again' },
    });
    for (const state of ['full', 'review', 'paid', 'refused', 'over']) expect(friend({ state }).act.kind).toBe('none');
    // What is being looked at, or was refused, is between the shop and the starter.
    expect(friend({ state: 'review' })).toEqual(friend({ state: 'paid' }));
    expect(friend({ state: 'refused' }).headline).toBe(friend({ state: 'over' }).headline);
  });

  test('there are as many places as friends are needed, taken from the left, and all of it is said in one sentence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(20), (needed, count) => {
        const helpers = Array.from({ length: Math.min(needed, count) }, (_, i) => one(i % 2 ? null : `友${i}`));
        const { slots, spoken } = assistFace(view({ needed, helpers }), true, said);
        expect(slots).toHaveLength(needed);
        expect(slots.map(({ taken }) => taken)).toEqual(slots.map((_, place) => place < helpers.length));
        expect(spoken).toContain(String(needed));
      }),
    );
  });

  test('without an id it asks what can be started, starts it once, and shows what came', async () => {
    answer.mockImplementation(({ action }) =>
      action === 'invite.view' ? yes({ assist: offer() }) : yes(view({ helpers: [] })),
    );
    await assist.open('');
    expect(assist.view).toBeNull();
    const [first, second] = [assist.start(), assist.start()];
    expect([await first, await second]).toEqual([true, false]);
    expect(answer.mock.calls.filter(([{ action }]) => action === 'assist.start')).toHaveLength(1);
    expect(answer.mock.calls.at(-1)?.[0]).toMatchObject({ payload: { campaign: 'autumn' }, key: expect.any(String) });
    expect(assist.view?.code).toBe('ABCDEFGH');
  });

  test('a help that came too late is said, and the page shows how it stands', async () => {
    let state = 'open';
    answer.mockImplementation(({ action }) =>
      action === 'assist.help' ? no('ASSIST_ENDED') : yes(view({ state, own: false })),
    );
    await assist.open('a'.repeat(24));
    state = 'paid';
    await assist.help();
    await settle();
    expect(notice.text).toContain('已经结束');
    await vi.waitFor(() => expect(assist.view?.state).toBe('paid'));
  });

  test('what cannot be fetched is told; what is shown already stays', async () => {
    answer.mockImplementation(() => yes(view()));
    await assist.open('a'.repeat(24));
    answer.mockImplementation(() => no('INTERNAL'));
    await assist.open('a'.repeat(24));
    expect(assist).toMatchObject({ phase: 'ready', problem: { code: 'INTERNAL' } });
    await assist.open('b'.repeat(24));
    expect(assist).toMatchObject({ phase: 'failed', view: null });
  });
});

describe('the card among the invitations', () => {
  test('says what it brings, or how far the running one has come, and leads to its page', async () => {
    const plain = assistCard(offer(), points, words);
    expect(plain).toMatchObject({ text: '24 小时内请 3 位好友助力，得 80 分', action: '去发起', slots: [], until: 0 });
    expect(assistCard(offer({ left: 0 }), points, words).action).toBe('');
    const card = render('shopper/components/assist-card/index', { offer: offer({ running: view() }) });
    await settle();
    expect(text(card)).toContain('还差 2 位好友');
    card.instance.go?.();
    expect(went).toEqual([`/shopper/assist/index?id=${'a'.repeat(24)}`]);
    // Without a campaign there is no card.
    expect(render('shopper/components/assist-card/index', { offer: {} }).querySelector('.assist')).toBeUndefined();
  });
});

const member = { number: '862011874293', nickname: '林晓', avatar: null, tier: { name: '金卡' }, available: 2480 };
const doubt = (more: object = {}) =>
  as<CaseView>({
    id: 'friend-1',
    what: 'registered',
    inviter: { ...member, state: 'active' },
    friend: { nickname: null, joinedOn: '2026-11-20' },
    gift,
    reasons: [{ code: 'speed', args: { count: 4 } }],
    at: NOW - 3 * 3_600_000,
    ...more,
  });
const staffSaid = as<Parameters<typeof caseCard>[1]>({ now: NOW, today, points, words: zhHans, own: adminHans });

describe('doubtful rewards', () => {
  test('say whose, for whom, how much, how long they wait and why, in a shopkeeper’s words', () => {
    expect(caseCard(doubt(), staffSaid)).toMatchObject({
      what: '好友入会的奖励',
      friend: '好友没有设置昵称，11 月 20 日入会',
      gift: '要发：80 分',
      waiting: '等了 3 小时',
      reasons: ['十分钟里来了 4 位好友'],
    });
    expect(caseCard(doubt({ at: NOW - 50 * 3_600_000, friend: null, what: 'assist' }), staffSaid)).toMatchObject({
      friend: '',
      waiting: '等了 2 天',
    });
  });

  test('every reason has a sentence of its own, and one that is newer than the phone is said in general', () => {
    const codes: Record<keyof CaseReasonArgs, object> = {
      sameAddress: { count: 3 },
      speed: { count: 4 },
      chain: {},
      knownCustomer: {},
      risk: { rank: 3 },
      riskUnknown: {},
      budget: {},
    };
    const reasons = Object.entries(codes).map(([code, args]) => ({ code, args }));
    const told = caseCard(doubt({ reasons }), staffSaid).reasons;
    expect(new Set(told).size).toBe(reasons.length);
    expect(told).not.toContain(adminHans.cases.reasons.other);
    expect(caseCard(doubt({ reasons: [{ code: 'newer', args: {} }] }), staffSaid).reasons).toEqual([
      adminHans.cases.reasons.other,
    ]);
  });

  test('are paid or refused behind a question, once; both rewards of one friend are told apart', async () => {
    const both = [doubt(), doubt({ what: 'firstOrder' })];
    expect(new Set(both.map(keyOf)).size).toBe(2);
    expect(decisionAsk(both[0] as CaseView, false, staffSaid)).toMatchObject({
      kind: 'danger',
      title: '不给林晓发这份奖励',
    });
    answer.mockImplementation(({ action }) =>
      yes({ cases: action === 'referrals.cases' ? both : both.slice(1), nextCursor: null }),
    );
    await cases.list.open();
    cases.ask(both[0], true);
    await Promise.all([cases.decide(), cases.decide()]);
    const sent = answer.mock.calls.map(([each]) => each).filter(({ action }) => action === 'referrals.decide');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      payload: { id: 'friend-1', what: 'registered', pay: true },
      key: expect.any(String),
    });
    expect(cases.list.items.map(({ what }) => what)).toEqual(['firstOrder']);
    expect([cases.asked, cases.waiting]).toEqual([null, { count: 1, more: false }]);
  });

  test('the second owner reads that it is decided, and the list is fetched anew', async () => {
    answer.mockImplementation(({ action }) =>
      action === 'referrals.decide' ? no('CASE_DECIDED') : yes({ cases: [], nextCursor: null }),
    );
    cases.ask(doubt(), true);
    await cases.decide();
    expect(notice.text).toContain('已经有人');
    expect(answer.mock.calls.map(([{ action }]) => action)).toEqual(['referrals.decide', 'referrals.cases']);
  });
});
