import { beforeAll, expect, test, vi } from 'vitest';
import { spendable } from '../../cloudfunctions/core/account';
import { refund, sell, undo } from '../../cloudfunctions/core/counter';
import { programmeDocument } from '../../cloudfunctions/core/programme/stored';
import { loadSettings } from '../../cloudfunctions/core/settings';
import { actIdOf, type Staff } from '../../cloudfunctions/core/staffing';
import { type Coupon, codeOf } from '../../cloudfunctions/core/templates';
import type { Result } from '../../cloudfunctions/platform/refusal';
import { type Store, StoreError } from '../../cloudfunctions/platform/store';
import type { DoneView, SaleConfirm } from '../../typings/api/staff';
import type { DayKey, EpochMs, Fen, Points } from '../../typings/domain';
import { Random } from '../laws/random';
import { explore } from './simulation/explore';
import type { Memory, Request } from './simulation/memory-store';
import { type Deviation, type Ending, type Process, play } from './simulation/schedule';
import { tickHolds, wrongStock } from './simulation/stock';
import { codeAt, couponOf, memberIn, tillSettings, tillWorld } from './simulation/till';
import { aftermath, environment, NOON, tick } from './simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));

const MINUTE = 60_000;
const TODAY = '2026-11-21' as DayKey;
const CODE = codeOf('71', 'c', Buffer.alloc(32, 2));
const later = (minutes: number) => (NOON + minutes * MINUTE) as EpochMs;

const person = (_id: string, name: string, role: Staff['role']): Staff => ({
  ...{ _id, shape: 1, openid: `openid-${_id}`, name, role, stores: [], state: 'active' },
  ...{ joinedAt: NOON, invitedBy: null, invitedAt: NOON, turn: 0 },
});
const chen = person('chen', '小陈', 'cashier');
const zhou = person('zhou', '小周', 'cashier');
const boss = person('boss', '店长', 'owner');

/** 1,000 points, a coupon of ¥10, and a sale of ¥128 with both: ¥118 less ¥15 by 300 points; ¥1 brings a point. */
const SALE: SaleConfirm = {
  member: { code: codeAt() },
  storeId: 'default',
  amountFen: 12_800 as Fen,
  coupon: CODE,
  points: 300 as Points,
  expect: { netFen: 10_300 as Fen, points: 103 as Points },
};

async function counterWorld(): Promise<Memory> {
  const memory = await tillWorld(1_000);
  const store = memory.plain();
  const programme = programmeDocument(tillSettings.programme);
  await store.add('settings', { _id: 'programme', shape: 2, ...programme } as { _id: string });
  const value = { kind: 'amount', fen: 1_000, thresholdFen: 0 } as const;
  await store.add('coupons', couponOf('c', value, { code: CODE }));
  for (const each of [chen, zhou, boss]) await store.add('staff', each);
  return memory;
}

// Settings are kept by the instance: reading them is not what is tried here.
beforeAll(async () => {
  await loadSettings(environment((await counterWorld()).plain()));
});

const ring = (store: Store, who = chen, key = 'tap', now = NOON) => sell(environment(store, now), who, SALE, key);
const takeBack = (store: Store, who = chen) => undo(environment(store), who, { action: actIdOf(chen._id, 'tap') });
const repay = (store: Store, fen: number, key: string) =>
  refund(environment(store), chen, { action: actIdOf(chen._id, 'tap'), amountFen: fen as Fen }, key);
const process = (name: string, run: Process['run']): Process => ({ name, run });
const code = (result: Result<unknown>) => (result.ok ? null : result.code);

async function available(memory: Memory): Promise<number> {
  return spendable((await memberIn(memory.plain())).lots, TODAY);
}
const coupon = (memory: Memory) => memory.all('coupons')[0] as unknown as Coupon;
const acts = (memory: Memory) => memory.all('actions').filter(({ kind }) => kind !== 'staff');

/** What has been left held is settled or dropped, then the thumb tries again until it is told. */
async function again(memory: Memory, act: (store: Store) => Promise<Result<DoneView>>): Promise<Result<DoneView>> {
  const store = memory.plain();
  for (const minutes of [20, 40]) {
    await tick(store, minutes);
    await tickHolds(store, minutes);
  }
  const answer = await act(store);
  for (const minutes of [60, 80]) {
    await tick(store, minutes);
    await tickHolds(store, minutes);
  }
  return answer;
}

async function unsound(memory: Memory, wanted: { points: number; coupon: Coupon['state']; acts: number }) {
  const wrong = [...(await aftermath(memory)), ...(await wrongStock(memory))];
  const points = await available(memory);
  if (points !== wanted.points) wrong.push(`${points} points`);
  if (coupon(memory).state !== wanted.coupon) wrong.push(`the coupon is ${coupon(memory).state}`);
  if (acts(memory).length !== wanted.acts) wrong.push(`${acts(memory).length} acts`);
  return wrong;
}

async function sold(): Promise<Memory> {
  const memory = await counterWorld();
  const done = await ring(memory.plain());
  if (!done.ok) throw new Error(done.code);
  return memory;
}

