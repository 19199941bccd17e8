import { afterEach, expect, test, vi } from 'vitest';
import { checkBooks, findMemberById, type Member, sweep } from '../../../cloudfunctions/core/account';
import { type Booked, bookEvent, type OrderEvent, orderAnswer, orderMember } from '../../../cloudfunctions/core/orders';
import type { Settings } from '../../../cloudfunctions/core/settings';
import { defaultStores, type StoreInfo } from '../../../cloudfunctions/core/stores';
import { type Result, refuse } from '../../../cloudfunctions/platform/refusal';
import type { EpochMs, Fen } from '../../../typings/domain';
import type { Memory } from '../../faults/simulation/memory-store';
import { aftermath, environment, NOON, time, settings as usual, world } from '../../faults/simulation/world';

const DAY = 86_400_000;
const order = { partnerId: 'till', orderId: 'A1', storeId: 'default', channel: 'till', actor: 'partner' } as const;
const paid = (fen = 12_800, at = NOON): OrderEvent => ({
  type: 'paid',
  amountFen: fen as Fen,
  paidAt: at,
  completed: true,
});
const refund = (fen: number, refundId = 'r1', at = NOON): OrderEvent => ({
  type: 'refunded',
  refundId,
  amountFen: fen as Fen,
  refundedAt: at,
});

interface Sending {
  who?: string;
  now?: number;
  settings?: Settings;
  alongside?: Parameters<typeof bookEvent>[5];
}

async function send(memory: Memory, event: OrderEvent, sending: Sending = {}): Promise<Result<Booked>> {
  const { who = 'm', now = NOON, settings = usual, alongside } = sending;
  const env = environment(memory.plain(), now as EpochMs);
  return bookEvent(env, settings, (await memberOf(memory, who)) as Member, order, event, alongside);
}

const memberOf = (memory: Memory, id = 'm') => findMemberById(memory.plain(), id);

afterEach(() => vi.restoreAllMocks());

test('replaying any request, months later too, changes nothing and answers the same', async () => {
  const memory = await world('m');
  const events: OrderEvent[] = [paid(), refund(2_800), { type: 'completed', completedAt: NOON }, refund(100, 'r2')];
  const first: Result<Booked>[] = [];
  for (const event of events) first.push(await send(memory, event));
  expect(first.map((each) => each.ok && each.data.points)).toEqual([128, -28, 0, -1]);
  for (const later of [0, 1, 200]) {
    const now = (NOON + later * DAY) as EpochMs;
    if (later > 0) await sweep(environment(memory.plain(), now), time, (now + 1) as EpochMs);
    const before = [await memberOf(memory), memory.all('ledger').length];
    for (const [index, event] of events.entries()) {
      const again = await send(memory, event, { now });
      const { member: _then, ...said } = first[index]?.ok ? (first[index] as { data: Booked }).data : ({} as Booked);
      expect(again).toMatchObject({ ok: true, data: { ...said, repeated: true } });
    }
    expect([await memberOf(memory), memory.all('ledger').length]).toEqual(before);
  }
  expect(await checkBooks(memory.plain(), 'm')).toEqual([]);
});

test('the same event with another content is refused', async () => {
  const memory = await world('m');
  await send(memory, paid());
  expect(await send(memory, paid(12_900))).toEqual({ ok: false, code: 'KEY_REUSED' });
  expect((await memberOf(memory))?.balance).toBe(128);
});

test('a sale says its store only where the shop has another', async () => {
  const [only] = defaultStores;
  if (!only) throw new Error('every shop has a store');
  const told = async (stores: StoreInfo[]) => {
    const memory = await world('m');
    await send(memory, paid(), { settings: { ...usual, stores } });
    return (await memberOf(memory))?.lastNotice?.facts.store;
  };
  expect(await told([only])).toBe('');
  expect(await told([only, { ...only, id: 'east', name: '东门店' }])).toBe(only.name);
});

test('an event from more than five minutes ahead or ninety days ago binds no member and books nothing', async () => {
  const memory = await world('m', 'other');
  const ahead = await send(memory, paid(100, (NOON + 5 * 60_000 + 1) as EpochMs));
  const old = await send(memory, paid(100, (NOON - 90 * DAY - 1) as EpochMs));
  expect([ahead, old]).toEqual([
    { ok: false, code: 'TIME_AHEAD' },
    { ok: false, code: 'TOO_OLD' },
  ]);
  expect([memory.all('orders'), (await memberOf(memory))?.seq]).toEqual([[], 1]);
  expect(await send(memory, paid(100), { who: 'other' })).toMatchObject({ ok: true });
  expect(await send(memory, paid(100, (NOON + 5 * 60_000) as EpochMs))).toEqual({ ok: false, code: 'ORDER_OF_OTHER' });
});

