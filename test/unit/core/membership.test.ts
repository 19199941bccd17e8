import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkBooks, type Member, type Origin } from '../../../cloudfunctions/core/account';
import {
  codes,
  createWithoutWeChat,
  findByRef,
  join,
  memberStamp,
  memberView,
  partnerMember,
} from '../../../cloudfunctions/core/membership';
import type { Programme } from '../../../cloudfunctions/core/programme';
import type { Settings } from '../../../cloudfunctions/core/settings';
import { ladderOf } from '../../../cloudfunctions/core/tiers';
import type { MemberRef, NewMemberInput } from '../../../typings/api/partner';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { environment, NOON, settings } from '../../faults/simulation/world';

const TODAY = '2026-11-21' as DayKey;
const till: Origin = { storeId: 'default', channel: 'till', actor: 'partner', partnerId: 'till-1' };
const phone = '+8613800138000';
const phoneHash = createHash('sha256').update(phone).digest('hex');

beforeEach(() => {
  vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function shopWith(change: Partial<Programme>): Settings {
  const programme = { ...settings.programme, ...change };
  return { ...settings, programme, ladders: [ladderOf(programme.tiers, '1970-01-01' as DayKey)] };
}

async function joined(memory: Memory, shop = settings): Promise<Member> {
  const { terms, privacy } = shop.shop;
  const consent = { termsVersion: terms.version, privacyVersion: privacy.version };
  const answer = await join(environment(memory.plain()), 'somebody', consent, shop, null);
  if (!answer.ok) throw new Error(answer.code);
  return answer.data;
}

async function made(memory: Memory, input: NewMemberInput, shop = settings): Promise<Member> {
  const answer = await createWithoutWeChat(environment(memory.plain()), shop, input, till);
  if (!answer.ok) throw new Error(answer.code);
  return answer.data.member;
}

function find(memory: Memory, ref: MemberRef, now: number = NOON) {
  return findByRef(environment(memory.plain(), now as EpochMs), ref);
}

test('points for joining follow the rules: a welcome for the mini-program alone is not for the till', async () => {
  const welcome = {
    code: 'welcome',
    name: '入会礼',
    on: ['join' as const],
    when: [{ code: 'channel' as const, channels: ['mini' as const] }],
    give: { code: 'fixed' as const, points: 30 },
  };
  const shop = shopWith({ earning: { rules: [welcome], cap: 100 } });
  const memory = new Memory(() => NOON);
  const member = await joined(memory, shop);
  expect(member).toMatchObject({ balance: 30, seq: 1 });
  expect(Object.values(member.journal)[0]).toMatchObject({
    kind: 'join',
    because: [{ code: 'rule.fixed', args: { name: '入会礼', points: 30 }, result: 30 }],
  });
  expect(await made(new Memory(() => NOON), { phone }, shop)).toMatchObject({ balance: 0, seq: 1 });
  expect(await checkBooks(memory.plain(), member._id)).toEqual([]);
});

test('growth for joining counts at once, with the tier it reaches and a notice of it', async () => {
  const shop = shopWith({ growth: { perFen: 100, checkIn: 0, join: 1_000 } });
  const member = await joined(new Memory(() => NOON), shop);
  expect(memberView(member, shop, TODAY)).toMatchObject({ tier: { name: '银卡会员' }, progress: { growth: 1_000 } });
  expect(Object.values(member.journal)[0]).toMatchObject({
    growth: 1_000,
    because: [{ code: 'growth.counted' }, { code: 'tier.up' }],
    births: [{ document: { kind: 'tierUp' } }],
  });
  expect(member).toMatchObject({ noticed: 1 });
  const { clockwork } = memberStamp(environment(new Memory(() => NOON).plain()), shop);
  expect(clockwork.due(member, TODAY).drafts).toEqual([]);
});

test('a member is found by number, code, phone, its hash and card', async () => {
  const memory = new Memory(() => NOON);
  const { _id, number } = await made(memory, { phone, card: 'VIP 0001' });
  const refs: MemberRef[] = [
    { number },
    { phone },
    { phoneHash },
    { phoneHash: phoneHash.toUpperCase() },
    { card: 'VIP 0001' },
  ];
  for (const ref of refs) expect(await find(memory, ref)).toMatchObject({ ok: true, data: { _id } });
  const strangers: MemberRef[] = [{ number: '100000000001' }, { phone: '+8613800138001' }, { card: 'VIP 0002' }];
  for (const ref of strangers) expect(await find(memory, ref)).toEqual({ ok: false, code: 'MEMBER_NOT_FOUND' });
});

test('a code finds its member for two minutes, also when the account is frozen', async () => {
  const memory = new Memory(() => NOON);
  const { _id } = await joined(memory);
  await memory.plain().update('members', _id, {}, { set: { state: 'frozen' } });
  const shown = await codes(environment(memory.plain()), 'somebody');
  const code = shown.ok ? (shown.data.codes[0]?.code ?? '') : '';
  expect(await find(memory, { code })).toMatchObject({ ok: true, data: { _id, state: 'frozen' } });
  expect(await find(memory, { code }, NOON + 119_999)).toMatchObject({ ok: true });
  expect(await find(memory, { code }, NOON + 120_000)).toEqual({ ok: false, code: 'CODE_OUTDATED' });
  await memory.plain().update('members', _id, {}, { set: { state: 'closed' } });
  expect(await find(memory, { code })).toEqual({ ok: false, code: 'CLOSED' });
  expect(await codes(environment(memory.plain()), 'somebody')).toEqual({ ok: false, code: 'CLOSED' });
});

test('phone and hash that differ, and neither phone nor card, are refused with the field', async () => {
  const memory = new Memory(() => NOON);
  const env = environment(memory.plain());
  const wrong = 'a'.repeat(64);
  expect(await createWithoutWeChat(env, settings, { phone, phoneHash: wrong }, till)).toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'phoneHash' },
  });
  expect(await createWithoutWeChat(env, settings, {}, till)).toMatchObject({ details: { field: 'phone' } });
  expect(memory.all('identities')).toEqual([]);
});

