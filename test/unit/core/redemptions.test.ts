import { beforeEach, expect, test } from 'vitest';
import {
  handOver,
  type Redemption,
  redemptionView,
  saveReward,
  shipRedemption,
  sweepRedemptions,
  undoHandOver,
} from '../../../cloudfunctions/core/rewards';
import { seal } from '../../../cloudfunctions/platform/sealed';
import { type Store, StoreError } from '../../../cloudfunctions/platform/store';
import type { EpochMs, Fen, Points } from '../../../typings/domain';
import { Memory, type Request } from '../../faults/simulation/memory-store';
import { environment, NOON, settings } from '../../faults/simulation/world';
import { plainReward } from './rewards-sample';

const DAY = 86_400_000;
const after = (days: number) => (NOON + days * DAY) as EpochMs;
const address = {
  name: '林小满',
  phone: '13800001234',
  province: '上海',
  city: '上海',
  district: '徐汇',
  detail: '1 号',
};

let memory: Memory;
let store: Store;
beforeEach(() => {
  process.env.HUITOUKE_SECRET = Buffer.alloc(32, 7).toString('base64url');
  memory = new Memory(() => NOON);
  store = memory.plain();
});

async function redemption(change: Partial<Redemption> = {}): Promise<Redemption> {
  const document: Redemption = {
    _id: 'x',
    shape: 1,
    memberId: 'm',
    key: 'tap:exchange:1-a',
    rewardId: 'coffee',
    rewardVersion: 1,
    name: '手冲咖啡',
    kind: 'goods',
    picture: null,
    quantity: 1,
    points: 100 as Points,
    cashFen: 0 as Fen,
    trade: null,
    way: 'pickup',
    code: '7200000000000000',
    stores: [],
    address: null,
    at: NOON,
    until: '2026-11-28' as Redemption['until'],
    state: 'taken',
    cancelling: null,
    uses: {},
    usedBy: null,
    shipping: null,
    endedAt: null,
    look: after(7),
    coupons: [],
    ...change,
  };
  await store.add('redemptions', document);
  return document;
}
const stored = () => memory.all('redemptions')[0] as unknown as Redemption;

const hand = (key: string, days = 0, storeId = 'default') =>
  handOver(environment(store, after(days)), settings, { code: '7200000000000000', key, by: 'staff:a', storeId });
const undo = (key: string) => undoHandOver(environment(store), { redemptionId: 'x', key });
const codeOf = async (answer: ReturnType<typeof hand>) => answer.then((each) => (each.ok ? null : each.code));

test('a redemption is handed over once for each key, and by one alone', async () => {
  await redemption();
  expect(await hand('k1')).toMatchObject({ ok: true, data: { repeated: false } });
  expect(await hand('k1')).toMatchObject({ ok: true, data: { repeated: true } });
  expect(await hand('k2')).toMatchObject({
    ok: false,
    code: 'REDEMPTION_ENDED',
    details: { by: 'staff:a', at: NOON, storeId: 'default' },
  });
  expect(redemptionView(stored(), settings, '2026-11-21' as never, true).ended).toMatchObject({ reason: 'collected' });
});

test('who has looked before somebody else was faster hands nothing over', async () => {
  const slow = (meanwhile: () => Promise<unknown>) =>
    memory.store(async (request: Request) => {
      if (request.writes) await meanwhile();
      return request.apply();
    });
  const late = (meanwhile: () => Promise<unknown>) => {
    const act = { code: '7200000000000000', key: 'late', by: 'staff:b', storeId: 'default' };
    return handOver(environment(slow(meanwhile)), settings, act);
  };
  await redemption();
  const second = await late(() => hand('k1'));
  expect(second).toMatchObject({ code: 'REDEMPTION_ENDED', details: { by: 'staff:a' } });
  memory = new Memory(() => NOON);
  store = memory.plain();
  await redemption();
  const claimed = () => store.update('redemptions', 'x', { state: 'taken' }, { set: { state: 'cancelling' } });
  expect(await late(claimed)).toMatchObject({ code: 'REDEMPTION_ENDED', details: { state: 'cancelling' } });
  expect(stored()).toMatchObject({ state: 'cancelling', usedBy: null });
});

test('a hand-over that was undone can be done again, under another key', async () => {
  await redemption();
  await hand('k1');
  expect(await undo('k1')).toMatchObject({ ok: true, data: { repeated: false } });
  expect(await undo('k1')).toMatchObject({ ok: true, data: { repeated: true } });
  expect(stored()).toMatchObject({ state: 'taken', usedBy: null, endedAt: null, look: expect.any(Number) });
  expect(await codeOf(hand('k1'))).toBe('UNDONE');
  expect(await codeOf(hand('k2'))).toBeNull();
  expect(await codeOf(undo('k1'))).toBeNull();
  expect(stored().state).toBe('completed');
});

