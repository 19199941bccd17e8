import { expect, test, vi } from 'vitest';
import { decideReferral, settleReferral } from '../../cloudfunctions/core/referrals';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import { Random } from '../laws/random';
import { explore } from './simulation/explore';
import { friendly, later, REFERRAL } from './simulation/friendly';
import { type Circle, circle, joinAs, ordering, paidTo, referralsOf, timer, wrongAfter } from './simulation/inviting';
import type { Request } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { environment } from './simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 7).toString('base64url'));

const DAY = 24 * 60;
const [REGISTERED, FIRST_ORDER] = [50, 20];
/** Just enough for one friend: what is missed of it would show. */
const budgeted = friendly({ referral: { ...REFERRAL, budget: REGISTERED + FIRST_ORDER } });

type Act = (store: Store, round: Circle) => Promise<unknown>;

const ticking =
  (minutes: number): Act =>
  (store, round) =>
    timer(store, round, minutes);

/** @param before what has happened before the acts, undisturbed */
function law(
  open: () => Promise<Circle>,
  before: Act | null,
  acts: Act[],
  after: (round: Circle, ending: Ending) => Promise<string[]>,
) {
  return async (deviations: Deviation[]): Promise<Ending> => {
    const round = await open();
    await before?.(round.memory.plain(), round);
    const processes = acts.map((act, n): Process => ({ name: `${n}`, run: (store) => act(store, round) }));
    const ending = await play(round.memory, processes, deviations);
    const wrong = await after(round, ending);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
}

const sum = (round: Circle) => Object.values(paidTo(round)).reduce((all, points) => all + points, 0);
const stage = (round: Circle) => referralsOf(round)[0]?.registered;

test('whatever is cut off, a newcomer has one inviter, who is rewarded once, and the friend has one pack', async () => {
  const tap =
    (inviter: string): Act =>
    (store, round) =>
      joinAs(store, round, 'newcomer', inviter);
  const once = async (round: Circle) => {
    const again = await joinAs(round.memory.plain(), round, 'newcomer', 'b');
    const wrong = await wrongAfter(round, 4);
    const [member, ...others] = round.memory.all('members').filter(({ openid }) => openid === 'newcomer');
    if (!again.ok || again.data._id !== member?._id || others.length > 0) wrong.push('not one member');
    if (Number(member?.balance) !== REFERRAL.friend?.points) wrong.push(`the friend has ${member?.balance} points`);
    if (referralsOf(round).length !== 1 || sum(round) !== REGISTERED) wrong.push(JSON.stringify(paidTo(round)));
    if (paidTo(round)[String(member?.inviter)] !== REGISTERED) wrong.push('somebody else was paid');
    const told = round.memory.all('notices').filter(({ kind }) => kind === 'friendJoined');
    if (told.length !== 1 || told[0]?.memberId !== member?.inviter) wrong.push('the inviter was not told, or twice');
    return wrong;
  };
  const open = () => circle(['a', 'b'], budgeted);
  const { runs } = await explore(law(open, null, [tap('a'), tap('b'), tap('a'), ticking(2)], once), 1);
  expect(runs).toBeGreaterThan(60);
});

const joined: Act = async (store, round) => {
  const answer = await joinAs(store, round, 'newcomer', 'a');
  if (!answer.ok) throw new Error(answer.code);
  await timer(store, round, 4);
};

test('any number of workers settle one reward once, and the last of the budget is enough for it', async () => {
  const settle: Act = (store, round) =>
    settleReferral(environment(store, later(12)), round.settings, String(referralsOf(round)[0]?._id));
  const paid = async (round: Circle) => {
    const wrong = await wrongAfter(round, 14);
    if (stage(round)?.state !== 'paid' || sum(round) !== REGISTERED) wrong.push(JSON.stringify(stage(round)));
    return wrong;
  };
  const open = () => circle(['a'], friendly({ referral: { ...REFERRAL, budget: REGISTERED } }));
  const { runs } = await explore(law(open, joined, [settle, ticking(12), settle], paid), 1);
  expect(runs).toBeGreaterThan(60);
});

test('an order that goes back while its window is looked at brings its reward or the next one does, never both', async () => {
  const window = friendly({
    waiting: { days: 7, from: 'paid', completeAfterDays: 0 },
    referral: { ...REFERRAL, budget: REGISTERED + FIRST_ORDER },
  });
  const before: Act = async (store, round) => {
    await joined(store, round);
    for (const minutes of [15, 40]) await timer(store, round, minutes);
    await ordering(store, round, 'newcomer', 'A1', 60);
    for (const minutes of [70, 90]) await timer(store, round, minutes);
  };
  const noon = 8 * DAY;
  const back: Act = (store, round) => ordering(store, round, 'newcomer', 'A1', noon, 'refunded');
  const next: Act = (store, round) => ordering(store, round, 'newcomer', 'A2', noon);
  const once = async (round: Circle) => {
    const plain = round.memory.plain();
    await back(plain, round);
    await next(plain, round);
    for (const minutes of [20, 40, 8 * DAY]) await timer(plain, round, noon + minutes);
    const wrong = await wrongAfter(round, 2 * noon + 60);
    const { firstOrder } = referralsOf(round)[0] ?? {};
    if (firstOrder?.state !== 'paid' || sum(round) !== REGISTERED + FIRST_ORDER) wrong.push(JSON.stringify(firstOrder));
    if (round.memory.all('friendOrders').some(({ look }) => look !== null)) wrong.push('an order is still looked at');
    return wrong;
  };
  const open = () => circle(['a'], window);
  const { runs } = await explore(law(open, before, [ticking(noon), back, next, ticking(noon)], once), 1, 4);
  expect(runs).toBeGreaterThan(20);
});

test('friends from one place are looked at; of two owners who decide at once, one has decided', async () => {
  const before: Act = async (store, round) => {
    for (const friend of ['x', 'y', 'z']) await joinAs(store, round, friend, 'a', { address: 'one place' });
    for (const minutes of [4, 15]) await timer(store, round, minutes);
    if (referralsOf(round).some(({ registered }) => registered.state !== 'review')) throw new Error('not looked at');
  };
  const deciding =
    (by: string, pay: boolean): Act =>
    (store, round) => {
      const id = String(referralsOf(round)[0]?._id);
      return decideReferral(environment(store, later(20)), round.settings, { id, what: 'registered', pay, by });
    };
  const one = async (round: Circle, { results }: Ending) => {
    const plain = round.memory.plain();
    const late = await deciding('late', false)(plain, round).then((answer) => answer as { ok: boolean });
    const wrong = await wrongAfter(round, 25);
    const { state, decidedBy } = stage(round) ?? {};
    const won = results.filter((each) => each !== 'died' && 'value' in each && (each.value as { ok: boolean })?.ok);
    if (won.length + (late.ok ? 1 : 0) > 1) wrong.push('both have decided');
    if (state !== (decidedBy === 'boss' ? 'paid' : 'refused')) wrong.push(`${decidedBy} decided, and it is ${state}`);
    if (sum(round) !== (state === 'paid' ? REGISTERED : 0)) wrong.push(`${sum(round)} points are paid`);
    return wrong;
  };
  const acts = [deciding('boss', true), deciding('wife', false), ticking(20)];
  const { runs } = await explore(
    law(() => circle(['a']), before, acts, one),
    1,
  );
  expect(runs).toBeGreaterThan(30);
});

test('limits and budgets hold however many rewards are settled at once', async () => {
  const cases = {
    dayLimit: { ...REFERRAL, perDay: 1 },
    campaignLimit: { ...REFERRAL, inAll: 1 },
    budget: { ...REFERRAL, budget: REGISTERED + 10 },
  };
  for (const [limit, referral] of Object.entries(cases)) {
    const before: Act = async (store, round) => {
      for (const friend of ['x', 'y']) await joinAs(store, round, friend, limit === 'budget' ? friend : 'x');
      await timer(store, round, 4);
    };
    const two = async (round: Circle) => {
      const wrong = await wrongAfter(round, 14);
      const ends = referralsOf(round).map(({ registered }) => registered.limit ?? registered.state);
      if (ends.sort().join() !== [limit, 'paid'].sort().join()) wrong.push(ends.join());
      if (sum(round) !== REGISTERED) wrong.push(`${sum(round)} points are paid`);
      return wrong;
    };
    const open = () => circle(['x', 'y'], friendly({ referral }));
    const { runs } = await explore(law(open, before, [ticking(12), ticking(12)], two), 1, 6);
    expect(runs).toBeGreaterThan(10);
  }
});

test('a farm of ten from one place ends in review, whatever fails, and brings nothing', async () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const round = await circle(['a']);
    const unsure = failing(round, seed);
    const people = Array.from({ length: 10 }, (_, n) => `throw-away-${n}`);
    const join = (friend: string) => joinAs(unsure, round, friend, 'a', { address: 'farm' }).catch(() => null);
    await Promise.all([...people, ...people].map(join));
    await Promise.allSettled([timer(unsure, round, 5), timer(unsure, round, 12), timer(unsure, round, 12)]);
    for (const friend of people) await joinAs(round.memory.plain(), round, friend, 'a', { address: 'farm' });
    expect(await wrongAfter(round, 14), `seed ${seed}`).toEqual([]);
    const states = referralsOf(round).map(({ registered }) => registered.state);
    expect([states.length, new Set(states), paidTo(round)], `seed ${seed}`).toEqual([10, new Set(['review']), {}]);
  }
});