test('a sale takes coupon and points and brings points, all of it once; its undoing gives all of it back', async () => {
  const memory = await sold();
  expect(await available(memory)).toBe(1_000 - 300 + 103);
  expect(await ring(memory.plain(), chen, 'tap', later(30))).toMatchObject({ ok: true, data: { repeated: true } });
  expect(await unsound(memory, { points: 803, coupon: 'used', acts: 1 })).toEqual([]);
  const undone = await takeBack(memory.plain());
  expect(undone).toMatchObject({ ok: true, data: { repeated: false, action: { undone: true } } });
  expect(await unsound(memory, { points: 1_000, coupon: 'usable', acts: 1 })).toEqual([]);
});

async function sellingLaw(deviations: Deviation[]): Promise<Ending> {
  const memory = await counterWorld();
  const twice = ['tap', 'tap again'].map((name) => process(name, (store) => ring(store)));
  const ending = await play(memory, twice, deviations);
  const answer = await again(memory, (store) => ring(store));
  const wrong = await unsound(memory, { points: 803, coupon: 'used', acts: 1 });
  if (!answer.ok) wrong.push(`in the end it was refused: ${answer.code}`);
  const [tally] = memory.all('tallies').filter(({ _id }) => _id.startsWith('sales:'));
  if (Number(tally?.fen) !== 12_800 || tally?.n !== 1) wrong.push(`the day counts ${JSON.stringify(tally)}`);
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  return ending;
}

test('wherever a sale is cut off and however often it is tapped, it is booked once with all that belongs to it', async () => {
  const { runs } = await explore(sellingLaw, 1);
  expect(runs).toBeGreaterThan(100);
});

test('wherever undoing is cut off and whoever else does it, everything is back once', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await sold();
    const two = [chen, boss].map((who) => process(who.name, (store) => takeBack(store, who)));
    const ending = await play(memory, two, deviations);
    const answer = await again(memory, (store) => takeBack(store));
    const wrong = await unsound(memory, { points: 1_000, coupon: 'usable', acts: 1 });
    if (!answer.ok) wrong.push(`in the end it was refused: ${answer.code}`);
    if (acts(memory)[0]?.undone === null) wrong.push('it does not say that it was undone');
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(law, 1);
  expect(runs).toBeGreaterThan(50);
});

test('of two cashiers with one coupon and one code, one sells and the other takes nothing', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await counterWorld();
    const two = [chen, zhou].map((who) => process(who.name, (store) => ring(store, who)));
    const ending = await play(memory, two, deviations);
    const answers = [await again(memory, (store) => ring(store)), await again(memory, (store) => ring(store, zhou))];
    const won = answers.filter(({ ok }) => ok).length;
    const wrong = [...(await aftermath(memory)), ...(await wrongStock(memory))];
    if (won !== 1) wrong.push(`${won} have sold: ${answers.map(code)}`);
    if ((await available(memory)) !== 803) wrong.push(`${await available(memory)} points`);
    if (acts(memory).length !== 1) wrong.push(`${acts(memory).length} acts`);
    const taken = memory.all('tallies').filter(({ _id }) => _id.startsWith('sales:'));
    if (taken.reduce((sum, { fen }) => sum + Number(fen), 0) < 12_800) wrong.push('the sale is not counted');
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(law, 1);
  expect(runs).toBeGreaterThan(50);
});

test('undoing and paying back at once give back what was paid, once', async () => {
  const law = async (deviations: Deviation[]): Promise<Ending> => {
    const memory = await sold();
    const crossing = [
      process('undo', (store) => takeBack(store)),
      process('refund', (store) => repay(store, 10_300, 'back')),
    ];
    const ending = await play(memory, crossing, deviations);
    const undone = await again(memory, (store) => takeBack(store));
    const paid = await again(memory, (store) => repay(store, 10_300, 'back'));
    const wrong = [...(await aftermath(memory)), ...(await wrongStock(memory))];
    if (undone.ok === paid.ok) wrong.push(`undone ${code(undone)}, paid back ${code(paid)}`);
    const points = await available(memory);
    if (points !== (undone.ok ? 1_000 : 700)) wrong.push(`${points} points`);
    if (coupon(memory).state !== (undone.ok ? 'usable' : 'used')) wrong.push(`the coupon is ${coupon(memory).state}`);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return ending;
  };
  const { runs } = await explore(law, 1);
  expect(runs).toBeGreaterThan(50);
});

test('with one request in ten failing or its answer lost, the counter’s books are clean in the end', async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const memory = await counterWorld();
    const random = new Random(seed);
    const unsure = memory.store(async (request: Request) => {
      const fate = random.next();
      if (fate < 0.05) throw new StoreError(request.name, 'refused');
      const answer = request.apply();
      if (fate < 0.1) throw new StoreError(request.name, 'timed out');
      return answer;
    });
    // The timer among them, long enough after what has broken off to look at it.
    const timer = tick(unsure).then(() => tickHolds(unsure));
    const all = [ring(unsure), ring(unsure, zhou), timer, ring(unsure)];
    await Promise.all(all.map((each) => Promise.resolve(each).catch(() => 'failed')));
    const mine = await again(memory, (store) => ring(store));
    const theirs = await again(memory, (store) => ring(store, zhou));
    expect([mine.ok, theirs.ok].filter(Boolean), `seed ${seed}`).toHaveLength(1);
    expect(await unsound(memory, { points: 803, coupon: 'used', acts: 1 }), `seed ${seed}`).toEqual([]);
  }
});