test('amounts are whole, from 1 fen to ten million yuan', async () => {
  const memory = await world('m');
  for (const fen of [0, -1, 1.5, 1_000_000_001, Number.NaN, 2 ** 53])
    expect(await send(memory, paid(fen))).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
  expect(await send(memory, paid(1_000_000_000))).toMatchObject({ ok: true, data: { points: 10_000_000 } });
});

test('a frozen account takes its orders and refunds, a closed one takes none', async () => {
  const memory = await world('m');
  await memory.plain().update('members', 'm', {}, { set: { state: 'frozen' } });
  expect(await send(memory, paid())).toMatchObject({ ok: true, data: { points: 128 } });
  await memory.plain().update('members', 'm', {}, { set: { state: 'closed' } });
  expect(await send(memory, refund(100))).toEqual({ ok: false, code: 'CLOSED' });
});

test('what runs alongside runs once, and its refusal books nothing and binds the order to nobody', async () => {
  const memory = await world('m', 'other');
  const alongside = vi.fn(async () => refuse('REPLAYED'));
  expect(await send(memory, paid(), { alongside })).toEqual({ ok: false, code: 'REPLAYED' });
  expect([alongside.mock.calls.length, (await memberOf(memory))?.balance]).toEqual([1, 0]);
  expect(memory.all('orders')).toEqual([]);
  // Somebody who died after it has left the claim, so the owner has to be looked up: still once.
  const claim = { _id: 'order:till:A1', memberId: 'other' };
  await memory.plain().add('orders', claim);
  const passing = vi.fn(async () => null);
  expect(await send(memory, paid(), { who: 'other', alongside: passing })).toMatchObject({ ok: true });
  expect(passing).toHaveBeenCalledTimes(1);
});

test('a payment keeps its programme, whichever an instance knows', async () => {
  const memory = await world('m');
  const { programme } = usual;
  const double = {
    ...programme,
    version: 2,
    earning: {
      ...programme.earning,
      rules: [{ ...programme.earning.rules[0], give: { code: 'perAmount', fen: 100, points: 2 } }],
    },
  } as Settings['programme'];
  const versions = [
    { version: 1, from: 0 as EpochMs },
    { version: 2, from: (NOON - 1) as EpochMs },
  ];
  await memory.plain().add('programmes', { _id: 'v1', version: 1, programme } as { _id: string });
  const fresh: Settings = { ...usual, programme: double, versions };
  // Booked by an instance that has not heard of the new programme yet: everything later follows it.
  expect(await send(memory, paid())).toMatchObject({ ok: true, data: { points: 128 } });
  expect(await send(memory, refund(2_800), { settings: fresh })).toMatchObject({ ok: true, data: { points: -28 } });
  const other = await world('m');
  expect(await send(other, paid(), { settings: fresh })).toMatchObject({ ok: true, data: { points: 256 } });
  expect(await send(other, refund(2_800), { settings: usual })).toEqual({ ok: false, code: 'BUSY' });
  expect(await send(other, refund(2_800), { settings: fresh })).toMatchObject({ ok: true, data: { points: -56 } });
});

test('an order says what it has brought, and whose it is', async () => {
  const memory = await world('m');
  const env = environment(memory.plain());
  expect(await orderAnswer(env, 'till', 'A1')).toEqual({ ok: false, code: 'ORDER_NOT_FOUND' });
  await send(memory, paid());
  await send(memory, refund(2_800));
  expect(await orderAnswer(env, 'till', 'A1')).toEqual({
    ok: true,
    data: {
      orderId: 'A1',
      number: '100000000000',
      paidFen: 12_800,
      refundedFen: 2_800,
      completed: true,
      points: 100,
      growth: 100,
    },
  });
  expect(await orderMember(env, 'till', 'A1')).toMatchObject({ ok: true, data: { _id: 'm' } });
  expect(await orderMember(env, 'till', 'A2')).toEqual({ ok: false, code: 'ORDER_NOT_FOUND' });
  expect(await aftermath(memory)).toEqual([]);
});
