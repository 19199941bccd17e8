import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { findMemberById } from '../../../cloudfunctions/core/account';
import {
  correctShipment,
  endPayment,
  findPayment,
  hearPaid,
  type Payment,
  parcelOf,
  requestPayment,
  type Shipment,
  shipmentBirth,
  sweepPayments,
  tradeOf,
} from '../../../cloudfunctions/core/payments';
import { describe as describeOrder } from '../../../cloudfunctions/core/payments/ask';
import { workOff } from '../../../cloudfunctions/core/payments/queue';
import {
  defaultTrade,
  isCloudPayAllowed,
  NO_CLOUD_PAY,
  tradeCodes,
  tradeSchema,
} from '../../../cloudfunctions/core/trade';
import type { OpenPay } from '../../../cloudfunctions/platform/pay';
import type { ShippingNote, TellShipping } from '../../../cloudfunctions/platform/shipping';
import type { EpochMs } from '../../../typings/domain';
import { Memory } from '../../faults/simulation/memory-store';
import { giveUp, look, MINUTE, payingWorld, reserve, WITHIN } from '../../faults/simulation/paying';
import { MERCHANT, WeChatPay } from '../../faults/simulation/wechat-pay';
import { environment, NOON, settings } from '../../faults/simulation/world';

const HOUR = 60 * MINUTE;
const paidBy = (trade: string) =>
  ({ state: 'paid', trade, mchId: MERCHANT, amountFen: 990, transactionId: '42' }) as const;

async function opened(): Promise<{ memory: Memory; pay: WeChatPay; trade: string; payment: Payment }> {
  const [memory, pay] = [await payingWorld(), new WeChatPay()];
  const trade = await reserve(memory.plain(), pay, 'tap');
  return { memory, pay, trade, payment: paymentIn(memory) };
}

const paymentIn = (memory: Memory) => memory.all('payments')[0] as unknown as Payment;
const shipmentIn = (memory: Memory) => memory.all('shipments')[0] as unknown as Shipment;

describe('the trade', () => {
  test('its number is the same for the same tap, and nobody else’s', () => {
    expect(tradeOf('m', '3-abc')).toMatch(/^[0-9a-f]{32}$/);
    expect(tradeOf('m', '3-abc')).toBe(tradeOf('m', '3-abc'));
    expect(new Set([tradeOf('m', 'a'), tradeOf('m', 'b'), tradeOf('n', 'a')]).size).toBe(3);
  });

  test('cloudPay is open to just the trades that WeChat lets it be open to', () => {
    const pay = { adapter: 'cloudPay', subMchId: MERCHANT };
    const v3 = {
      adapter: 'v3',
      mchId: MERCHANT,
      appId: 'wx10ca110ca110ca11',
      notifyUrl: 'https://shop.example/payment',
    };
    for (const trade of tradeCodes) {
      expect(v.safeParse(tradeSchema, { ...defaultTrade, trade, pay }).success, trade).toBe(
        !NO_CLOUD_PAY.includes(trade),
      );
      expect(isCloudPayAllowed(trade)).toBe(!NO_CLOUD_PAY.includes(trade));
      expect(v.safeParse(tradeSchema, { ...defaultTrade, trade, pay: v3 }).success, trade).toBe(true);
    }
  });
});

describe('asking for money', () => {
  test('is asked for once it can be found again, and no more when it has ended or its time is nearly over', async () => {
    const { memory, pay, trade, payment } = await opened();
    const env = environment(memory.plain());
    expect(await requestPayment(env, settings, payment, 'openid-m', pay.open)).not.toBeNull();
    const late = environment(memory.plain(), (payment.until - 30_000) as EpochMs);
    expect(await requestPayment(late, settings, payment, 'openid-m', pay.open)).toBeNull();
    await endPayment(env, settings, payment, 'released');
    // The document that is handed in has not heard of the end yet.
    pay.orders.delete(trade);
    expect(await requestPayment(env, settings, payment, 'openid-m', pay.open)).toBeNull();
    expect(pay.orders.size).toBe(0);
  });

  test('the sheet names shop and thing, in as many bytes as WeChat takes', () => {
    expect(describeOrder('禾木小馆', '随行杯')).toBe('禾木小馆-随行杯');
    const long = describeOrder('店'.repeat(30), '杯'.repeat(30));
    expect(Buffer.byteLength(long)).toBe(127);
    expect(long).toBe(`${'店'.repeat(30)}-${'杯'.repeat(12)}`);
  });

  test('without the merchant’s keys nothing is asked, and somebody is told', async () => {
    const { memory, payment } = await opened();
    const env = environment(memory.plain());
    const closed: OpenPay = async () => null;
    expect(await requestPayment(env, settings, payment, 'openid-m', closed)).toBeNull();
    expect(env.alarms).toHaveLength(1);
  });

  test('the payment of another member is unknown', async () => {
    const { memory, trade } = await opened();
    const store = memory.plain();
    const member = await findMemberById(store, 'm');
    if (!member) throw new Error('no member');
    const env = environment(store);
    expect((await findPayment(env, member, trade)).ok).toBe(true);
    expect(await findPayment(env, { ...member, _id: 'n' }, trade)).toEqual({ ok: false, code: 'PAYMENT_NOT_FOUND' });
    expect((await findPayment(env, { ...member, _id: 'n', aliases: ['m'] }, trade)).ok).toBe(true);
  });
});

