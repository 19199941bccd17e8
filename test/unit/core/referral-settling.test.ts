import { expect, test, vi } from 'vitest';
import type { Referral, ReferralTerms } from '../../../cloudfunctions/core/inviting';
import { inviteCode } from '../../../cloudfunctions/core/membership';
import { decideReferral } from '../../../cloudfunctions/core/referrals';
import { budgetFor } from '../../../cloudfunctions/core/referrals/budget';
import type { StockLevel } from '../../../cloudfunctions/core/stock';
import type { EpochMs, Fen } from '../../../typings/domain';
import { friendly, later, memberIn, REFERRAL } from '../../faults/simulation/friendly';
import { type Circle, circle, joinAs, ordering, paidTo, referralsOf, timer } from '../../faults/simulation/inviting';
import { environment } from '../../faults/simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 7).toString('base64url'));

const DAY = 24 * 60;

async function shop(changes: Partial<ReferralTerms> = {}): Promise<Circle> {
  return circle(['a'], friendly({ referral: { ...REFERRAL, ...changes } }));
}

/** @returns the friend's member id */
async function comes(
  round: Circle,
  friend: string,
  inviter: string,
  more: { address?: string; minutes?: number; union?: string } = {},
) {
  const joined = await joinAs(round.memory.plain(), round, friend, inviter, more);
  if (!joined.ok) throw new Error(joined.code);
  const { _id } = joined.data;
  round.codes[_id] = await inviteCode(environment(round.memory.plain()), { _id });
  return _id;
}

async function ticks(round: Circle, ...minutes: number[]): Promise<void> {
  for (const each of minutes) await timer(round.memory.plain(), round, each);
}

function referral(round: Circle, id: string): Referral {
  const found = referralsOf(round).find(({ _id }) => _id === id);
  if (!found) throw new Error(`${id} came by themselves`);
  return found;
}

const decide = (round: Circle, id: string, pay: boolean, by: string) => {
  const env = environment(round.memory.plain(), later(20));
  return decideReferral(env, round.settings, { id, what: 'registered', pay, by });
};

async function farm(round: Circle): Promise<string[]> {
  const all: string[] = [];
  for (const friend of ['x', 'y', 'z']) all.push(await comes(round, friend, 'a', { address: 'one place' }));
  return all;
}

test('nobody is paid for within ten minutes of joining, and everybody afterwards', async () => {
  const round = await shop();
  const friend = await comes(round, 'x', 'a');
  await ticks(round, 1, 5, 9);
  expect([referral(round, friend).registered.state, paidTo(round)]).toEqual(['waiting', {}]);
  await ticks(round, 10, 12);
  expect([referral(round, friend).registered.state, paidTo(round)]).toEqual(['paid', { a: 50 }]);
});

test('what is found of an inviter counts for their friends, also when all of them are due in one tick', async () => {
  const round = await shop();
  const [, , last = ''] = await farm(round);
  const next = await comes(round, 'next', last, { minutes: 1 });
  const further = await comes(round, 'further', next, { minutes: 2 });
  await ticks(round, 30, 45);
  for (const friend of [next, further])
    expect(referral(round, friend).registered).toMatchObject({ state: 'review', reasons: [{ code: 'chain' }] });
  expect(paidTo(round)).toEqual({});
});

test('who was a customer before is looked at: under a phone number found since, or as the same person for WeChat', async () => {
  const round = await shop();
  const { memory } = round;
  const was = (id: string) => referral(round, id).registered;
  const [old, fresh] = [
    await comes(round, 'old', 'a', { minutes: 1 }),
    await comes(round, 'fresh', 'a', { minutes: 1 }),
  ];
  const [one, two] = [await comes(round, 'one', 'a', { union: 'u' }), await comes(round, 'two', 'a', { union: 'u' })];
  const alone = await comes(round, 'alone', 'a', { union: 'v' });
  for (const [id, minutes] of [
    [old, 0],
    [fresh, 2],
  ] as const) {
    const card = {
      ...memberIn(memory, 'a'),
      _id: `card-${id}`,
      state: 'merged' as const,
      joinedAt: later(minutes),
      mergedInto: id,
    };
    await memory.plain().add('members', card);
    await memory.plain().update('members', id, {}, { set: { aliases: [card._id] } });
  }
  await ticks(round, 12, 14);
  for (const id of [old, one, two])
    expect(was(id)).toMatchObject({ state: 'review', reasons: [{ code: 'knownCustomer' }] });
  expect([was(fresh).state, was(alone).state]).toEqual(['paid', 'paid']);
});

