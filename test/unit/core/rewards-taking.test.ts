import { expect, test } from 'vitest';
import { balanceOf, type Member } from '../../../cloudfunctions/core/account';
import type { Redemption, Reward } from '../../../cloudfunctions/core/rewards';
import { taking } from '../../../cloudfunctions/core/rewards/taking';
import type { AddressInput, ExchangeInput } from '../../../typings/api/mall';
import type { DayKey, Fen, Points } from '../../../typings/domain';
import { member as newMember, settings } from '../../faults/simulation/world';
import { plainReward, wishFor } from './rewards-sample';

type Store = (typeof settings.stores)[number];

const today = '2026-11-21' as DayKey;
const rich: Member = {
  ...newMember('m'),
  lots: [{ from: null, until: '2027-11-30' as DayKey, points: 10_000 as Points }],
};
const address: AddressInput = {
  name: '林',
  phone: '13800000000',
  province: '上海',
  city: '上海',
  district: '徐汇',
  detail: '1 号',
};

const take = (reward: Partial<Reward> | null, input: Partial<ExchangeInput> = {}, member = rich) =>
  taking(member, today, wishFor(reward && { ...plainReward, ...reward }, input));
const refusal = (...args: Parameters<typeof take>) => {
  const taken = take(...args);
  return taken.ok ? null : taken.code;
};

test('all of them are paid for, counted, and taken from stock', () => {
  const limit = { count: 5, period: 'week' as const };
  const taken = take({ limit, counted: true }, { quantity: 3 });
  if (!taken.ok) throw new Error(taken.code);
  const { change, drafts } = taken.data;
  const [draft] = drafts;
  expect(balanceOf(change.lots ?? [])).toBe(9_700);
  expect(change.counters).toEqual([{ of: 'reward:coffee', in: '2026-11-16', period: 'week', n: 3 }]);
  expect(draft?.takes).toEqual([{ stock: 'reward:coffee', n: 3 }]);
  const [birth] = draft?.births ?? [];
  expect(birth?.document as Redemption).toMatchObject({
    quantity: 3,
    points: 300,
    way: 'pickup',
    until: '2026-11-28',
    state: 'taken',
    trade: null,
  });
});

test('a right is used up, the one that was earned first', () => {
  const rights = ['2026-11-20', '2026-11-03'].map((earnedOn) => ({
    code: 'streak30',
    name: '专享礼',
    earnedOn: earnedOn as DayKey,
  }));
  const taken = take({ terms: { ...plainReward.terms, right: 'streak30' } }, {}, { ...rich, rights });
  if (!taken.ok) throw new Error(taken.code);
  expect(taken.data.change.rights).toEqual([rights[0]]);
  expect(taken.data.drafts[0]?.because.map(({ code }) => code)).toEqual(['exchange.reward', 'exchange.right']);
});

test('the receipt says the full price, then the discount', () => {
  const discounts = [{ name: '周六兑换日', weekdays: [6], monthDays: [], rate: 80 }];
  const taken = take({ discounts }, { quantity: 2, expect: { points: 80 as Points, cashFen: 0 as Fen } });
  if (!taken.ok) throw new Error(taken.code);
  expect(taken.data.drafts[0]?.because).toEqual([
    { code: 'exchange.reward', args: { name: '手冲咖啡', quantity: 2, points: 200 }, result: -200 },
    { code: 'exchange.discount', args: { name: '周六兑换日', rate: 80 }, result: -160 },
  ]);
});

test('another price than the one that was shown is answered with the new one', () => {
  const taken = take({ price: { points: 120, cashFen: 0 } }, { expect: { points: 100 as Points, cashFen: 0 as Fen } });
  expect(taken).toEqual({ ok: false, code: 'PRICE_CHANGED', details: { points: 120, cashFen: 0 } });
  expect(refusal({}, { expect: { points: 0 as Points, cashFen: 0 as Fen } })).toBe('PRICE_CHANGED');
  const partly = { price: { points: 100, cashFen: 500 } };
  for (const cashFen of [0, 499, 501] as Fen[])
    expect(take(partly, { expect: { points: 100 as Points, cashFen } })).toEqual({
      ok: false,
      code: 'PRICE_CHANGED',
      details: { points: 100, cashFen: 500 },
    });
});