describe('news of money', () => {
  test.each([
    ['another trade', { trade: '0'.repeat(32) }],
    ['another merchant', { mchId: '1900000110' }],
  ])('of %s is not believed, and somebody is told', async (_, change) => {
    const { memory, trade, payment } = await opened();
    const env = environment(memory.plain());
    const heard = await hearPaid(env, settings, payment, { ...paidBy(trade), ...change });
    expect(heard).toEqual({ ok: false, code: 'PAYMENT_NOT_FOUND' });
    expect([env.alarms.length, paymentIn(memory).state]).toEqual([1, 'open']);
  });

  test.each(['frozen', 'closed'] as const)('comes to an account that is %s too', async (state) => {
    const { memory, trade, payment } = await opened();
    const store = memory.plain();
    await store.update('members', 'm', {}, { set: { state }, inc: { rev: 1 } });
    expect(await hearPaid(environment(store), settings, payment, paidBy(trade))).toEqual({
      ok: true,
      data: 'captured',
    });
    expect(memory.all('notices').map(({ kind }) => kind)).toContain('paid');
  });

  test('that comes when everything has gone back sends the money back, once', async () => {
    const { memory, pay, trade, payment } = await opened();
    const store = memory.plain();
    pay.pay(trade, NOON);
    await endPayment(environment(store), settings, payment, 'released');
    for (let time = 0; time < 3; time += 1)
      expect(await hearPaid(environment(store), settings, paymentIn(memory), paidBy(trade))).toMatchObject({
        data: 'late',
      });
    await look(store, pay, NOON);
    await look(store, pay, NOON + HOUR);
    expect([...pay.refunds.values()]).toEqual([{ trade, amountFen: 990, asked: 1 }]);
    expect(memory.all('refunds')).toMatchObject([{ state: 'done', look: null }]);
    expect(memory.all('notices').map(({ kind }) => kind)).toContain('moneyBack');
  });
});

describe('the timer', () => {
  test('puts off what WeChat does not answer, longer each time, and gives up the points in the end', async () => {
    const { memory, pay } = await opened();
    pay.fate = () => 'unheard';
    const store = memory.plain();
    let now = NOON + (WITHIN + 2) * MINUTE;
    const waits: number[] = [];
    for (let tries = 0; paymentIn(memory).state === 'open'; tries += 1) {
      if (tries > 20) throw new Error('it never ends');
      await look(store, pay, now);
      const { look: next } = paymentIn(memory);
      waits.push((Number(next) - now) / MINUTE);
      now = Number(next);
    }
    expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
    expect(waits.at(-1)).toBe(24 * 60);
    // An order that is found paid after all still brings its money back.
    pay.fate = () => 'answered';
    pay.pay(paymentIn(memory)._id, NOON);
    await look(store, pay, now);
    expect(paymentIn(memory).state).toBe('late');
  });

  test('one payment that is broken holds up no other', async () => {
    const { memory, pay } = await opened();
    const store = memory.plain();
    await store.add('payments', { ...paymentIn(memory), _id: 'broken', memberId: 'nobody', look: NOON } as {
      _id: string;
    });
    const at = (NOON + (WITHIN + 2) * MINUTE) as EpochMs;
    const env = environment(store, at);
    const swept = await sweepPayments(env, settings, at + 1, pay.open, async () => 'told');
    expect([swept.payments, env.alarms.length]).toEqual([1, 1]);
    expect(paymentIn(memory).state).toBe('released');
  });

  test('a refund that WeChat refuses is asked for again under the same number, and then somebody is told', async () => {
    const { memory, pay, trade, payment } = await opened();
    const store = memory.plain();
    await endPayment(environment(store), settings, payment, 'released');
    await hearPaid(environment(store), settings, paymentIn(memory), paidBy(trade));
    // WeChat has no such payment, so it refuses each time.
    let now: number = NOON;
    for (let turn = 0; turn < 40 && memory.all('refunds')[0]?.state === 'due'; turn += 1) {
      await look(store, pay, now);
      now += 13 * HOUR;
    }
    expect(memory.all('refunds')).toMatchObject([{ _id: `${trade}R`, state: 'failed', look: null }]);
  });
});