test('a phone added to a member made by card leads to the same member', async () => {
  const memory = new Memory(() => NOON);
  const first = await made(memory, { card: 'VIP 0001' });
  expect(first.phoneBound).toBe(false);
  expect(await made(memory, { card: 'VIP 0001', phone })).toMatchObject({ _id: first._id, phoneBound: true });
  expect(await made(memory, { phoneHash })).toMatchObject({ _id: first._id, seq: 2 });
  expect(await checkBooks(memory.plain(), first._id)).toEqual([]);
});

test('a till learns tier and points, and nothing personal', async () => {
  const member = await joined(new Memory(() => NOON));
  expect(partnerMember(member, settings, TODAY)).toEqual({
    memberId: member._id,
    number: member.number,
    tier: { code: 'regular', name: '普通会员' },
    available: 0,
    pending: 0,
    growth: 0,
    inWeChat: true,
    state: 'active',
  });
});

test('without the shop’s secret no phone number is hashed and nobody is made', async () => {
  vi.stubEnv('HUITOUKE_SECRET', '');
  const memory = new Memory(() => NOON);
  const creating = createWithoutWeChat(environment(memory.plain()), settings, { phone }, till);
  await expect(creating).rejects.toThrow('HUITOUKE_SECRET');
  expect(memory.all('identities')).toEqual([]);
});

test('with another secret the same number is another identity: the stored hash alone is of no use', async () => {
  const memory = new Memory(() => NOON);
  await made(memory, { phone });
  const [first] = memory.all('identities').filter(({ kind }) => kind === 'phone');
  vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 2).toString('base64url'));
  expect(await find(memory, { phone })).toEqual({ ok: false, code: 'MEMBER_NOT_FOUND' });
  expect(JSON.stringify(first)).not.toContain(phoneHash);
});