test('each of the two rewards is counted for itself', async () => {
  const round = await shop({ perDay: 1, inAll: 1 });
  await comes(round, 'x', 'a');
  await ticks(round, 12);
  await ordering(round.memory.plain(), round, 'x', 'A1', 15);
  await ticks(round, 16, 30);
  expect(paidTo(round)).toEqual({ a: 50 + 20 });
});

test('a decision that is sent again is answered as the first time; another one, or another person’s, comes too late', async () => {
  const round = await shop();
  const [x = '', y = ''] = await farm(round);
  await ticks(round, 15);
  for (const _again of [1, 2]) expect((await decide(round, x, true, 'boss')).ok).toBe(true);
  for (const _again of [1, 2]) expect((await decide(round, y, false, 'boss')).ok).toBe(true);
  await ticks(round, 21, 32);
  expect((await decide(round, x, true, 'boss')).ok).toBe(true);
  for (const [id, pay, by] of [
    [x, false, 'boss'],
    [x, true, 'wife'],
    [y, true, 'boss'],
    [y, false, 'wife'],
  ] as const)
    expect(await decide(round, id, pay, by)).toMatchObject({ code: 'CASE_DECIDED' });
  expect(paidTo(round)).toEqual({ a: 50 });
});

test('what has waited for somebody’s look does not fall to the limit of the day', async () => {
  const round = await shop({ perDay: 1 });
  const friends = await farm(round);
  await ticks(round, 15);
  for (const friend of friends) expect((await decide(round, friend, true, 'boss')).ok).toBe(true);
  await ticks(round, 21);
  expect(paidTo(round)).toEqual({ a: 150 });
});

test('a first order is large enough, paid between joining and the last day, and no older than the invitation', async () => {
  const round = await shop();
  const stage = (id: string) => referral(round, id).firstOrder;
  const friends = [];
  for (const friend of ['small', 'late', 'old', 'good']) friends.push(await comes(round, friend, 'a'));
  const [small = '', late = '', old = '', good = ''] = friends;
  await ticks(round, 15);
  await ordering(round.memory.plain(), round, 'small', 'S1', 20, 'paid', { amountFen: 999 as Fen });
  await ordering(round.memory.plain(), round, 'old', 'O1', 20, 'paid', { paidAt: later(-DAY) });
  await ordering(round.memory.plain(), round, 'good', 'G1', 20, 'paid', { amountFen: 1_000 as Fen });
  await ticks(round, 20, 40);
  expect([small, old, good].map((id) => stage(id).state)).toEqual(['waiting', 'waiting', 'paid']);
  await ordering(round.memory.plain(), round, 'late', 'L1', 31 * DAY, 'paid');
  await ticks(round, 31 * DAY + 1);
  expect(stage(late).state).toBe('waiting');
  await ticks(round, 35 * DAY, 36 * DAY);
  expect([small, late, old].map((id) => stage(id).state)).toEqual(['lapsed', 'lapsed', 'lapsed']);
  expect(paidTo(round)).toEqual({ a: 4 * 50 + 20 });
});

test('a first order is paid for on the day on which it can no longer go back', async () => {
  const waiting = { days: 7, from: 'paid' as const, completeAfterDays: 0 };
  const round = await circle(['a'], friendly({ referral: REFERRAL, waiting }));
  const friend = await comes(round, 'x', 'a');
  await ordering(round.memory.plain(), round, 'x', 'A1', 15);
  await ticks(round, 16, 30, 6 * DAY);
  expect([referral(round, friend).firstOrder.state, paidTo(round)]).toEqual(['waiting', { a: 50 }]);
  await ticks(round, 7 * DAY, 7 * DAY + 15);
  expect([referral(round, friend).firstOrder.state, paidTo(round)]).toEqual(['paid', { a: 70 }]);
});