test('giving up a payment twice is giving it up', async () => {
  const { memory, pay, trade } = await opened();
  const store = memory.plain();
  const first = await giveUp(store, pay, trade);
  expect(first).toMatchObject({ ok: true, data: { state: 'released' } });
  expect(await giveUp(store, pay, trade)).toEqual(first);
});

describe('shipping', () => {
  const note = async (way: Shipment['way'], parcel: Shipment['parcel'] = null) => {
    const { memory, pay, trade, payment } = await opened();
    const store = memory.plain();
    await hearPaid(environment(store), settings, payment, paidBy(trade));
    await store.add('shipments', shipmentBirth({ trade, memberId: 'm', way, item: '随行杯', parcel }, NOON).document);
    const told: ShippingNote[] = [];
    const answers: Awaited<ReturnType<TellShipping>>[] = [];
    const tell: TellShipping = async (one) => {
      told.push(one);
      return answers.shift() ?? 'told';
    };
    const sweep = (now: number) => sweepPayments(environment(store, now as EpochMs), settings, now + 1, pay.open, tell);
    return { memory, store, trade, told, answers, sweep };
  };

  test.each([
    ['express', 1],
    ['city', 2],
    ['virtual', 3],
    ['pickup', 4],
  ] as const)('%s is told as %i, once', async (way, logistics) => {
    const parcel = way === 'express' ? parcelOf('顺丰速运', 'SF1', '138 0000 8000') : null;
    const { memory, told, sweep } = await note(way, parcel);
    await sweep(NOON);
    await sweep(NOON + HOUR);
    expect(told).toEqual([{ transactionId: '42', openid: 'openid-m', logistics, item: '随行杯', parcel, at: NOON }]);
    expect(shipmentIn(memory)).toMatchObject({ state: 'told', look: null });
  });

  test('what WeChat does not take is told again', async () => {
    const { memory, told, answers, sweep } = await note('virtual');
    answers.push('no answer', 'refused');
    for (const minutes of [0, 1, 2, 3, 4]) await sweep(NOON + minutes * MINUTE);
    expect([told.length, shipmentIn(memory).state]).toEqual([3, 'told']);
  });

  test('a parcel is corrected once', async () => {
    const { store, trade, told, sweep } = await note('express', parcelOf('中通', 'A', ''));
    const correct = (number: string, at = NOON) =>
      correctShipment(environment(store), trade, parcelOf('中通', number, ''), at);
    expect((await correct('B')).ok).toBe(true);
    await sweep(NOON);
    expect((await correct('C')).ok).toBe(true);
    // A call that was frozen and comes with what was known before.
    expect((await correct('A', (NOON - 1) as EpochMs)).ok).toBe(true);
    await sweep(NOON + MINUTE);
    expect(await correct('D')).toEqual({ ok: false, code: 'NOT_CANCELLABLE' });
    await sweep(NOON + HOUR);
    expect(told.map(({ parcel }) => parcel?.number)).toEqual(['B', 'C']);
  });

  test('who has moved on while somebody looked is not put off', async () => {
    const memory = new Memory(() => NOON);
    const store = memory.plain();
    await store.add('refunds', { _id: 'r', tries: 0, look: NOON } as { _id: string });
    const settled = await workOff(environment(store), 'refunds', NOON + HOUR, async () => {
      await store.update('refunds', 'r', {}, { set: { look: null, state: 'done' } });
      return 'later';
    });
    expect([settled, memory.all('refunds')]).toMatchObject([0, [{ look: null, tries: 0 }]]);
  });

  test('carriers are told by WeChat’s codes, phones by their ends', () => {
    expect(parcelOf('顺丰速运', 'SF1', '138 0000 8000')).toEqual({
      carrier: 'SF',
      number: 'SF1',
      phone: '138****8000',
    });
    expect(parcelOf('跑腿小哥', '7', '123')).toEqual({ carrier: '跑腿小哥', number: '7', phone: '' });
  });
});