test('a crowd that came before them hides no farm', async () => {
  const round = await circle(['a']);
  const store = round.memory.plain();
  await joinAs(store, round, 'first', 'a');
  const [first] = referralsOf(round);
  const crowd = Array.from({ length: 250 }, (_, n) => ({ ...first, _id: `c${n}`, address: `c${n}`, look: null }));
  await store.addAll('referrals', crowd);
  for (const friend of ['x', 'y', 'z']) await joinAs(store, round, friend, 'a', { address: 'farm', minutes: 60 });
  for (const minutes of [64, 75]) await timer(store, round, minutes);
  const farm = referralsOf(round).filter(({ address }) => address === 'farm');
  expect(farm.map(({ registered }) => registered.state)).toEqual(['review', 'review', 'review']);
});

test('with one request in ten failing, friends, rewards, counters and budgets agree in the end', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const round = await circle(['a', 'b']);
    const unsure = failing(round, seed);
    const life = async (friend: string, inviter: string) => {
      for (let tries = 0; tries < 3; tries += 1) await joinAs(unsure, round, friend, inviter).catch(() => null);
      for (let tries = 0; tries < 3; tries += 1) await ordering(unsure, round, friend, friend, 5).catch(() => null);
    };
    await Promise.all([life('x', 'a'), life('y', 'a'), life('y', 'b'), life('z', 'b')]);
    const ticks = [5, 11, 11, 16].map((minutes) => timer(unsure, round, minutes));
    await Promise.allSettled(ticks);
    for (const friend of ['x', 'y', 'z']) {
      await joinAs(round.memory.plain(), round, friend, 'a');
      await ordering(round.memory.plain(), round, friend, friend, 5);
    }
    expect(await wrongAfter(round, 20), `seed ${seed}`).toEqual([]);
    expect(sum(round), `seed ${seed}`).toBe(3 * (REGISTERED + FIRST_ORDER));
  }
});

function failing({ memory }: Circle, seed: number): Store {
  const random = new Random(seed);
  return memory.store(async (request: Request) => {
    const fate = random.next();
    if (fate < 0.05) throw new StoreError(request.name, 'refused');
    const answer = request.apply();
    if (fate < 0.1) throw new StoreError(request.name, 'timed out');
    return answer;
  });
}