test('of somebody who is looked at, the first order is looked at too', async () => {
  const round = await shop();
  const [x = ''] = await farm(round);
  await ticks(round, 15);
  await ordering(round.memory.plain(), round, 'x', 'A1', 20);
  await ticks(round, 21, 40);
  expect(referral(round, x)).toMatchObject({ firstOrder: { state: 'review', reasons: [{ code: 'sameAddress' }] } });
  expect(paidTo(round)).toEqual({});
});

test('an order of the first ten minutes waits until the joining is judged', async () => {
  const round = await shop();
  const [x = ''] = await farm(round);
  await ordering(round.memory.plain(), round, 'x', 'A1', 1);
  await ticks(round, 2, 4);
  expect(referral(round, x).firstOrder.state).toBe('waiting');
  await ticks(round, 12, 30);
  expect(referral(round, x).firstOrder.state).toBe('review');
});

test('a closed account gets nothing and is done with; a frozen one keeps what comes in', async () => {
  for (const [state, end, paid] of [
    ['closed', { state: 'limited', limit: 'account' }, {}],
    ['frozen', { state: 'paid', limit: null }, { a: 50 }],
  ] as const) {
    const round = await shop();
    const friend = await comes(round, 'x', 'a');
    await round.memory.plain().update('members', 'a', {}, { set: { state } });
    await ticks(round, 12, 14);
    expect(referral(round, friend).registered).toMatchObject(end);
    expect(paidTo(round)).toEqual(paid);
  }
});

test('what was promised is paid after the terms have changed or ended, within the limits of its own campaign', async () => {
  for (const referralNow of [null, { ...REFERRAL, campaign: 'winter', registered: { points: 1 }, inAll: 100 }]) {
    const round = await shop({ inAll: 1 });
    const friends = [await comes(round, 'x', 'a'), await comes(round, 'y', 'a')];
    const after = friendly({ referral: referralNow });
    const { programme: before } = round.settings;
    await round.memory.plain().add('programmes', { _id: `v${before.version}`, programme: before } as { _id: string });
    const programme = { ...after.programme, version: before.version + 1 };
    const versions = [
      { version: before.version, from: later(-DAY) },
      { version: programme.version, from: later(5) },
    ];
    await ticks({ ...round, settings: { ...after, programme, versions } as Circle['settings'] }, 12, 14, 25);
    expect(friends.map((id) => referral(round, id).registered.limit).sort()).toEqual(['campaignLimit', null].sort());
    expect(paidTo(round)).toEqual({ a: 50 });
  }
});

test('a budget is followed upwards, and downwards as far as it is not spent', async () => {
  const round = await shop();
  const env = environment(round.memory.plain());
  const left = async (points: number | null) => {
    const id = await budgetFor(env, 'referral', 'summer', points);
    const stock = round.memory.all('stock').find(({ _id }) => _id === id) as unknown as StockLevel | undefined;
    return stock ? [stock.made, stock.left] : id;
  };
  expect(await left(null)).toBeNull();
  expect(await left(100)).toEqual([100, 100]);
  expect(await left(300)).toEqual([300, 300]);
  await env.store.update('stock', 'budget:referral:summer', {}, { inc: { left: -200 } });
  expect(await left(250)).toEqual([250, 50]);
  expect(await left(120)).toEqual([200, 0]);
  expect(await left(null)).toEqual([200, 0]);
  expect(await left(220)).toEqual([220, 20]);
});

test('one that cannot be settled gives way to the others', async () => {
  const round = await shop();
  const broken = await comes(round, 'x', 'a');
  const set = { inviterId: 'vanished', look: later(1) as EpochMs };
  await round.memory.plain().update('referrals', broken, {}, { set });
  await ticks(round, 12, 13);
  expect(Number(referral(round, broken).look)).toBeGreaterThan(later(13));
});
