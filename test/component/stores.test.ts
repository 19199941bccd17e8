// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { compiled } from './stage';

interface Sent {
  action: string;
  payload: Record<string, unknown>;
}
type Reply = { result: unknown };

const storage = new Map<string, unknown>();
const answer = vi.fn<(sent: Sent) => Promise<Reply> | Reply>();
Object.assign((globalThis as unknown as { wx: object }).wx, {
  cloud: { callFunction: async ({ data }: { data: Sent }) => answer(data) },
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorage: ({ key, data }: { key: string; data: unknown }) => storage.set(key, data),
});

const member = (balance: number, rank = 0) => ({
  number: '862011874293',
  tier: { code: `tier${rank}`, name: `第 ${rank} 级`, material: 'paper', icon: null, rank },
  points: { available: balance },
});
const view = (balance: number, more: Record<string, unknown> = {}) => ({
  now: 1,
  today: '2026-11-21',
  shop: { name: '禾木小馆', points: { name: '积分', unit: '分' }, terms: { version: '1' }, privacy: { version: '1' } },
  member: member(balance),
  checkin: { signedToday: false, strip: [] },
  inbox: { unread: 0, latest: null },
  guide: [],
  ...more,
});
const yes = (data: unknown): Reply => ({ result: { ok: true, data } });
const no = (code: string): Reply => ({ result: { ok: false, error: { code, message: '' } } });
const signed = { now: 2, today: '2026-11-21', repeated: false, earned: 5, because: [], gift: null };

interface Membership {
  home: { today: string } | null;
  risenFrom: { name: string } | null;
  takeNews(): { id: string } | null;
  forgetRise(): void;
  now(): number;
  member: { points: { available: number } } | null;
  phase: string;
  start(): void;
  refresh(): Promise<boolean>;
  adopt(home: unknown): void;
}
const { membership } = compiled<{ membership: Membership }>('stores/membership');
const { checkin } = compiled<{ checkin: { stamp: string; signIn(): Promise<void> } }>('stores/checkin');
const { notice } = compiled<{ notice: { text: string; url: string; say(text: string, url?: string): void } }>(
  'stores/notice',
);

beforeEach(() => {
  answer.mockReset();
  membership.adopt(view(10));
  membership.takeNews();
  membership.forgetRise();
});

test('the last view is drawn before anything was asked', () => {
  storage.set('home', { shape: 3, home: view(77), lag: 0 });
  membership.start();
  expect(membership.phase).toBe('ready');
  expect(membership.member?.points.available).toBe(77);
  expect(answer).not.toHaveBeenCalled();
});

test('a stored view of another shape is not drawn', () => {
  storage.set('home', { shape: 0, home: view(77) });
  membership.start();
  expect(membership.member?.points.available).toBe(10);
});

test('refreshes at the same time share one request', async () => {
  answer.mockResolvedValue(yes(view(20)));
  await Promise.all([membership.refresh(), membership.refresh(), membership.refresh()]);
  expect(answer).toHaveBeenCalledTimes(1);
  expect(membership.member?.points.available).toBe(20);
});

test('a home view asked for before a check-in does not overwrite what the check-in brought', async () => {
  let late: (reply: Reply) => void = () => undefined;
  answer.mockImplementation(({ action }) =>
    action === 'member.home'
      ? new Promise((resolve) => {
          late = resolve;
        })
      : yes({ ...signed, member: member(15), checkin: { signedToday: true, strip: [] } }),
  );
  const refreshed = membership.refresh();
  await checkin.signIn();
  late(yes(view(10)));
  await refreshed;
  expect(membership.member?.points.available).toBe(15);
});

test('the stamp is lifted while the answer is on its way, and one tap more sends nothing', async () => {
  let reply: (reply: Reply) => void = () => undefined;
  answer.mockImplementation(
    () =>
      new Promise((resolve) => {
        reply = resolve;
      }),
  );
  const signing = checkin.signIn();
  expect(checkin.stamp).toBe('lifted');
  await checkin.signIn();
  expect(answer).toHaveBeenCalledTimes(1);
  reply(yes({ ...signed, member: member(15), checkin: { signedToday: true, strip: [] } }));
  await signing;
  expect(checkin.stamp).toBe('idle');
  expect(notice.text).toBe('签到成功，得 5 分');
});

test('a new day is fetched and said, nothing is signed behind the back', async () => {
  answer.mockImplementation(({ action }) =>
    action === 'member.home' ? yes(view(10, { today: '2026-11-22' })) : no('DAY_CHANGED'),
  );
  await checkin.signIn();
  expect(membership.home?.today).toBe('2026-11-22');
  expect(notice.text).toBe('新的一天到了，已经刷新');
  expect(checkin.stamp).toBe('idle');
});

test('a refused check-in says what was not done', async () => {
  answer.mockResolvedValue(no('FROZEN'));
  await checkin.signIn();
  expect(notice.text).toBe('会员资格被暂停，请联系店员，还没有签到，积分没有变');
});

const inbox = (id: string) => ({ unread: 1, latest: { id, kind: 'sale', facts: {}, unread: true } });

test('what happened since the last look is told once', async () => {
  answer.mockResolvedValue(yes(view(138, { inbox: inbox('sale-1') })));
  await membership.refresh();
  expect(membership.takeNews()?.id).toBe('sale-1');
  expect(membership.takeNews()).toBeNull();
  await membership.refresh();
  expect(membership.takeNews()).toBeNull();
});

test('a notice that was told on an earlier visit is not told again after a start', async () => {
  storage.set('home', { shape: 3, home: view(77, { inbox: inbox('sale-1') }), lag: 0 });
  membership.start();
  answer.mockResolvedValue(yes(view(77, { inbox: inbox('sale-1') })));
  await membership.refresh();
  expect(membership.takeNews()).toBeNull();
});

test('news read meanwhile are no news any more', async () => {
  answer.mockResolvedValueOnce(yes(view(138, { inbox: inbox('sale-1') })));
  await membership.refresh();
  answer.mockResolvedValueOnce(yes(view(138)));
  await membership.refresh();
  expect(membership.takeNews()).toBeNull();
});

test('a higher tier than at the last look keeps the old one for the card to slide away', async () => {
  answer.mockResolvedValue(yes(view(10, { member: member(10, 1) })));
  await membership.refresh();
  expect(membership.risenFrom?.name).toBe('第 0 级');
  membership.forgetRise();
  await membership.refresh();
  expect(membership.risenFrom).toBeNull();
});

test('a lower tier, and another person with a higher one, are no rise', async () => {
  membership.adopt(view(10, { member: member(10, 2) }));
  membership.forgetRise();
  membership.adopt(view(10, { member: member(10, 1) }));
  expect(membership.risenFrom).toBeNull();
  membership.adopt(view(10, { member: { ...member(10, 3), number: '862099999999' } }));
  expect(membership.risenFrom).toBeNull();
});

test("the phone keeps the server's clock, also over a start without a network", () => {
  const now = Date.now() + 3_600_000;
  membership.adopt(view(10, { now }));
  expect(Math.abs(membership.now() - now)).toBeLessThan(5_000);
  membership.adopt(view(10, { now: 5 }));
  storage.set('home', { shape: 3, home: view(10, { now }), lag: 3_600_000 });
  membership.start();
  expect(Math.abs(membership.now() - now)).toBeLessThan(5_000);
});

test('a plain sentence leads nowhere, also after one that did', () => {
  notice.say('收银台：消费 ¥128，+128 分', '/shopper/inbox/index');
  expect(notice.url).toBe('/shopper/inbox/index');
  notice.say('已保存');
  expect(notice.url).toBe('');
});
