/** Friends' help through the functions themselves: asked for once, given once, paid once, looked at by an owner. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Assist } from '../../cloudfunctions/core/assist';
import type { AssistTerms, ReferralTerms } from '../../cloudfunctions/core/inviting';
import type { Answer } from '../../typings/api/envelope';
import type { AssistView } from '../../typings/api/friends';
import { openShop, type Shop } from './shop/shop';

let shop: Shop;
let keys = 0;
const key = () => `key-${++keys}`;
const HOUR = 3_600_000;

const terms: AssistTerms = {
  campaign: 'autumn',
  name: '秋日助力',
  helpers: 3,
  hours: 24,
  reward: { points: 80 },
  firstDay: '2026-11-01',
  lastDay: '2026-12-31',
  perMember: 2,
  helpsPerDay: 3,
  budget: null,
};

const referral: ReferralTerms = {
  campaign: 'friends',
  registered: null,
  firstOrder: null,
  friend: null,
  perDay: 10,
  inAll: 100,
  budget: null,
  review: { sameAddress: 3, tenMinutes: 100, risk: 'off' },
};

beforeAll(async () => {
  shop = await openShop();
  await shop.programme({ assist: terms, referral });
  sure(await shop.staff('boss', 'staff.claim', { code: await shop.setupCode(), name: '林店长' }, key()));
  const { code } = sure(await shop.staff('boss', 'staff.invite', { role: 'owner', stores: [] }, key()));
  sure(await shop.staff('partner', 'staff.join', { code, name: '陈店长' }, key()));
});
afterAll(() => shop.close());

function sure<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.details ?? {})}`);
  return answer.data;
}
const refusal = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.code);
const start = (openid: string, campaign = terms.campaign) => shop.act(openid, 'assist.start', { campaign }, key());
const help = (openid: string, id: string, once = key()) => shop.act(openid, 'assist.help', { id }, once);
const view = async (openid: string, id: string) => sure(await shop.act(openid, 'assist.view', { id }));
const balance = async (openid: string) => (await shop.books(openid)).members[0]?.balance;

/** Members, each from an address of their own. */
async function members(...openids: string[]): Promise<string[]> {
  for (const openid of openids) await shop.join(openid);
  return openids;
}

async function startedBy(openid: string, campaign = terms.campaign): Promise<AssistView> {
  await shop.join(openid);
  return sure(await start(openid, campaign));
}

