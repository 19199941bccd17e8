/** Forged invitations, other people's ids, answers nobody gave: each is refused by name and changes nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../typings/api/envelope';
import { ASSIST, REFERRAL } from '../faults/simulation/friendly';
import { wrongInBooks } from '../setup/books';
import { allOf } from './shop/database';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let texts: { termsVersion: string; privacyVersion: string };
let code: string;
let keys = 0;
const key = () => `key-${++keys}`;

beforeAll(async () => {
  shop = await openShop(1);
  await shop.programme({ referral: REFERRAL, assist: ASSIST, visits: { perDay: 1 } });
  const { shop: view } = await shop.join('inviter');
  texts = { termsVersion: view.terms.version, privacyVersion: view.privacy.version };
  code = sure(await shop.act('inviter', 'invite.view', {})).code;
  sure(await shop.staff('boss', 'staff.claim', { code: await shop.setupCode(), name: '林店长' }, key()));
});
afterAll(() => shop.close());

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}

const told = (answer: Answer<unknown>) =>
  answer.ok ? 'taken' : [answer.error.code, answer.error.details?.field].filter(Boolean).join(' ');

const join = (openid: string, invite: unknown) =>
  shop.raw(openid, { action: 'member.join', payload: { ...texts, invite }, key: key() });

const isMember = async (openid: string) => (await shop.books(openid)).members.length === 1;

test('an invitation that is made up lets nobody join, and whoever leaves it out is welcome', async () => {
  const typed = (text: unknown) => ({ code: text, by: 'typed' });
  const cases: [invite: unknown, answer: string][] = [
    [typed('ZZZZZZZZ'), 'INVITE_UNKNOWN'],
    [typed(`${code}2`), 'INVITE_UNKNOWN'],
    [typed(code.slice(1)), 'INVITE_UNKNOWN'],
    [typed("' or 1=1 --"), 'INVITE_UNKNOWN'],
    [typed(''), 'INVALID_INPUT payload.invite.code'],
    [typed('2'.repeat(33)), 'INVALID_INPUT payload.invite.code'],
    [typed('2'.repeat(20_000)), 'TOO_LARGE'],
    [typed({ $ne: '' }), 'INVALID_INPUT payload.invite.code'],
    [typed([code]), 'INVALID_INPUT payload.invite.code'],
    [typed(null), 'INVALID_INPUT payload.invite.code'],
    [{ code }, 'INVALID_INPUT payload.invite.by'],
    [{ code, by: 'poster' }, 'INVALID_INPUT payload.invite.by'],
    [{ code, by: 'card', inviterId: 'somebody' }, 'INVALID_INPUT payload.invite.inviterId'],
    [{ code, by: 'card', points: 9_999 }, 'INVALID_INPUT payload.invite.points'],
    [code, 'INVALID_INPUT payload.invite'],
    [null, 'INVALID_INPUT payload.invite'],
  ];
  for (const [invite, answer] of cases)
    expect([invite, told(await join('stranger', invite))]).toEqual([invite, answer]);
  const beside = { ...texts, inviter: 'somebody' };
  expect(told(await shop.raw('stranger', { action: 'member.join', payload: beside, key: key() }))).toBe(
    'INVALID_INPUT payload.inviter',
  );
  expect(await isMember('stranger')).toBe(false);
  await shop.join('stranger');
  expect((await shop.books('stranger')).members[0]?.inviter).toBe(null);
});

test('a code is good for joining alone: not for oneself, nor for who is a member already', async () => {
  const before = await shop.books('inviter');
  expect(told(await join('inviter', { code, by: 'typed' }))).toBe('taken');
  expect(told(await join('stranger', { code, by: 'typed' }))).toBe('taken');
  expect((await shop.books('inviter')).members).toEqual(before.members);
  expect((await shop.books('stranger')).members[0]?.inviter).toBe(null);
  expect(sure(await shop.act('inviter', 'invite.view', {})).counts.friends).toBe(0);
});

test('a code in small letters with spaces is the code', async () => {
  const spaced = `${code.slice(0, 4)} ${code.slice(4)}`.toLowerCase();
  expect(told(await join('xiaolin', { code: spaced, by: 'typed' }))).toBe('taken');
  const { members } = await shop.books('inviter');
  expect((await shop.books('xiaolin')).members[0]?.inviter).toBe(members[0]?._id);
});

test('nobody reads another’s friends, and what is shown of one’s own says nothing of their accounts', async () => {
  const view = sure(await shop.act('inviter', 'invite.view', {}));
  expect(view.friends).toHaveLength(1);
  const [{ _id: friend = '', number = '' } = {}] = (await shop.books('xiaolin')).members;
  const shown = JSON.stringify(view);
  for (const secret of [friend, number, 'xiaolin', (await shop.books('inviter')).members[0]?._id])
    expect(shown.includes(`"${secret}"`), secret).toBe(false);
  // A place in the list of one is a place in the list of whoever asks: it opens nobody else's.
  const place = Buffer.from(`f1.${view.friends[0] ? shop.now() + 1 : 0}.${'a'.repeat(16)}`).toString('base64url');
  expect(sure(await shop.act('stranger', 'invite.friends', { cursor: place })).friends).toEqual([]);
  for (const cursor of ['nonsense', 'f1.1.x', 'ZjEuMS4', `${place}=`])
    expect(told(await shop.act('inviter', 'invite.friends', { cursor })), cursor).toBe('INVALID_INPUT payload.cursor');
  expect(told(await shop.act('nobody', 'invite.view', {}))).toBe('NOT_MEMBER');
  expect(told(await shop.raw('inviter', { action: 'invite.view', payload: { memberId: friend } }))).toBe(
    'INVALID_INPUT payload.memberId',
  );
});

test('an assistance is helped by its id, by members, by others than its starter, and once', async () => {
  const start = (campaign: unknown) =>
    shop.raw('inviter', { action: 'assist.start', payload: { campaign }, key: key() });
  expect(told(await start('summer'))).toBe('ASSIST_OFF');
  expect(told(await start({ $gt: '' }))).toBe('INVALID_INPUT payload.campaign');
  expect(told(await start('moon.helpers'))).toBe('INVALID_INPUT payload.campaign');
  const { id } = sure((await start(ASSIST.campaign)) as Answer<{ id: string }>);
  const help = (openid: string, which: unknown) =>
    shop.raw(openid, { action: 'assist.help', payload: { id: which }, key: key() });
  expect(told(await help('inviter', id))).toBe('ASSIST_OWN');
  expect(told(await help('nobody', id))).toBe('NOT_MEMBER');
  expect(told(await help('xiaolin', 'f'.repeat(24)))).toBe('ASSIST_NOT_FOUND');
  for (const which of [id.toUpperCase(), `${id}0`, { $ne: id }, '', null, 7])
    expect(told(await help('xiaolin', which))).toBe('INVALID_INPUT payload.id');
  const forged = { id, address: 'elsewhere', memberId: 'somebody' };
  expect(told(await shop.raw('xiaolin', { action: 'assist.help', payload: forged, key: key() }))).toMatch(
    /^INVALID_INPUT payload\./,
  );
  for (const again of [1, 2, 3])
    expect(sure((await help('xiaolin', id)) as Answer<{ helpers: [] }>).helpers, `${again}`).toHaveLength(1);
  expect(told(await shop.act('stranger', 'assist.view', { id: 'f'.repeat(24) }))).toBe('ASSIST_NOT_FOUND');
});

test('consents of kinds that are none, more than a sheet asks for, and answers it does not give are refused', async () => {
  const answer = (kind: unknown, given: unknown = 'accept') => ({ kind, answer: given });
  const [memberDay, tierWarning] = [answer('memberDay'), answer('tierWarning')];
  const four = ['memberDay', 'tierWarning', 'couponEnding', 'rewardPaid'].map((kind) => answer(kind));
  const cases: [answers: unknown, field: string][] = [
    [[answer('lottery')], '.0.kind'],
    [[answer('__proto__')], '.0.kind'],
    [[answer('memberDay', 'yes')], '.0.answer'],
    [[{ ...memberDay, count: 100 }], '.0.count'],
    [[memberDay, memberDay], ''],
    [four, ''],
    [[], ''],
    [{ 0: memberDay }, ''],
    ['memberDay', ''],
  ];
  const given = async () => (await allOf(shop, 'consents')).length;
  const before = await given();
  for (const [answers, field] of cases) {
    const own = { action: 'messages.consent', payload: { answers }, key: key() };
    expect(told(await shop.raw('xiaolin', own))).toBe(`INVALID_INPUT payload.answers${field}`);
    const riding = { action: 'checkin.signIn', payload: {}, key: key(), consents: answers };
    expect(told(await shop.raw('xiaolin', riding))).toBe(`INVALID_INPUT consents${field}`);
  }
  expect(await given()).toBe(before);
  expect((await shop.books('xiaolin')).entries.some(({ kind }) => kind === 'checkin')).toBe(false);
  // Who is no member agrees to nothing; a refusal is none to keep.
  expect(told(await shop.act('nobody', 'messages.consent', { answers: [memberDay] as never }, key()))).toBe(
    'NOT_MEMBER',
  );
  sure(await shop.act('xiaolin', 'messages.consent', { answers: [answer('tierWarning', 'reject')] as never }, key()));
  expect(await given()).toBe(before);
  const once = key();
  for (const _again of [1, 2, 3])
    sure(await shop.act('xiaolin', 'messages.consent', { answers: [memberDay, tierWarning] as never }, once));
  expect(await given()).toBe(before + 2);
});

test('an owner decides what waits for a decision, and nothing else', async () => {
  const decide = (payload: object) => shop.raw('boss', { action: 'referrals.decide', payload, key: key() }, 'staff');
  const [{ _id: friend = '' } = {}] = (await shop.books('xiaolin')).members;
  expect(told(await decide({ id: friend, what: 'registered', pay: true }))).toBe('CASE_DECIDED');
  expect(told(await decide({ id: friend, what: 'firstOrder', pay: true }))).toBe('CASE_DECIDED');
  expect(told(await decide({ id: friend, what: 'assist', pay: true }))).toBe('ASSIST_NOT_FOUND');
  expect(told(await decide({ id: 'nobody', what: 'registered', pay: true }))).toBe('NOT_FOUND');
  expect(told(await decide({ id: friend, what: 'look', pay: true }))).toBe('INVALID_INPUT payload.what');
  expect(told(await decide({ id: friend, what: 'registered', pay: 1 }))).toBe('INVALID_INPUT payload.pay');
  expect(told(await decide({ id: { $ne: '' }, what: 'registered', pay: true }))).toBe('INVALID_INPUT payload.id');
  const cases = (cursor: string) => shop.staff('boss', 'referrals.cases', { cursor });
  expect(told(await cases('nonsense'))).toBe('INVALID_INPUT payload.cursor');
  expect(sure(await shop.staff('boss', 'referrals.cases', {})).cases).toEqual([]);
});

test('after all of it the books are clean', async () => {
  await shop.tick();
  await shop.advance(11 * 60_000);
  await shop.tick();
  await shop.advance(2 * 60_000);
  await shop.tick();
  expect(await wrongInBooks(shop.origin)).toEqual([]);
  // One friend came, from an address of their own: that is what the inviter has been paid for.
  expect(sure(await shop.act('inviter', 'invite.view', {})).counts).toMatchObject({ friends: 1, earned: 50 });
});
