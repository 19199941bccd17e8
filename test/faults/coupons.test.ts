import { expect, test, vi } from 'vitest';
import {
  claimCoupon,
  importPool,
  type PoolRow,
  sweepCoupons,
  undoUse,
  useCoupon,
} from '../../cloudfunctions/core/coupons';
import { withExternal } from '../../cloudfunctions/core/coupons/pool';
import { makeStock, useOf } from '../../cloudfunctions/core/stock';
import type { Coupon } from '../../cloudfunctions/core/templates';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import type { EpochMs } from '../../typings/domain';
import { Random } from '../laws/random';
import { couponOf, couponWith, templateWith } from '../unit/core/coupon-sample';
import { explore } from './simulation/explore';
import { Memory, type Request } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { tickHolds } from './simulation/stock';
import { aftermath, settings as bare, environment, NOON, tick, world } from './simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));

const one = { tiers: [], limit: { count: 1, period: 'ever' as const }, quota: 1 };
const film = templateWith({ code: 'film', pool: true });
const templates = [templateWith({ claim: one }), film];
const settings = { ...bare, templates };
const minutes = (count: number) => (NOON + count * 60_000) as EpochMs;

/** What a process was answered; null when it was not. */
function answerOf(ending: Ending, index: number): { ok: boolean; code?: string } | null {
  const result = ending.results[index];
  return result && result !== 'died' && 'value' in result ? (result.value as { ok: boolean; code?: string }) : null;
}

const coupons = (memory: Memory) => memory.all('coupons') as unknown as Coupon[];

// --- using

const using = (key: string): Process => ({
  name: `use ${key}`,
  run: async (store) => {
    const [coupon] = await store.find<Coupon>('coupons', { where: {}, limit: 1 });
    if (!coupon) throw new Error('no coupon');
    const use = { by: `staff:${key}`, storeId: 'default', channel: 'counter' as const, ref: '', amountFen: null };
    return useCoupon(environment(store), settings, { ...use, coupon, key });
  },
});
const undoing = (key: string): Process => ({
  name: `undo ${key}`,
  run: (store) => undoUse(environment(store), { couponId: couponWith()._id, key }),
});

function standing({ uses }: Coupon): string[] {
  return Object.keys(uses).filter((mark) => uses[mark]?.undone === null);
}

async function useLaw(deviations: Deviation[]): Promise<Ending> {
  const memory = new Memory(() => NOON);
  await memory.plain().add('coupons', couponWith());
  const ending = await play(memory, [using('a'), using('a'), using('b'), undoing('a'), using('b')], deviations);
  const [coupon] = coupons(memory) as [Coupon];
  const stands = standing(coupon);
  if (stands.length > 1) throw new Error('it is used twice');
  if (coupon.usedBy !== (stands[0] ?? null)) throw new Error('it names another use than the one that stands');
  if ((coupon.state === 'used') !== (stands.length === 1))
    throw new Error(`${coupon.state} with ${stands.length} uses`);
  for (const [index, key] of ['a', 'a', 'b', null, 'b'].entries()) {
    const answer = answerOf(ending, index);
    if (key !== null && answer?.ok && !coupon.uses[useOf(key)]) throw new Error(`${key} was told it had used it`);
    if (key === null && answer?.ok && coupon.uses[useOf('a')]?.undone === null)
      throw new Error('told undone, and is not');
  }
  return ending;
}

test('however uses and undoes of one coupon are cut off, doubled and mixed, one use stands, and nobody was told otherwise', async () => {
  const { runs } = await explore(useLaw, 2, 3);
  expect(runs).toBeGreaterThan(200);
});

// --- claiming

async function shopWithQuota(...members: string[]): Promise<Memory> {
  const memory = await world(...members);
  const store = memory.plain();
  await store.add('settings', { _id: 'templates', shape: 1, list: templates } as { _id: string });
  await makeStock(environment(store), 'quota:ten', 1);
  return memory;
}

const claim = (store: Store, who = 'm', key = 'tap', now = NOON) =>
  claimCoupon(environment(store, now), { openid: `openid-${who}`, key }, { template: 'ten' });
const claiming = (who?: string, key?: string): Process => ({
  name: `claim ${who}`,
  run: (store) => claim(store, who, key),
});
const sweeper: Process = {
  name: 'sweeper',
  run: async (store) => {
    await tick(store);
    await tickHolds(store, 20);
  },
};