/** Help from one and the same network. */
async function helpFrom(address: string, openid: string, id: string): Promise<Answer<AssistView>> {
  const event = { action: 'assist.help', payload: { id }, key: key() };
  const call = { as: openid, address, name: 'shopper', data: event };
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${shop.origin}/local/call`, { method: 'POST', headers, body: JSON.stringify(call) });
  const { result } = (await response.json()) as { result: Answer<AssistView> };
  return result;
}

test('eight friends at once: exactly three count, and the starter is paid once', async () => {
  const { id } = await startedBy('lin');
  const friends = await members(...Array.from({ length: 8 }, (_, i) => `crowd-${i}`));
  const answers = await Promise.all(friends.flatMap((friend) => [help(friend, id), help(friend, id)]));
  const codes = answers.flatMap((answer) => refusal(answer) ?? []);
  expect(codes.every((code) => code === 'ASSIST_ENDED' || code === 'BUSY')).toBe(true);
  await shop.tick();
  const seen = await view('lin', id);
  expect(seen).toMatchObject({ own: true, state: 'paid', needed: 3 });
  expect(seen.helpers).toHaveLength(3);
  const { entries, rows, wrong } = await shop.books('lin');
  const paid = new Set([...entries, ...rows].filter(({ kind }) => kind === 'assist').map(({ key: of }) => of));
  expect([...paid]).toEqual([`assist:${id}`]);
  expect(await balance('lin')).toBe(80);
  expect(wrong).toEqual([]);
});

test('any number of starts at once are one, and whoever has one running gets that one again', async () => {
  await shop.join('mei');
  const answers = await Promise.all(Array.from({ length: 8 }, () => start('mei')));
  expect(new Set(answers.map((answer) => sure(answer).id)).size).toBe(1);
  expect(sure(await start('mei')).id).toBe(sure(answers[0] as Answer<AssistView>).id);
  const { assist } = sure(await shop.act('mei', 'invite.view', {}));
  expect(assist).toMatchObject({ campaign: 'autumn', left: 1, running: { state: 'open', own: true } });
});

test('nobody helps themselves, nor twice, nor without being a member; an unknown one is not found', async () => {
  const { id } = await startedBy('qian');
  await members('sun');
  expect(refusal(await help('qian', id))).toBe('ASSIST_OWN');
  expect(refusal(await help('stranger', id))).toBe('NOT_MEMBER');
  expect(refusal(await help('sun', '0'.repeat(24)))).toBe('ASSIST_NOT_FOUND');
  expect(sure(await help('sun', id)).helpers).toHaveLength(1);
  expect(sure(await help('sun', id)).helpers).toEqual([{ nickname: null, avatar: null, own: true }]);
  expect(await view('stranger', id)).toMatchObject({ own: false, state: 'open', helpers: [{ own: false }] });
});

test('a member helps so many others a day', async () => {
  await members('kind');
  const all = [];
  for (const openid of ['a1', 'a2', 'a3', 'a4']) all.push(await startedBy(openid));
  const answers = [];
  for (const { id } of all) answers.push(refusal(await help('kind', id)));
  expect(answers).toEqual([null, null, null, 'LIMIT_REACHED']);
  await shop.day(1);
  // A new day has new turns; by then these are over.
  expect(refusal(await help('kind', all[3]?.id ?? ''))).toBeNull();
});

test('behind the deadline nobody helps any more, and another can be started, so often as the programme says', async () => {
  await shop.day(2);
  const first = await startedBy('zhou');
  await members('wu');
  await shop.advance(24 * HOUR + 1);
  expect(refusal(await help('wu', first.id))).toBe('ASSIST_ENDED');
  expect((await view('zhou', first.id)).state).toBe('over');
  await shop.tick();
  expect((await view('zhou', first.id)).state).toBe('over');
  const second = sure(await start('zhou'));
  expect(second.id).not.toBe(first.id);
  await shop.advance(24 * HOUR + 1);
  expect(refusal(await start('zhou'))).toBe('LIMIT_REACHED');
  expect(await balance('zhou')).toBe(0);
});

test('what a crash left between full and paid is paid by the timer, once', async () => {
  await shop.day(5);
  await members('zheng', 'feng', 'chen');
  const memberId = (await shop.books('zheng')).members[0]?._id ?? '';
  const at = shop.now();
  const helpers = { feng: { at, address: null }, chen: { at, address: null } };
  const { reward, name } = terms;
  for (const [n, state] of (['full', 'granted'] as const).entries()) {
    const left = { shape: 1, starterId: memberId, at: at - n - 1, number: 9, campaign: 'old', name, needed: 2 };
    const rest = { until: at + HOUR, reward, programmeVersion: 1, budget: null, code: 'ABCDEFGH', state, helpers };
    const end = { count: 2, reasons: [], decidedBy: null, look: at - 1, case: null };
    await shop.store('assists', { _id: `${n}`.repeat(24), ...left, ...rest, ...end } as Pick<Assist, '_id'>);
  }
  await shop.tick();
  await shop.tick();
  for (const id of ['0'.repeat(24), '1'.repeat(24)]) expect((await view('zheng', id)).state).toBe('paid');
  expect(await balance('zheng')).toBe(160);
  expect((await shop.books('zheng')).wrong).toEqual([]);
});

/** Full, and all from one network: somebody has to look. */
async function farm(openid: string): Promise<string> {
  const { id } = await startedBy(openid);
  for (const friend of await members(`${openid}-1`, `${openid}-2`, `${openid}-3`))
    sure(await helpFrom('203.0.113.9', friend, id));
  return id;
}

test('friends from one network end as a case; an owner pays it once, and whoever comes second reads that it is decided', async () => {
  await shop.day(8);
  const id = await farm('wei');
  expect(await view('wei', id)).toMatchObject({ state: 'review' });
  await shop.tick();
  expect(await balance('wei')).toBe(0);
  const { cases } = sure(await shop.staff('boss', 'referrals.cases', {}));
  const found = cases.find((each) => each.id === id);
  expect(found).toMatchObject({
    what: 'assist',
    friend: null,
    gift: { points: 80 },
    reasons: [{ code: 'sameAddress', args: { count: 3 } }],
  });
  const decision = { id, what: 'assist' as const, pay: true };
  const left = sure(await shop.staff('boss', 'referrals.decide', decision, key()));
  expect(left.cases.map((each) => each.id)).not.toContain(id);
  // Sent again by the same owner it is the same decision.
  sure(await shop.staff('boss', 'referrals.decide', decision, key()));
  expect(refusal(await shop.staff('partner', 'referrals.decide', { ...decision, pay: false }, key()))).toBe(
    'CASE_DECIDED',
  );
  expect(refusal(await shop.staff('wei', 'referrals.decide', decision, key()))).not.toBeNull();
  expect(await view('wei', id)).toMatchObject({ state: 'paid' });
  expect(await balance('wei')).toBe(80);
  expect((await shop.books('wei')).wrong).toEqual([]);
});

test('a case that is refused brings nothing, for ever', async () => {
  const id = await farm('jiang');
  sure(await shop.staff('partner', 'referrals.decide', { id, what: 'assist', pay: false }, key()));
  await shop.tick();
  expect(await view('jiang', id)).toMatchObject({ state: 'refused' });
  expect(await balance('jiang')).toBe(0);
  expect(refusal(await shop.staff('boss', 'referrals.decide', { id, what: 'assist', pay: true }, key()))).toBe(
    'CASE_DECIDED',
  );
});

test('a budget that is used up is a case too: whoever pays then decides so', async () => {
  await shop.programme({ assist: { ...terms, campaign: 'short', helpers: 1, budget: 100 }, referral });
  const [first, second] = [await startedBy('budget-1', 'short'), await startedBy('budget-2', 'short')];
  await members('payer');
  sure(await help('payer', first.id));
  sure(await help('payer', second.id));
  expect(await view('budget-1', first.id)).toMatchObject({ state: 'paid' });
  expect(await view('budget-2', second.id)).toMatchObject({ state: 'review' });
  // Nobody is sent to their friends for what cannot be paid any more.
  await shop.join('budget-3');
  expect(refusal(await start('budget-3', 'short'))).toBe('ASSIST_OFF');
  const { cases } = sure(await shop.staff('boss', 'referrals.cases', {}));
  expect(cases.find(({ id }) => id === second.id)?.reasons).toEqual([{ code: 'budget', args: {} }]);
  sure(await shop.staff('boss', 'referrals.decide', { id: second.id, what: 'assist', pay: true }, key()));
  expect(await balance('budget-2')).toBe(80);
});

test('throw-away accounts that join and help at once, each from its own address, end as a case and not in points', async () => {
  const review = { sameAddress: 9, tenMinutes: 2, risk: 'off' as const };
  await shop.programme({
    assist: { ...terms, campaign: 'farm', helpers: 2 },
    referral: { ...referral, registered: { points: 50 }, review },
  });
  const { id, code } = await startedBy('root', 'farm');
  for (const openid of ['throw-1', 'throw-2']) {
    const home = sure(await shop.act(openid, 'member.home', {}));
    const { terms: text, privacy } = home.shop;
    const agreed = { termsVersion: text.version, privacyVersion: privacy.version };
    sure(await shop.act(openid, 'member.join', { ...agreed, invite: { code, by: 'card' } }, key()));
    sure(await help(openid, id));
  }
  await shop.tick();
  // Their joining has not been judged yet.
  expect(await view('root', id)).toMatchObject({ state: 'full' });
  await shop.advance(10 * 60_000 + 1);
  await shop.tick();
  expect(await view('root', id)).toMatchObject({ state: 'review' });
  const { cases } = sure(await shop.staff('boss', 'referrals.cases', {}));
  // All of one instant: in which order is nobody's business.
  expect(cases.map(({ what, reasons }) => `${what} ${reasons.map((reason) => reason.code)}`).sort()).toEqual([
    'assist speed',
    'registered speed',
    'registered speed',
  ]);
  expect(await balance('root')).toBe(0);
});

test('outside of its days, with another campaign or with inviting switched off nothing can be started', async () => {
  await shop.join('late');
  expect(refusal(await start('late', 'autumn'))).toBe('ASSIST_OFF');
  await shop.programme({ assist: { ...terms, firstDay: '2027-01-01', lastDay: '2027-01-31' } });
  expect(refusal(await start('late'))).toBe('ASSIST_OFF');
  expect(sure(await shop.act('late', 'invite.view', {})).assist).toBeNull();
});