test('a reward that is off or not there cannot be taken', () => {
  expect(refusal({ state: 'off' })).toBe('REWARD_OFF');
  expect(refusal(null)).toBe('REWARD_OFF');
});

test('a shop that takes no money refuses what costs some', () => {
  const price = { points: 10, cashFen: 990 };
  expect(settings.trade.pay.adapter).toBe('none');
  expect(refusal({ price }, { expect: { points: 10 as Points, cashFen: 990 as Fen } })).toBe('PAYMENT_OFF');
});

test('way, store and address are what the reward offers', () => {
  const [main] = settings.stores;
  const place = (id: string, closed = false) =>
    ({ ...main, id, name: id, ...(closed ? { closed: true } : {}) }) as Store;
  const stores = [place('default'), place('a'), place('b'), place('shut', true)];
  const field = (reward: Partial<Reward>, input: Partial<ExchangeInput> = {}) => {
    const wish = wishFor({ ...plainReward, ...reward }, input);
    const taken = taking(rich, today, { ...wish, settings: { ...settings, stores } });
    return taken.ok ? null : taken.details?.field;
  };
  expect(field({}, { way: 'none' })).toBe('payload.way');
  expect(field({}, { way: 'delivery', address })).toBe('payload.way');
  expect(field({ ways: ['delivery'] }, { way: 'delivery' })).toBe('payload.address');
  expect(field({}, { address })).toBe('payload.address');
  expect(field({ stores: ['a', 'b'] })).toBe('payload.storeId');
  expect(field({ stores: ['a', 'b'] }, { storeId: 'c' })).toBe('payload.storeId');
  expect(field({}, { storeId: 'c' })).toBe('payload.storeId');
  expect(field({}, { storeId: 'shut' })).toBe('payload.storeId');
  expect(field({ stores: ['a', 'shut'] }, { storeId: 'shut' })).toBe('payload.storeId');
  expect(field({ ways: ['delivery'] }, { way: 'delivery', address, storeId: 'default' })).toBe('payload.storeId');
  expect(field({ stores: ['a', 'b'] }, { storeId: 'b' })).toBeNull();
  expect(field({ ways: ['delivery'] }, { way: 'delivery', address })).toBeNull();
});

test('no more than the points, the limit or one right allow', () => {
  expect(refusal({ price: { points: 5_001, cashFen: 0 } }, { quantity: 2 })).toBe('INSUFFICIENT');
  expect(refusal({ limit: { count: 2, period: 'ever' } }, { quantity: 3 })).toBe('LIMIT_REACHED');
  const right = { code: 'r', name: 'r', earnedOn: today };
  const two = { ...rich, rights: [right, { ...right }] };
  expect(refusal({ terms: { ...plainReward.terms, right: 'r' } }, { quantity: 2 }, two)).toBe('INVALID_INPUT');
});

test('the dearest reward in the largest number stays a whole number', () => {
  const member = { ...rich, lots: [{ from: null, until: '2027-11-30' as DayKey, points: 300_000_000 as Points }] };
  const price = { points: 10_000_000, cashFen: 0 };
  const taken = take({ price }, { quantity: 20 }, member);
  expect(taken.ok && balanceOf(taken.data.change.lots ?? [])).toBe(100_000_000);
});

test('a coupon that is not given any more bars its reward', () => {
  const coupon = { template: 'gone', count: 1 };
  expect(refusal({ kind: 'coupon', ways: [], coupon }, { way: 'none' })).toBe('REWARD_OVER');
});