test('what stands under another key cannot be undone', async () => {
  await redemption();
  await hand('k1');
  expect(await codeOf(undo('other'))).toBe('REDEMPTION_ENDED');
});

test('it is handed over in its time, in its stores, and under a code that there is', async () => {
  await redemption({ stores: ['west'] });
  expect(await codeOf(hand('k1'))).toBe('REDEMPTION_STORE');
  expect(await codeOf(hand('k1', 8, 'west'))).toBe('REDEMPTION_EXPIRED');
  expect(await codeOf(hand('k1', 7, 'west'))).toBeNull();
  const unknown = handOver(environment(store), settings, { code: 'x', key: 'k', by: 'staff:a', storeId: 'west' });
  expect(await codeOf(unknown)).toBe('REDEMPTION_NOT_FOUND');
});

const ship = (number: string, key: string) =>
  shipRedemption(environment(store), settings, { id: 'x', carrier: '顺丰速运', number, by: 'staff:a', key });

test('a parcel’s number can be corrected once', async () => {
  await redemption({ way: 'delivery', code: '', until: null, look: null, address: seal(JSON.stringify(address)) });
  expect(await ship(' ', 'k0')).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await ship('SF1', 'k1')).toMatchObject({ ok: true, data: { redemption: { state: 'shipped' } } });
  expect(await ship('SF1', 'k1')).toMatchObject({ ok: true, data: { repeated: true } });
  expect(await ship('SF2', 'k2')).toMatchObject({ ok: true, data: { redemption: { shipping: { number: 'SF2' } } } });
  expect(await ship('SF3', 'k3')).toMatchObject({ ok: false, code: 'NOT_CANCELLABLE' });
  expect(stored().shipping?.number).toBe('SF2');
  expect(memory.all('notices')).toHaveLength(2);
  expect(memory.all('shipments')).toHaveLength(0);
});

test('of paid goods WeChat is told where they are, and the correction too', async () => {
  const way = { way: 'delivery', code: '', until: null, look: null } as const;
  await redemption({ ...way, trade: 't'.repeat(32), address: seal(JSON.stringify(address)) });
  await ship('SF1', 'k1');
  await ship('SF2', 'k2');
  const [shipment] = memory.all('shipments');
  expect(shipment).toMatchObject({ way: 'express', parcel: { carrier: 'SF', number: 'SF2', phone: '138****1234' } });
});

/** Of the requests of one call, those from `at` on are never sent: the call has died. */
function dyingAt(at: number): Store {
  let sent = 0;
  return memory.store((request: Request) => {
    sent += 1;
    return sent < at ? Promise.resolve(request.apply()) : Promise.reject(new StoreError(request.name, 'dead'));
  });
}

const PAID = { trade: 't'.repeat(32) };
const PARCEL = { ...PAID, way: 'delivery', code: '', until: null, look: null } as const;

test('wherever the call dies that hands paid goods over, WeChat is told, and once it is all said the timer looks no more', async () => {
  let complete = 0;
  for (let at = 2; complete === 0; at += 1) {
    memory = new Memory(() => NOON);
    store = memory.plain();
    await redemption(PAID);
    const act = { code: '7200000000000000', key: 'k1', by: 'staff:a', storeId: 'default' };
    const handed = await handOver(environment(dyingAt(at)), settings, act).catch(() => null);
    if (handed?.ok) complete = at;
    const done = stored().state === 'completed';
    await sweepRedemptions(environment(store, (NOON + 60_000) as EpochMs), settings, after(1));
    expect([at, memory.all('shipments').length]).toEqual([at, done ? 1 : 0]);
    if (done) expect(stored()).toMatchObject({ state: 'completed', look: null });
  }
  expect(complete).toBeGreaterThan(4);
});

test('wherever the call dies that ships a parcel, owner and WeChat are told, and it arrives in its time', async () => {
  let complete = 0;
  for (let at = 2; complete === 0; at += 1) {
    memory = new Memory(() => NOON);
    store = memory.plain();
    await redemption({ ...PARCEL, address: seal(JSON.stringify(address)) });
    const parcel = { id: 'x', carrier: '顺丰速运', number: 'SF1', by: 'staff:a', key: 'k1' };
    const shipped = await shipRedemption(environment(dyingAt(at)), settings, parcel).catch(() => null);
    if (shipped?.ok) complete = at;
    const done = stored().state === 'shipped';
    await sweepRedemptions(environment(store, (NOON + 60_000) as EpochMs), settings, after(1));
    const told = [memory.all('shipments').length, memory.all('notices').length];
    expect([at, ...told]).toEqual(done ? [at, 1, 1] : [at, 0, 0]);
    if (done) expect(stored()).toMatchObject({ state: 'shipped', look: after(10) });
  }
  expect(complete).toBeGreaterThan(4);
});

