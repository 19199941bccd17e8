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

const view = (balance: number, more: Record<string, unknown> = {}) => ({
  now: 1,
  today: '2026-11-21',
  shop: { name: '禾木小馆', points: { name: '积分', unit: '分' }, terms: { version: '1' }, privacy: { version: '1' } },
  member: { points: { available: balance } },
  checkin: { signedToday: false, strip: [] },
  guide: [],
  ...more,
});
const yes = (data: unknown): Reply => ({ result: { ok: true, data } });
const no = (code: string): Reply => ({ result: { ok: false, error: { code, message: '' } } });
const signed = { now: 2, today: '2026-11-21', repeated: false, earned: 5, because: [], gift: null };

interface Membership {
  home: { today: string } | null;
  member: { points: { available: number } } | null;
  phase: string;
  start(): void;
  refresh(): Promise<boolean>;
  adopt(home: unknown): void;
}
const { membership } = compiled<{ membership: Membership }>('stores/membership');
const { checkin } = compiled<{ checkin: { stamp: string; signIn(): Promise<void> } }>('stores/checkin');
const { notice } = compiled<{ notice: { text: string } }>('stores/notice');

beforeEach(() => {
  answer.mockReset();
  membership.adopt(view(10));
});

test('the last view is drawn before anything was asked', () => {
  storage.set('home', { shape: 1, home: view(77) });
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
      : yes({ ...signed, member: { points: { available: 15 } }, checkin: { signedToday: true, strip: [] } }),
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
  reply(yes({ ...signed, member: { points: { available: 15 } }, checkin: { signedToday: true, strip: [] } }));
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
