import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { journalOf, type Member } from '../../../cloudfunctions/core/account';
import { inbox } from '../../../cloudfunctions/core/inbox';
import type { Referral } from '../../../cloudfunctions/core/inviting';
import {
  findMember,
  INVITE_CODE,
  inviteCode,
  inviterOf,
  join,
  type Whence,
} from '../../../cloudfunctions/core/membership';
import { plainId } from '../../../cloudfunctions/core/membership/identity';
import type { Settings } from '../../../cloudfunctions/core/settings';
import type { InviteInput } from '../../../typings/api/friends';
import type { EpochMs } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, NOON, settings as plain } from '../../faults/simulation/world';
import { templateWith } from './coupon-sample';

beforeEach(() => {
  vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const pack = { points: 20, coupons: [{ template: 'gift', count: 2 }] };
const shop: Settings = {
  ...plain,
  templates: [templateWith({ code: 'gift', name: '好友礼券' })],
  programme: {
    ...plain.programme,
    referral: {
      campaign: 'friends',
      registered: { points: 50 },
      firstOrder: null,
      friend: pack,
      perDay: 5,
      inAll: 50,
      budget: null,
      review: { sameAddress: 3, tenMinutes: 5, risk: 'off' },
    },
  },
};

let born = 0;
async function joins(memory: Memory, openid: string, invite?: InviteInput, from?: Whence, settings = shop) {
  born += 1;
  const id = `m${born}`;
  const env = { ...environment(memory.plain()), newId: () => id };
  const { terms, privacy } = settings.shop;
  const input = { termsVersion: terms.version, privacyVersion: privacy.version, ...(invite ? { invite } : {}) };
  return join(env, openid, input, settings, await findMember(memory.plain(), openid), from);
}

async function joined(...all: Parameters<typeof joins>): Promise<Member> {
  const answer = await joins(...all);
  if (!answer.ok) throw new Error(answer.code);
  return answer.data;
}

const codeOf = (memory: Memory, member: Member) => inviteCode(environment(memory.plain()), member);
const referrals = (memory: Memory) => memory.all('referrals') as unknown as Referral[];

describe('the invite code', () => {
  test('has eight characters that are told apart, is the same for ever, and leads back to its member', async () => {
    const memory = new Memory(() => NOON);
    const [one, other] = [await joined(memory, 'one'), await joined(memory, 'other')];
    const code = await codeOf(memory, one);
    expect(code).toMatch(INVITE_CODE);
    expect(code).not.toMatch(/[01ILO]/);
    expect(await codeOf(memory, one)).toBe(code);
    expect(await codeOf(memory, other)).not.toBe(code);
    expect((await inviterOf({ store: memory.plain() }, code))?._id).toBe(one._id);
    expect(memory.all('inviters')).toHaveLength(2);
  });

  test('that another member has is passed over, and stays theirs', async () => {
    const memory = new Memory(() => NOON);
    const member = await joined(memory, 'one');
    const code = await codeOf(memory, member);
    const taken = new Memory(() => NOON);
    const id = {
      _id: plainId('invite', code),
      kind: 'invite',
      memberId: 'somebody',
      shape: 1,
      at: NOON,
      consent: null,
    };
    await taken.plain().add('identities', id as { _id: string });
    const next = await codeOf(taken, member);
    expect(next).toMatch(INVITE_CODE);
    expect(next).not.toBe(code);
  });

  test.each(['', 'ABC', 'ABCDEFG0', 'abcdefgh', '../../x2', 'A'.repeat(9)])('%j is nobody’s', async (code) => {
    expect(await inviterOf({ store: new Memory(() => NOON).plain() }, code)).toBeNull();
  });
});

describe('joining on an invitation', () => {
  async function invitation(by: InviteInput['by'] = 'card') {
    const memory = new Memory(() => NOON);
    const inviter = await joined(memory, 'inviter');
    return { memory, inviter, invite: { code: await codeOf(memory, inviter), by } };
  }

  test('names the inviter for ever, brings the pack in the first entry, and gives birth to the referral', async () => {
    const { memory, inviter, invite } = await invitation('moments');
    const friend = await joined(memory, 'friend', invite, { address: 'here', union: 'u' });
    expect(friend.inviter).toBe(inviter._id);
    expect(friend.balance).toBe(pack.points);
    const [entry] = journalOf(friend);
    expect(entry?.because.map(({ code, result }) => [code, result])).toEqual([
      ['invited.pack', 20],
      ['coupon.granted', 20],
    ]);
    expect(memory.all('coupons').map(({ memberId }) => memberId)).toEqual([friend._id, friend._id]);
    expect(referrals(memory)).toMatchObject([
      { _id: friend._id, inviterId: inviter._id, by: 'moments', address: 'here', union: 'u', campaign: 'friends' },
    ]);
  });

  test('counts at joining alone: whoever is a member already stays nobody’s friend, whatever code they send', async () => {
    const { memory, invite } = await invitation();
    const member = await joined(memory, 'member');
    expect((await joined(memory, 'member', invite)).inviter).toBeNull();
    expect((await joined(memory, 'member', { code: 'XXXXXXXX', by: 'typed' }))._id).toBe(member._id);
    // Nor does anybody invite themselves.
    expect((await joined(memory, 'inviter', invite)).inviter).toBeNull();
    expect(referrals(memory)).toEqual([]);
  });

  test('a code that nobody has is refused, and nothing is written', async () => {
    const { memory } = await invitation();
    const before = memory.all('identities').length;
    expect(await joins(memory, 'friend', { code: '22222222', by: 'typed' })).toMatchObject({ code: 'INVITE_UNKNOWN' });
    expect(memory.all('identities')).toHaveLength(before);
    expect(memory.all('members')).toHaveLength(1);
  });

  test('who broke off joining with one inviter goes on with that one', async () => {
    const { memory, inviter, invite } = await invitation();
    const second = await joined(memory, 'second');
    const identity = {
      shape: 1,
      _id: plainId('openid', 'friend'),
      kind: 'openid',
      memberId: 'begun',
      at: NOON,
      consent: null,
      invited: { inviterId: second._id, by: 'card', address: null, union: null },
    };
    await memory.plain().add('identities', identity as { _id: string });
    const friend = await joined(memory, 'friend', invite);
    expect(friend.inviter).toBe(second._id);
    expect(friend.inviter).not.toBe(inviter._id);
    expect(referrals(memory)[0]?.inviterId).toBe(second._id);
  });

  test.each(['frozen', 'closed'])('on that of a %s account: the friend is welcome, and nobody’s', async (state) => {
    const { memory, inviter, invite } = await invitation();
    await memory.plain().update('members', inviter._id, {}, { set: { state } });
    const friend = await joined(memory, 'friend', invite);
    expect([friend.inviter, friend.balance, referrals(memory)]).toEqual([null, 0, []]);
  });

  test('a shop that gives nothing for it, or has switched it off, asks for no code', async () => {
    const { memory, invite } = await invitation();
    const none = { ...shop, programme: { ...shop.programme, referral: null } };
    const off = { ...shop, shop: { ...shop.shop, modules: { ...shop.shop.modules, invite: false } } };
    expect((await joined(memory, 'a', invite, undefined, none)).inviter).toBeNull();
    expect((await joined(memory, 'b', { code: 'nonsense', by: 'typed' }, undefined, off)).inviter).toBeNull();
  });

  test('the inviter is told at once, in their inbox and in nobody else’s', async () => {
    const { memory, inviter, invite } = await invitation();
    const friend = await joined(memory, 'friend', invite);
    // Of the friend's own, the coupons alone.
    expect([friend.noticed, friend.lastNotice?.kind]).toEqual([1, 'coupon']);
    const notices = async (openid: string) => {
      const answer = await inbox(environment(memory.plain(), (NOON + 1) as EpochMs), openid, {});
      if (!answer.ok) throw new Error(answer.code);
      return answer.data.notices.map(({ kind }) => kind);
    };
    expect(await notices('inviter')).toEqual(['friendJoined']);
    expect(await notices('friend')).not.toContain('friendJoined');
    expect(memory.all('notices').find(({ kind }) => kind === 'friendJoined')?.memberId).toBe(inviter._id);
  });
});
