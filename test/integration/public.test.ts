import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultProgramme } from '../../cloudfunctions/core/programme';
import { defaultShop } from '../../cloudfunctions/core/shop';
import { functions } from '../../cloudfunctions/manifest/functions';
import { reading } from '../../cloudfunctions/platform/strangers';
import type { Answer } from '../../typings/api/envelope';
import type { LandingView } from '../../typings/api/friends';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let code: string;

const look = (payload: object, openid?: string) =>
  shop.raw(openid, { action: 'landing.view', payload }, 'public') as Promise<Answer<LandingView>>;

async function seen(payload: object, openid?: string): Promise<LandingView> {
  const answer = await look(payload, openid);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

beforeAll(async () => {
  // One instance: what it remembers of an address is its own.
  shop = await openShop(1);
  const { earning } = defaultProgramme;
  await shop.programme({
    referral: {
      campaign: 'friends',
      registered: { points: 50 },
      firstOrder: null,
      friend: { points: 30 },
      perDay: 10,
      inAll: 100,
      budget: null,
      review: { sameAddress: 5, tenMinutes: 5, risk: 'off' },
    },
    earning: {
      ...earning,
      rules: [
        ...earning.rules,
        { code: 'welcome', name: '入会礼', on: ['join'], when: [], give: { code: 'fixed', points: 8 } },
      ],
    },
  });
  await shop.join('lin');
  await shop.act('lin', 'member.updateProfile', { nickname: '林晓' }, 'named');
  const invite = await shop.act('lin', 'invite.view', {});
  if (!invite.ok) throw new Error(invite.error.code);
  code = invite.data.code;
});
afterAll(() => shop.close());

describe('what a stranger may read', () => {
  test('is who invites, and what a newcomer gets', async () => {
    const view = await seen({ code });
    expect(view.inviter).toEqual({ nickname: '林晓', avatar: null });
    expect(view.friend).toEqual({ points: 30, coupons: [] });
    expect(view.welcome).toEqual([{ code: 'join.points', args: { points: 8 } }]);
    expect(view.assist).toBeNull();
  });

  test('forgives small letters', async () => {
    expect((await seen({ code: code.toLowerCase() })).inviter?.nickname).toBe('林晓');
  });

  test('is the shop alone for a code that nobody has, and for one that cannot be', async () => {
    const alone = await seen({});
    for (const wrong of ['22222222', 'IL0O', 'Z'.repeat(16)]) {
      const view = await seen({ code: wrong });
      expect({ ...view, now: 0 }).toEqual({ ...alone, now: 0 });
    }
    expect(alone).toMatchObject({ inviter: null, friend: null, assist: null });
    expect(alone.shop.name).not.toBe('');
  });

  test('holds nothing of the member beyond the name and picture of their choice', async () => {
    const { member } = await shop.join('lin');
    const told = JSON.stringify(await seen({ code }));
    expect(told).not.toContain(member?.number);
    expect(told).not.toContain('lin"');
    expect(Object.keys((await seen({ code })).inviter ?? {})).toEqual(['nickname', 'avatar']);
  });

  test('does not name who has no name that WeChat has let through', async () => {
    await shop.join('nameless');
    const invite = await shop.act('nameless', 'invite.view', {});
    expect((await seen({ code: invite.ok ? invite.data.code : '' })).inviter).toEqual({ nickname: null, avatar: null });
  });

  test('is the same with an identity as without', async () => {
    expect({ ...(await seen({ code }, 'wang')), now: 0 }).toEqual({ ...(await seen({ code })), now: 0 });
  });
});

test('nothing else is let in', async () => {
  const refusals = [
    [{ action: 'landing.view', payload: { code: '' } }, 'INVALID_INPUT'],
    [{ action: 'landing.view', payload: { code: '../../x' } }, 'INVALID_INPUT'],
    [{ action: 'landing.view', payload: { code, openid: 'lin' } }, 'INVALID_INPUT'],
    [{ action: 'landing.view', payload: { code: { $ne: null } } }, 'INVALID_INPUT'],
    [{ action: 'landing.view', payload: { assist: 'x'.repeat(65) } }, 'INVALID_INPUT'],
    [{ action: 'member.home', payload: {} }, 'UNKNOWN_ACTION'],
    [{ action: 'landing.view' }, 'INVALID_INPUT'],
    [{ action: 'landing.view', payload: { code: 'x'.repeat(9000) } }, 'TOO_LARGE'],
  ] as const;
  for (const [event, refusal] of refusals)
    expect(await shop.raw(undefined, event, 'public')).toMatchObject({ ok: false, error: { code: refusal } });
});

test('looking writes nothing, and what was just seen is not read again', async () => {
  await shop.advance(10_001);
  const before = await shop.books('lin');
  await shop.logs();
  await seen({ code });
  await seen({ code });
  const [first, second] = await shop.logs();
  expect(first?.requests).toBeGreaterThan(0);
  expect(second?.requests).toBe(0);
  await shop.advance(10_001);
  await seen({ code });
  expect((await shop.logs())[0]?.requests).toBeGreaterThan(0);
  expect(await shop.books('lin')).toEqual(before);
});

test('who asks too often is told to wait, nobody else is, and a minute later it is forgotten', async () => {
  await shop.advance(60_001);
  const answers = await Promise.all(Array.from({ length: 241 }, () => look({ code }, 'crawler')));
  expect(answers.filter(({ ok }) => !ok)).toMatchObject([{ error: { code: 'TOO_FAST' } }]);
  expect(await look({ code }, 'somebody')).toMatchObject({ ok: true });
  await shop.advance(60_001);
  expect(await look({ code }, 'crawler')).toMatchObject({ ok: true });
});

test('pictures come as addresses that a page without identity can show', async () => {
  const { member } = await shop.join('lin');
  const path = encodeURIComponent(`avatars/${member?.number}/me.png`);
  const sent = await fetch(`${shop.origin}/local/upload?path=${path}&as=lin`, { method: 'POST', body: 'png' });
  const { fileID } = (await sent.json()) as { fileID: string };
  const changed = await shop.act('lin', 'member.updateProfile', { avatar: fileID }, 'avatar');
  expect(changed.ok).toBe(true);
  await shop.advance(10_001);
  const { inviter } = await seen({ code });
  expect(inviter?.avatar).toMatch(/^https?:/);
  expect(await (await fetch(inviter?.avatar ?? '')).text()).toBe('png');
});

test('a shop that has switched inviting off speaks for itself alone', async () => {
  await shop.store('settings', {
    _id: 'shop',
    ...defaultShop,
    modules: { ...defaultShop.modules, invite: false },
  } as { _id: string });
  await shop.advance(10_001);
  expect(await seen({ code })).toMatchObject({ inviter: null, friend: null });
});

test('the store of a stranger reads, and refuses everything else', async () => {
  const find = () => Promise.resolve([]);
  const done = () => Promise.reject(new Error('written'));
  const store = reading({ find, add: done, addAll: done, update: done, updateAll: done, remove: done } as never);
  expect(await store.find('members', { where: {}, limit: 1 })).toEqual([]);
  const writes = [
    store.add('members', { _id: 'x' }),
    store.addAll('members', [{ _id: 'x' }]),
    store.update('members', 'x', {}, { set: { state: 'closed' } }),
    store.updateAll('members', {}, { set: { state: 'closed' } }),
    store.remove('tallies', {}, 1),
  ];
  const outcomes = await Promise.allSettled(writes);
  expect(outcomes.map((outcome) => String((outcome as PromiseRejectedResult).reason))).toEqual(
    Array(5).fill('Error: a stranger never writes'),
  );
});

test('one function is open to callers without identity, and no other', () => {
  expect(Object.keys(functions).filter((name) => functions[name]?.anonymous)).toEqual(['public']);
});