/** Everybody taps again until they are answered; then the one coupon there was is somebody's. */
async function wrongClaims(memory: Memory): Promise<string[]> {
  const store = memory.plain();
  for (const later of [100, 180]) {
    await tick(store, later);
    await tickHolds(store, later);
  }
  const answers = [await claim(store, 'm', 'tap', minutes(190)), await claim(store, 'other', 'tap', minutes(190))];
  const wrong = await aftermath(memory);
  const won = answers.filter(({ ok }) => ok).length;
  if (won !== 1) wrong.push(`${won} members have it: ${JSON.stringify(answers.map((each) => each.ok || each.code))}`);
  const stored = coupons(memory);
  if (stored.length !== 1) wrong.push(`${stored.length} coupons`);
  const rows = memory.all('ledger').filter(({ kind }) => kind === 'claim');
  if (rows.length !== 1) wrong.push(`${rows.length} claims in the books`);
  const [stock] = memory.all('stock');
  if (stock?.sold !== 1 || stock.left !== 0 || stock.held !== 0) wrong.push(`stock ${JSON.stringify(stock)}`);
  const counted = memory.all('members').flatMap(({ counters }) => counters as unknown[]);
  if (counted.length !== 1) wrong.push(`${counted.length} counters`);
  return wrong;
}

async function claimLaw(deviations: Deviation[]): Promise<Ending> {
  const memory = await shopWithQuota('m', 'other');
  const all = [claiming(), claiming(), claiming('other'), sweeper];
  const ending = await play(memory, all, deviations);
  const wrong = await wrongClaims(memory);
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  return ending;
}

test('however claims of the last coupon are cut off and doubled, one member has it, the books and the quota say so', async () => {
  const { runs } = await explore(claimLaw, 2, 140);
  expect(runs).toBeGreaterThan(40);
});

test('twenty taps of one member, each with a key of its own, bring one coupon with a limit of one', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const memory = await shopWithQuota('m', 'other');
    const random = new Random(seed);
    const unsure = memory.store(async (request: Request) => {
      const fate = random.next();
      if (fate < 0.03) throw new StoreError(request.name, 'refused');
      const answer = request.apply();
      if (fate < 0.06) throw new StoreError(request.name, 'timed out');
      return answer;
    });
    const taps = Array.from({ length: 20 }, (_, n) => claim(unsure, 'm', `tap${n}`).catch(() => null));
    const won = (await Promise.all(taps)).filter((answer) => answer?.ok && !answer.data.repeated);
    expect(won.length).toBeLessThanOrEqual(1);
    await tick(memory.plain(), 100);
    await tickHolds(memory.plain(), 100);
    expect(memory.all('ledger').filter(({ kind }) => kind === 'claim').length).toBeLessThanOrEqual(1);
    expect(await aftermath(memory)).toEqual([]);
  }
});

// --- pools

const [first, second] = [couponOf(film, 'first'), couponOf(film, 'second')];
const showing = (coupon: Coupon): Process => ({
  name: 'show',
  run: async (store) => {
    const [stored] = await store.find<Coupon>('coupons', { where: { _id: coupon._id }, limit: 1 });
    return (await withExternal(environment(store), stored ?? coupon)).external;
  },
});
const repairing: Process = { name: 'repair', run: (store) => sweepCoupons(environment(store, minutes(5)), minutes(9)) };

async function poolLaw(deviations: Deviation[]): Promise<Ending> {
  const memory = new Memory(() => NOON);
  const store = memory.plain();
  for (const coupon of [first, second]) await store.add('coupons', coupon);
  await importPool(environment(store), settings, 'film', ['A', 'B', 'C']);
  const all = [showing(first), showing(first), showing(second), repairing];
  const ending = await play(memory, all, deviations);
  for (const at of [10, 20]) await sweepCoupons(environment(store, minutes(at)), minutes(at + 1));
  for (const coupon of [first, second]) await showing(coupon).run(store);
  for (const at of [30, 40]) await sweepCoupons(environment(store, minutes(at)), minutes(at + 1));
  const rows = memory.all('pools') as unknown as PoolRow[];
  const given = coupons(memory);
  for (const { _id, external } of given) {
    const own = rows.filter(({ couponId }) => couponId === _id);
    if (own.length !== 1 || own[0]?.code !== external) throw new Error(`${external}: ${JSON.stringify(own)}`);
  }
  if (new Set(given.map(({ external }) => external)).size !== 2) throw new Error('two coupons have one code');
  if (rows.filter(({ couponId, look }) => couponId === null && look === null).length !== 1)
    throw new Error('a code is lost');
  for (const [index, coupon] of [first, first, second].entries()) {
    const result = ending.results[index];
    const shown = result && result !== 'died' && 'value' in result ? result.value : null;
    const has = given.find(({ _id }) => _id === coupon._id)?.external;
    if (shown !== null && shown !== has) throw new Error(`shown ${shown}, and it is ${has}`);
  }
  return ending;
}

test('however assignments of pool codes are cut off and mixed, each coupon has one code, and no code is lost', async () => {
  const { runs } = await explore(poolLaw, 2, 4);
  expect(runs).toBeGreaterThan(200);
});
