import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorCode } from '../../typings/api/envelope';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;

let process: number[];

beforeAll(async () => {
  shop = await openShop(1);
  await shop.join('victim');
  await shop.join('attacker');
  process = await shop.processes();
});
afterAll(() => shop.close());

const key = 'a-key';
const signIn = (more: object, payload: unknown = {}) => ({ action: 'checkin.signIn', payload, key, ...more });
const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

const cases: [what: string, event: unknown, code: ErrorCode, field?: string][] = [
  ['no event', null, 'INVALID_INPUT', 'action'],
  ['a text for an event', 'checkin.signIn', 'INVALID_INPUT', ''],
  ['a list for an event', [signIn({})], 'INVALID_INPUT'],
  ['no action', { payload: {} }, 'INVALID_INPUT', 'action'],
  ['an unknown action', { action: 'points.give', payload: {} }, 'UNKNOWN_ACTION'],
  ['an action of the object itself', { action: 'constructor', payload: {} }, 'UNKNOWN_ACTION'],
  ['another such', { action: '__proto__', payload: {} }, 'UNKNOWN_ACTION'],
  ['an action of the wrong type', { action: 7, payload: {} }, 'INVALID_INPUT', 'action'],
  ['no payload', { action: 'member.home' }, 'INVALID_INPUT', 'payload'],
  ['a payload of the wrong type', { action: 'member.home', payload: 'x' }, 'INVALID_INPUT', 'payload'],
  ['no key', { action: 'checkin.signIn', payload: {} }, 'INVALID_INPUT', 'key'],
  ['a key with other characters', signIn({ key: 'order:1' }), 'INVALID_INPUT', 'key'],
  ['a key too long', signIn({ key: 'k'.repeat(65) }), 'INVALID_INPUT', 'key'],
  ['an unknown language', signIn({ lang: 'en' }), 'INVALID_INPUT', 'lang'],
  ['an openid beside the action', signIn({ openid: 'victim' }), 'INVALID_INPUT', 'openid'],
  ['a forged openid in the payload', signIn({}, { openid: 'victim' }), 'INVALID_INPUT', 'payload.openid'],
  ['a forged member id', signIn({}, { memberId: 'm' }), 'INVALID_INPUT', 'payload.memberId'],
  ['a forged amount', signIn({}, { points: 987654321 }), 'INVALID_INPUT', 'payload.points'],
  ['a day of another calendar', signIn({}, { day: '2026-02-30' }), 'INVALID_INPUT', 'payload.day'],
  ['a day of the wrong type', signIn({}, { day: { $gt: '' } }), 'INVALID_INPUT', 'payload.day'],
  ['tomorrow', signIn({}, { day: '2026-11-22' }), 'DAY_CHANGED'],
  ['yesterday', signIn({}, { day: '2026-11-20' }), 'DAY_CHANGED'],
  [
    'a prototype in the payload',
    JSON.parse(`{"action":"member.home","payload":{"__proto__":{"a":1}}}`),
    'INVALID_INPUT',
  ],
  [
    'an operator as month',
    { action: 'checkin.calendar', payload: { month: { $ne: 1 } } },
    'INVALID_INPUT',
    'payload.month',
  ],
  ['a limit of 0', { action: 'points.history', payload: { limit: 0 } }, 'INVALID_INPUT', 'payload.limit'],
  ['a limit of 51', { action: 'points.history', payload: { limit: 51 } }, 'INVALID_INPUT', 'payload.limit'],
  ['half a limit', { action: 'points.history', payload: { limit: 1.5 } }, 'INVALID_INPUT', 'payload.limit'],
  ['an empty profile', { action: 'member.updateProfile', payload: {}, key }, 'INVALID_INPUT', 'payload'],
  ['a list for a payload', { action: 'member.home', payload: [] }, 'INVALID_INPUT', 'payload'],
  [
    'a number as the database writes it',
    { action: 'points.history', payload: { limit: { $numberLong: '5' } } },
    'INVALID_INPUT',
    'payload.limit',
  ],
  [
    'an inherited name deep inside',
    signIn({}, JSON.parse('{"day":{"a":[{"constructor":{"prototype":1}}]}}')),
    'INVALID_INPUT',
  ],
  ['a day far away', signIn({}, { day: '2999-12-31' }), 'DAY_CHANGED'],
  ['a forged day to make up', { action: 'checkin.makeUp', payload: { day: '2026-12-24' }, key }, 'MAKEUP_NOT_OPEN'],
  ...['02-30', '2000-05-20', '5-2', '', 520, { $ne: '' }].map((day): [string, unknown, ErrorCode, string] => [
    `the birthday ${JSON.stringify(day)}`,
    { action: 'member.setBirthday', payload: { day }, key },
    'INVALID_INPUT',
    'payload.day',
  ]),
  ['a birthday without a key', { action: 'member.setBirthday', payload: { day: '05-20' } }, 'INVALID_INPUT', 'key'],
  ...['', 'x'.repeat(257), 138, { $ne: '' }].map((code, index): [string, unknown, ErrorCode, string] => [
    `phone code ${index} that WeChat never gave`,
    { action: 'member.claimPhone', payload: { code }, key },
    'INVALID_INPUT',
    'payload.code',
  ]),
  ['a made-up phone code', { action: 'member.claimPhone', payload: { code: 'made-up' }, key }, 'PHONE_UNREADABLE'],
  [
    'a phone number beside the code',
    { action: 'member.claimPhone', payload: { code: 'made-up', phone: '+8613800138000' }, key },
    'INVALID_INPUT',
    'payload.phone',
  ],
  ['codes of somebody else', { action: 'member.codes', payload: { number: '1' } }, 'INVALID_INPUT', 'payload.number'],
  ['looking as somebody else', { action: 'inbox.seen', payload: { openid: 'v' } }, 'INVALID_INPUT', 'payload.openid'],
  ['a language of another type', { action: 'member.home', payload: {}, lang: null }, 'INVALID_INPUT', 'lang'],
  ...[
    '',
    '   ',
    '十七个字的名字实在是太长了不能用啊',
    'a\u202eb',
    'a\u2066b',
    'a\nb',
    'a\u0000b',
    '\u007f',
    '\ud800',
    'a\uffff',
    '\u200b\u200b',
    '\u3164',
    '\u2800',
    '\u200d',
    '\ufe0f',
  ].map((nickname): [string, unknown, ErrorCode, string] => [
    `the nickname ${JSON.stringify(nickname)}`,
    { action: 'member.updateProfile', payload: { nickname }, key },
    'INVALID_INPUT',
    'payload.nickname',
  ]),
  [
    'a picture from elsewhere',
    { action: 'member.updateProfile', payload: { avatar: 'https://x/y.png' }, key },
    'INVALID_INPUT',
    'payload.avatar',
  ],
  ['a payload of 5,000,000 characters', signIn({}, { day: 'x'.repeat(5_000_000) }), 'TOO_LARGE'],
  [
    'a hundred thousand fields',
    signIn({}, Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`f${i}`, 1]))),
    'TOO_LARGE',
  ],
  ['three thousand levels', signIn({}, { day: deep(3000) }), 'TOO_LARGE'],
  ['a hundred levels', signIn({}, { day: deep(100) }), 'INVALID_INPUT', 'payload.day'],
];

