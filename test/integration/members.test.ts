/** Members as the staff look after them, through the functions themselves. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../typings/api/envelope';
import type { MemberActions } from '../../typings/api/members';
import type { Points } from '../../typings/domain';
import { allOf, auditAll, dump } from './shop/database';
import { openMall, put, RICH, rich, wish } from './shop/mall';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let keys = 0;
const key = () => `key-${++keys}`;

const OWNER = 'owner';
const MANAGER = 'manager';
const OPERATOR = 'operator';
const PHONE = '13800138000';

beforeAll(async () => {
  shop = await openShop();
  await openMall(shop);
  await shop.store('settings', {
    _id: 'templates',
    shape: 1,
    list: [
      {
        ...{ code: 'tea', name: '奶茶券', value: { kind: 'amount', fen: 500, thresholdFen: 0 } },
        ...{ validity: { kind: 'relative', afterDays: 0, days: 30 }, channels: [], stores: [], categories: [] },
        ...{ stacking: null, claim: null, note: '', pool: false, state: 'on' },
      },
    ],
  } as { _id: string });
  sure(await shop.staff(OWNER, 'staff.claim', { code: await shop.setupCode(), name: '店主' }, 'claim'));
  for (const role of [MANAGER, OPERATOR, 'cashier', 'analyst'] as const) {
    const { code } = sure(await shop.staff(OWNER, 'staff.invite', { role, stores: [] }, key()));
    sure(await shop.staff(role, 'staff.join', { code, name: role }, key()));
  }
});
afterAll(() => shop.close());

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}

const refusal = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.code);
const ask = <Name extends keyof MemberActions>(who: string, name: Name, payload: MemberActions[Name][0], k = key()) =>
  shop.staff(who, name, payload, k);

async function idOf(openid: string): Promise<string> {
  const { number } = sure(await shop.act(openid, 'member.home', {})).member ?? { number: '' };
  const { members } = sure(await ask(OWNER, 'members.search', { text: number }));
  return members[0]?.id ?? '';
}

const adjusting = (id: string, points: number) => ({ id, points: points as Points, reason: '漏记消费', note: '' });

test('a member is found by number, whole phone, last four digits and the start of the nickname', async () => {
  await shop.join('lin');
  const nickname = '<i>小林</i>🐶';
  sure(await shop.act('lin', 'member.updateProfile', { nickname }, 'name'));
  sure(await shop.staff('cashier', 'counter.createMember', { phone: PHONE, storeId: 'default' }, key()));
  const id = await idOf('lin');
  const by = async (text: string) => {
    const found = sure(await ask(OPERATOR, 'members.search', { text }));
    return [found.by, ...found.members.map(({ id: each }) => each)];
  };
  const [, made] = await by(PHONE);
  expect(await by(`+86 ${PHONE}`)).toEqual(['phone', made]);
  expect(await by(PHONE.slice(-4))).toEqual(['tail', made]);
  expect(await by('0001')).toEqual(['tail']);
  expect(await by('<i>小')).toEqual(['nickname', id]);
  expect(await by('小')).toEqual(['nickname']);
  const { members } = sure(await ask(OPERATOR, 'members.search', { filter: 'counter' }));
  expect(members.map((each) => each.id)).toEqual([made]);
  const profile = sure(await ask(OPERATOR, 'members.view', { id: made ?? '' }));
  expect(profile).toMatchObject({ phoneBound: true, member: { inWeChat: false, nickname: null } });
  // Not even hidden is a number among what the staff are told, or what is stored.
  expect(JSON.stringify(profile)).not.toContain('138');
  expect(await dump(shop)).not.toContain(PHONE);
});

test('a number that a till has sent hidden is found by its end once it was seen in clear', async () => {
  const hash = (await import('node:crypto')).createHash('sha256').update('+8613900139999').digest('hex');
  await shop.partner('POST', '/v1/members', { phoneHash: hash });
  const tail = { text: '9999' };
  expect(sure(await ask(OWNER, 'members.search', tail)).members).toEqual([]);
  sure(await shop.staff('cashier', 'counter.createMember', { phone: '13900139999', storeId: 'default' }, key()));
  expect(sure(await ask(OWNER, 'members.search', tail)).members).toHaveLength(1);
});

test('looking for phone numbers has an end within a minute', async () => {
  await shop.advance(61_000);
  const answers = [];
  for (let n = 0; n < 21; n += 1)
    answers.push(refusal(await ask(OPERATOR, 'members.search', { text: `1380013${8100 + n}` })));
  expect(answers.filter((code) => code === 'TOO_FAST').length).toBeGreaterThan(0);
  expect(refusal(await ask(OPERATOR, 'members.search', { text: '小' }))).toBeNull();
});

test('a correction is one entry that the member reads, and its repeat is the same; nobody is taken more than they have', async () => {
  const id = await idOf('lin');
  const once = await ask(OPERATOR, 'members.adjust', adjusting(id, 300), 'once');
  const twice = await ask(OPERATOR, 'members.adjust', adjusting(id, 300), 'once');
  expect([sure(once), sure(twice)]).toMatchObject([{ available: 300 }, { available: 300, approval: null }]);
  expect(refusal(await ask(OPERATOR, 'members.adjust', adjusting(id, 200), 'once'))).toBe('KEY_REUSED');
  const short = await ask(OPERATOR, 'members.adjust', adjusting(id, -301));
  expect(short).toMatchObject({ error: { code: 'INSUFFICIENT', details: { field: 'points', available: 300 } } });
  const { entries } = sure(await shop.act('lin', 'points.history', {}));
  expect(entries[0]).toMatchObject({ kind: 'adjust', points: 300, because: [{ args: { reason: '漏记消费' } }] });
  const { notices } = sure(await shop.act('lin', 'inbox.list', {}));
  expect(notices[0]).toMatchObject({ kind: 'adjusted', facts: { points: 300, reason: '漏记消费' } });
  const timeline = sure(await ask(OPERATOR, 'members.timeline', { id }));
  expect(timeline.entries).toEqual(entries);
  expect(sure(await ask(OPERATOR, 'members.books', { id })).wrong).toEqual([]);
});

test('what is above a role waits; who asked cannot agree; the second of two to decide is told', async () => {
  const id = await idOf('lin');
  const { approval } = sure(await ask(MANAGER, 'members.adjust', adjusting(id, 2_001)));
  if (!approval) throw new Error('it was booked');
  const decide = (who: string, agree: boolean, k = key()) =>
    ask(who, 'approvals.decide', { id: approval.id, agree }, k);
  expect(refusal(await decide(MANAGER, true))).toBe('APPROVAL_OWN');
  expect(refusal(await decide(OPERATOR, true))).toBe('ROLE_REQUIRED');
  const seen = sure(await ask(OPERATOR, 'approvals.list', { segment: 'waiting' }));
  expect(seen.approvals).toEqual([]);
  const both = await Promise.all([decide(OWNER, true, 'agree'), decide(OWNER, true, 'agree')]);
  for (const answer of both) expect(sure(answer).approval).toMatchObject({ state: 'agreed', decidedBy: '店主' });
  expect(refusal(await decide(MANAGER, false))).toBe('APPROVAL_DECIDED');
  expect(sure(await ask(OWNER, 'members.view', { id })).points.available).toBe(2_301);
  const { approvals } = sure(await ask(MANAGER, 'approvals.list', { segment: 'decided' }));
  expect(approvals.map(({ id: each }) => each)).toEqual([approval.id]);
});

test('a paused account takes what comes in and pays for nothing, until it is opened again', async () => {
  await rich(shop, 'chen');
  const reward = await put(shop, { _id: 'cup' });
  const id = await idOf('chen');
  const pause = (frozen: boolean) => ask(MANAGER, 'members.freeze', { id, frozen, reason: '核实身份' });
  expect(sure(await pause(true)).changed).toBe(true);
  expect(sure(await pause(true)).changed).toBe(false);
  const spending = {
    exchange: await shop.act('chen', 'mall.exchange', wish(reward), key()),
    birthday: await shop.act('chen', 'member.setBirthday', { day: '08-15' as never }, key()),
    profile: await shop.act('chen', 'member.updateProfile', { nickname: '陈' }, key()),
  };
  expect(Object.values(spending).map(refusal)).toEqual(['FROZEN', 'FROZEN', 'FROZEN']);
  sure(await ask(OPERATOR, 'members.adjust', adjusting(id, 10)));
  sure(await ask(OPERATOR, 'members.grant', { id, template: 'tea', count: 2, reason: '补偿' }, 'grant'));
  sure(await ask(OPERATOR, 'members.grant', { id, template: 'tea', count: 2, reason: '补偿' }, 'grant'));
  expect(sure(await ask(OWNER, 'members.view', { id }))).toMatchObject({ coupons: 2, member: { state: 'frozen' } });
  const { entries } = sure(await shop.act('chen', 'points.history', {}));
  expect(entries.flatMap(({ because }) => because.map(({ code }) => code))).toContain('state.frozen');
  expect(sure(await pause(false)).changed).toBe(true);
  expect(refusal(await shop.act('chen', 'mall.exchange', wish(reward), key()))).toBeNull();
  expect(sure(await ask(OWNER, 'members.redemptions', { id, segment: 'open' })).redemptions).toMatchObject([
    { name: '马克杯', code: null },
  ]);
});

test('a tag opens what is for it, the second of two at once is told, and no history shows it', async () => {
  await rich(shop, 'zhou');
  const id = await idOf('zhou');
  const reward = await put(shop, {
    _id: 'tagged',
    terms: { tiers: [], exclusive: false, streak: 0, right: null, tags: ['老客'] },
  });
  const take = () => shop.act('zhou', 'mall.exchange', wish(reward), key());
  expect(refusal(await take())).toBe('TAG_REQUIRED');
  const two = await Promise.all([
    ask(OPERATOR, 'members.tag', { id, tags: ['老客'], rev: 0 }),
    ask(MANAGER, 'members.tag', { id, tags: ['新客'], rev: 0 }),
  ]);
  expect(two.map(refusal).sort()).toEqual(['OUTDATED', null].sort());
  const { tagsRev } = sure(await ask(OWNER, 'members.view', { id }));
  sure(await ask(OPERATOR, 'members.tag', { id, tags: ['老客'], rev: tagsRev }));
  expect(refusal(await take())).toBeNull();
  const { entries } = sure(await ask(OWNER, 'members.timeline', { id }));
  expect(JSON.stringify(entries)).not.toContain('老客');
});

test('two accounts of one person are looked at and come together, once; two with WeChat do not', async () => {
  const found = sure(await ask(OWNER, 'members.search', { text: PHONE })).members[0]?.id ?? '';
  sure(await ask(OWNER, 'members.adjust', adjusting(found, 40)));
  const [zhou, lin] = [await idOf('zhou'), await idOf('lin')];
  const { number } = sure(await ask(OWNER, 'members.view', { id: lin })).member;
  const reason = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.details?.reason);
  expect(reason(await ask(MANAGER, 'members.mergeView', { id: zhou, other: number }))).toBe('bothWeChat');
  const preview = sure(await ask(MANAGER, 'members.mergeView', { id: zhou, other: PHONE }));
  expect(preview).toMatchObject({ from: { id: found }, into: { id: zhou }, points: 40 });
  expect(reason(await ask(MANAGER, 'members.merge', { from: zhou, into: lin }))).toBe('bothWeChat');
  const both = await Promise.all([1, 2].map(() => ask(MANAGER, 'members.merge', { from: found, into: zhou }, 'merge')));
  for (const answer of both) expect(sure(answer).points).toBe(40);
  expect(reason(await ask(MANAGER, 'members.merge', { from: found, into: lin }))).toBe('gone');
  const merged = sure(await ask(OWNER, 'members.search', { text: PHONE })).members.map(({ id }) => id);
  expect(merged).toEqual([zhou]);
  expect(sure(await ask(OWNER, 'members.view', { id: found })).member.id).toBe(zhou);
});

test('a mended streak is not paid, and today’s check-in goes on from it', async () => {
  await shop.join('wu');
  await shop.day(1);
  const id = await idOf('wu');
  expect(sure(await ask(OPERATOR, 'members.adjustStreak', { id, days: 6, reason: '系统故障' }))).toMatchObject({
    to: 6,
  });
  const signed = sure(await shop.act('wu', 'checkin.signIn', {}, key()));
  expect(signed).toMatchObject({ earned: RICH, checkin: { streak: 7 } });
  expect(refusal(await ask(OPERATOR, 'members.adjustStreak', { id, days: 7, reason: '系统故障' }))).toBe(
    'INVALID_INPUT',
  );
  sure(await ask(OPERATOR, 'members.adjustStreak', { id, days: 3, reason: '录错' }));
  // The day is signed, whatever the streak is: nothing comes a second time.
  expect(sure(await shop.act('wu', 'checkin.signIn', {}, key()))).toMatchObject({ repeated: true });
  expect(sure(await ask(OWNER, 'members.view', { id })).points.available).toBe(RICH);
});

test('a birthday is put right without a word of the day, and cleared it can be set again', async () => {
  const id = await idOf('wu');
  sure(await shop.act('wu', 'member.setBirthday', { day: '02-03' as never }, key()));
  sure(await ask(MANAGER, 'members.birthday', { id, birthday: '10-17' as never }));
  expect(sure(await shop.act('wu', 'member.home', {})).member?.birthday).toBe('10-17');
  expect(JSON.stringify(await allOf(shop, 'actions'))).not.toContain('10-17');
  expect(sure(await ask(OWNER, 'members.view', { id })).birthdaySet).toBe(true);
  sure(await ask(MANAGER, 'members.birthday', { id, birthday: null }));
  expect(refusal(await shop.act('wu', 'member.setBirthday', { day: '02-03' as never }, key()))).toBeNull();
});

test('bad input is refused at its field and changes nothing', async () => {
  const id = await idOf('lin');
  const before = (await allOf<{ rev: number }>(shop, 'members')).map(({ rev }) => rev);
  const bad: [keyof MemberActions, object][] = [
    ['members.adjust', { ...adjusting(id, 0) }],
    ['members.adjust', { ...adjusting(id, 1.5) }],
    ['members.adjust', { ...adjusting(id, 1_000_001) }],
    ['members.adjust', { ...adjusting(id, 1), reason: '好' }],
    ['members.adjust', { ...adjusting(id, 1), reason: '字'.repeat(41) }],
    ['members.adjust', { ...adjusting(id, 1), reason: '\u202e反过来' }],
    ['members.adjust', { ...adjusting(id, 1), note: 'x'.repeat(801) }],
    ['members.adjust', { ...adjusting(id, 1), extra: 1 }],
    ['members.adjust', { ...adjusting('$where', 1) }],
    ['members.adjustStreak', { id, days: 0, reason: '系统故障' }],
    ['members.adjustStreak', { id, days: 3_651, reason: '系统故障' }],
    ['members.birthday', { id, birthday: '02-30' }],
    ['members.freeze', { id, frozen: 'yes', reason: '核实身份' }],
    ['members.tag', { id, tags: Array.from({ length: 11 }, (_, n) => `标签${n}`), rev: 0 }],
    ['members.tag', { id, tags: ['字'.repeat(21)], rev: 0 }],
    ['members.tag', { id, tags: [' '], rev: 0 }],
    ['members.grant', { id, template: 'tea', count: 6, reason: '补偿' }],
    ['members.grant', { id, template: { $ne: '' }, count: 1, reason: '补偿' }],
    ['members.search', { text: { $regex: '.' } }],
    ['members.search', { cursor: 'nonsense' }],
    ['members.timeline', { id, cursor: 'nonsense' }],
    ['members.coupons', { id, segment: 'all' }],
    ['approvals.list', { segment: 'waiting', cursor: 'nonsense' }],
    ['approvals.decide', { id: 'nothing', agree: true }],
  ];
  const codes = [];
  for (const [action, payload] of bad)
    codes.push(refusal(await shop.raw(OWNER, { action, payload, key: key() }, 'staff')));
  expect(codes).toEqual(bad.map(() => 'INVALID_INPUT'));
  expect(refusal(await ask(OWNER, 'members.grant', { id, template: 'none', count: 1, reason: '补偿' }))).toBe(
    'COUPON_OFF',
  );
  expect(refusal(await ask(OWNER, 'members.view', { id: 'nobody' }))).toBe('MEMBER_NOT_FOUND');
  expect((await allOf<{ rev: number }>(shop, 'members')).map(({ rev }) => rev)).toEqual(before);
});

test('every command has left one row that names nobody, and all books are sound', async () => {
  await shop.advance(3_600_000);
  for (let round = 0; round < 3; round += 1) await shop.tick();
  const rows = (await allOf<{ what?: string; facts?: object }>(shop, 'actions')).filter(({ what }) =>
    /^(members|approvals)\./.test(what ?? ''),
  );
  const named = (what: string) => rows.filter((row) => row.what === what).length;
  expect(named('members.merge')).toBe(1);
  expect(named('members.grant')).toBe(1);
  expect(named('approvals.decide')).toBe(1);
  expect(JSON.stringify(rows)).not.toMatch(/小林|1380013/);
  expect(await auditAll(shop)).toEqual([]);
});
