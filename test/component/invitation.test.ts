// @vitest-environment jsdom
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { compiled } from './stage';

interface Sent {
  action: string;
  payload: Record<string, unknown>;
}
type Reply = { result: unknown };

const storage = new Map<string, unknown>();
const answer = vi.fn<(sent: Sent) => Reply>();
/** What is tapped in WeChat's question, and what was asked. */
let confirms = true;
const asked: string[] = [];
Object.assign((globalThis as unknown as { wx: object }).wx, {
  cloud: { callFunction: async ({ data }: { data: Sent }) => answer(data) },
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorage: ({ key, data }: { key: string; data: unknown }) => storage.set(key, data),
  removeStorage: ({ key }: { key: string }) => storage.delete(key),
  showModal: ({ content, success }: { content: string; success(answer: { confirm: boolean }): void }) => {
    asked.push(content);
    success({ confirm: confirms });
  },
});

const guest = {
  now: 1,
  today: '2026-11-22',
  shop: {
    name: '禾木小馆',
    points: { name: '积分', unit: '分' },
    terms: { version: '1' },
    privacy: { version: '2' },
    colours: { light: {}, dark: {} },
    modules: {},
  },
  member: null,
  checkin: null,
  inbox: { unread: 0, latest: null },
  guide: [],
};
const joined = { ...guest, member: { number: '862011874293', tier: { rank: 0 }, points: { available: 0 } } };

interface Membership {
  now(): number;
  adopt(home: unknown): void;
}
interface Invitation {
  start(): void;
  came(code: string, by: string, now: number): void;
  current(now: number): { code: string; by: string } | null;
  forget(): void;
  learn(number: string, code: string): void;
  ownCode(number: string | undefined): string;
}
interface Arriving {
  arrivalOf(query: Record<string, string>, scene: number): { code: string; assist: string; by: string };
  inviteCodeIn(text: string): string;
}
const { membership } = compiled<{ membership: Membership }>('stores/membership');
const { invitation } = compiled<{ invitation: Invitation }>('stores/invitation');
const { joinShop } = compiled<{ joinShop(): Promise<{ ok: boolean } | null> }>('services/joining');
const { arrivalOf, inviteCodeIn } = compiled<Arriving>('services/arrival');
const { notice } = compiled<{ notice: { text: string } }>('stores/notice');

const CODE = 'ABCD2345';
const DAY = 86_400_000;
const yes = (data: unknown): Reply => ({ result: { ok: true, data } });
const no = (code: string): Reply => ({ result: { ok: false, error: { code, message: '' } } });
const joins = () => answer.mock.calls.map(([{ payload }]) => payload.invite);

beforeEach(() => {
  answer.mockReset();
  asked.length = 0;
  confirms = true;
  storage.clear();
  invitation.start();
  membership.adopt(guest);
});

describe('who sent somebody here', () => {
  test('stands in the path of a card, in the scene of a mini-program code, encoded or not', () => {
    expect(arrivalOf({ i: CODE, by: 'card' }, 1007)).toEqual({ code: CODE, assist: '', by: 'card' });
    expect(arrivalOf({ i: CODE, a: 'help_1' }, 1007).assist).toBe('help_1');
    for (const scene of [`i=${CODE}`, `i%3D${CODE}`])
      expect(arrivalOf({ scene }, 1047)).toEqual({ code: CODE, assist: '', by: 'code' });
  });

  test('and by which way, by WeChat before the path', () => {
    const by = (scene: number, told?: string) => arrivalOf({ i: CODE, ...(told ? { by: told } : {}) }, scene).by;
    expect([by(1007), by(1008), by(1044), by(1155), by(1048)]).toEqual(['card', 'group', 'group', 'moments', 'code']);
    expect([by(1001, 'moments'), by(1001, 'group'), by(1001, 'king')]).toEqual(['moments', 'group', 'card']);
  });

  test('is nobody, whatever else stands there', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('i', 'a', 'by', 'scene'), fc.string()), (query) => {
        const { code, assist } = arrivalOf(query as Record<string, string>, 1001);
        expect(code).toMatch(/^([2-9A-HJKMNP-Z]{8})?$/);
        expect(assist).toMatch(/^[0-9A-Za-z:_-]{0,64}$/);
      }),
      { numRuns: 200 },
    );
  });

  test('a code that was typed is forgiven small letters, blanks and hyphens, and nothing else', () => {
    expect(['abcd2345', 'ABCD 2345', ' ab-cd 23-45 '].map(inviteCodeIn)).toEqual([CODE, CODE, CODE]);
    expect(['ABCD234', 'ABCD23456', 'ABCD2340', 'ABCDI345', '邀请码邀请码邀请', ''].map(inviteCodeIn)).toEqual(
      Array(6).fill(''),
    );
  });
});

describe('an invitation', () => {
  test('counts for thirty days, on this phone also after it was closed', () => {
    invitation.came(CODE, 'group', 1000);
    invitation.start();
    expect(invitation.current(1000 + 30 * DAY - 1)).toEqual({ code: CODE, by: 'group' });
    expect(invitation.current(1000 + 30 * DAY)).toBeNull();
  });

  test('opened while the phone’s clock was ahead of the server’s counts as well', () => {
    invitation.came(CODE, 'card', 60_000);
    expect(invitation.current(1000)).toEqual({ code: CODE, by: 'card' });
  });

  test('is the newest card', () => {
    invitation.came(CODE, 'card', 1);
    invitation.came('WXYZ6789', 'moments', 2);
    expect(invitation.current(3)).toEqual({ code: 'WXYZ6789', by: 'moments' });
  });

  test('goes along with joining, wherever that is tapped, and is forgotten then', async () => {
    invitation.came(CODE, 'card', membership.now());
    answer.mockReturnValue(yes(joined));
    await joinShop();
    expect(answer.mock.calls[0]?.[0].payload).toEqual({
      termsVersion: '1',
      privacyVersion: '2',
      invite: { code: CODE, by: 'card' },
    });
    invitation.start();
    expect(invitation.current(membership.now())).toBeNull();
  });

  test('is nothing to who is a member already', () => {
    invitation.came(CODE, 'card', 1);
    membership.adopt(joined);
    expect(invitation.current(2)).toBeNull();
  });

  test('of nobody is said so, and joining without it is offered', async () => {
    invitation.came('WXYZ6789', 'typed', membership.now());
    answer.mockReturnValueOnce(no('INVITE_UNKNOWN')).mockReturnValueOnce(yes(joined));
    expect(await joinShop()).toMatchObject({ ok: true });
    expect(joins()).toEqual([{ code: 'WXYZ6789', by: 'typed' }, undefined]);
    expect(asked).toEqual([expect.stringContaining('不用邀请码也可以入会')]);
    expect(notice.text).toContain('禾木小馆');
  });

  test('of nobody joins nobody who says no', async () => {
    confirms = false;
    invitation.came('WXYZ6789', 'typed', membership.now());
    answer.mockReturnValueOnce(no('INVITE_UNKNOWN'));
    expect(await joinShop()).toMatchObject({ ok: false });
    expect(joins()).toHaveLength(1);
  });
});

test("the member's own code is remembered with the member it belongs to", () => {
  invitation.learn('862011874293', CODE);
  invitation.start();
  expect(invitation.ownCode('862011874293')).toBe(CODE);
  expect(invitation.ownCode('111111111111')).toBe('');
  expect(invitation.ownCode(undefined)).toBe('');
});