test.each(cases)(
  '%s: a typed refusal, one log line, nothing changed, the instance lives',
  async (_what, event, code, field) => {
    const before = [await shop.books('attacker'), await shop.books('victim')];
    await shop.logs();
    const answer = await shop.raw('attacker', event);
    expect(answer).toMatchObject({
      ok: false,
      error: { code, ...(field === undefined ? {} : { details: { field } }) },
    });
    if (!answer.ok) expect(answer.error.message).toMatch(/[\u4e00-\u9fff]/);
    const after = [await shop.books('attacker'), await shop.books('victim')];
    const lines = await shop.logs();
    expect(lines.length).toBe(1);
    expect(lines[0]).toMatchObject({ ok: false, code });
    expect(JSON.stringify(lines)).not.toMatch(/victim|attacker|987654321|xxx/);
    expect(after).toEqual(before);
  },
);

test("the platform's own userInfo is ignored: identity is the context's alone", async () => {
  const home = await shop.raw('attacker', {
    action: 'member.home',
    payload: {},
    userInfo: { openId: 'victim', appId: 'x' },
  });
  const own = await shop.act('attacker', 'member.home', {});
  expect(home).toMatchObject({ ok: true });
  if (home.ok && own.ok) expect((home.data as typeof own.data).member?.number).toBe(own.data.member?.number);
});

test('somebody without an identity is refused, somebody unknown is no member', async () => {
  expect(await shop.act(undefined, 'member.home', {})).toMatchObject({ error: { code: 'NO_IDENTITY' } });
  expect(await shop.act('stranger', 'checkin.signIn', {}, key)).toMatchObject({ error: { code: 'NOT_MEMBER' } });
  expect(await shop.act('stranger', 'points.history', {})).toMatchObject({ error: { code: 'NOT_MEMBER' } });
  expect(await shop.act('stranger', 'member.updateProfile', { nickname: '谁' }, key)).toMatchObject({
    error: { code: 'NOT_MEMBER' },
  });
  expect((await shop.books('stranger')).members).toEqual([]);
});

test("sentences come in the caller's language", async () => {
  const hans = await shop.raw('stranger', { action: 'points.history', payload: {} });
  const hant = await shop.raw('stranger', { action: 'points.history', payload: {}, lang: 'zh-Hant' });
  expect([hans, hant]).toMatchObject(
    [{ error: { message: /您还不是会员/ } }, { error: { message: /您還不是會員/ } }].map(({ error }) => ({
      error: { message: expect.stringMatching(error.message) },
    })),
  );
});

test('ten million characters through wx.cloud.callFunction are refused by the platform, and reach nobody', async () => {
  await shop.logs();
  const { result, error } = await shop.post('attacker', signIn({}, { day: 'x'.repeat(10_000_000) }), 'unlogged');
  expect(result).toBeUndefined();
  expect(error).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/), message: expect.stringContaining('limit') });
  expect(await shop.logs()).toEqual([]);
});

test('one process has answered all of this', async () => {
  expect(process.length).toBe(1);
  expect(await shop.processes()).toEqual(process);
});