test('what is collected is not shipped', async () => {
  await redemption();
  expect(await ship('SF1', 'k1')).toMatchObject({ ok: false, code: 'NOT_CANCELLABLE' });
});

test('a parcel has arrived ten days after it was shipped', async () => {
  await redemption({ way: 'delivery', code: '', until: null, look: null });
  await ship('SF1', 'k1');
  await sweepRedemptions(environment(store, after(9)), settings, after(10));
  expect(stored().state).toBe('shipped');
  const swept = await sweepRedemptions(environment(store, after(10)), settings, after(11));
  expect(swept).toMatchObject({ completed: 1, cancelled: 0, failed: 0 });
  expect(redemptionView(stored(), settings, '2026-12-01' as never, true).ended).toMatchObject({ reason: 'delivered' });
});

test('one that is broken holds up nobody else', async () => {
  await redemption({ _id: 'broken', memberId: 'nobody', look: NOON, state: 'cancelling' });
  await redemption({ _id: 'y', way: 'delivery', state: 'shipped', look: after(0) });
  const env = environment(store, after(1));
  expect(await sweepRedemptions(env, settings, after(2))).toMatchObject({ completed: 1, failed: 1 });
  expect(env.alarms).toHaveLength(1);
  expect((await sweepRedemptions(environment(store, after(1)), settings, after(2))).failed).toBe(0);
});

test('others see a name and a phone number masked', async () => {
  const one = await redemption({ way: 'delivery', address: seal(JSON.stringify(address)) });
  const view = (own: boolean) => redemptionView(one, settings, '2026-11-21' as never, own).address;
  expect(view(true)).toEqual(address);
  expect(view(false)).toMatchObject({ name: '林*', phone: '138****1234', city: '上海' });
});

const save = (change: object, made: number | null = 5) =>
  saveReward(environment(store), { ...plainReward, counted: made !== null, ...change }, made);

test('a reward is saved with its stock, once for each version', async () => {
  expect(await save({})).toMatchObject({ ok: true });
  expect(await save({})).toMatchObject({ ok: true });
  expect(await save({ name: '拿铁' })).toMatchObject({ ok: false, code: 'KEY_REUSED' });
  expect(await save({ name: '拿铁', version: 2 }, 8)).toMatchObject({ ok: true, data: { name: '拿铁' } });
  expect(await save({ name: '拿铁', version: 2 }, 8)).toMatchObject({ ok: true });
  expect(await save({ version: 4 })).toMatchObject({ ok: false, code: 'KEY_REUSED' });
  expect(memory.all('stock')[0]).toMatchObject({ _id: 'reward:coffee', made: 8, left: 8 });
  expect(memory.all('rewards')).toHaveLength(1);
});

test('a reward that makes no sense is not saved, nor one whose units are not told', async () => {
  for (const wrong of [
    { kind: 'coupon' },
    { ways: [] },
    { collectDays: 0 },
    { price: { points: -1, cashFen: 0 } },
    { price: { points: 1.5, cashFen: 0 } },
    { window: { from: NOON, until: NOON } },
    { extra: 1 },
  ])
    expect(await save(wrong)).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
  expect(await save({ counted: true }, null)).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'made' } });
  expect(await save({}, -1)).toMatchObject({ code: 'INVALID_INPUT' });
  expect(memory.all('rewards')).toHaveLength(0);
});

test('what has no units stands behind the others, and comes back with new ones', async () => {
  expect(await save({}, 0)).toMatchObject({ ok: true, data: { rank: 2_000_010 } });
  expect(await save({ version: 2 }, 3)).toMatchObject({ ok: true, data: { rank: 10 } });
});

test('at one place of the shelf stand no more than a page can tell apart', async () => {
  for (let n = 0; n < 20; n += 1) expect(await save({ _id: `r${n}` }, null)).toMatchObject({ ok: true });
  expect(await save({ _id: 'more' }, null)).toMatchObject({ ok: false, code: 'TOO_MANY' });
  expect(await save({ _id: 'more', order: 11 }, null)).toMatchObject({ ok: true });
});
