import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { balanceOf, spendable } from '../../../cloudfunctions/core/account';
import { dayOf } from '../../../cloudfunctions/core/calendar';
import { givingBack, takingOff } from '../../../cloudfunctions/core/deductions';
import { bookEvent } from '../../../cloudfunctions/core/orders';
import { type Programme, presets } from '../../../cloudfunctions/core/programme';
import { type Asked, candidates, couponsOff, pointsOff, quoteOf } from '../../../cloudfunctions/core/quotes';
import type { Coupon, CouponValue } from '../../../cloudfunctions/core/templates';
import type { DayKey, Fen, Points } from '../../../typings/domain';
import { codeAt, couponOf, memberIn, RATE, settingsUnder, tillSettings, tillWorld } from '../../faults/simulation/till';
import { environment, member, NOON } from '../../faults/simulation/world';

vi.stubEnv('HUITOUKE_SECRET', Buffer.alloc(32, 1).toString('base64url'));

const TODAY = '2026-11-21' as DayKey;
const fen = (amount: number) => amount as Fen;
const points = (count: number) => count as Points;
const off = (amount: number, thresholdFen = 0): CouponValue => ({ kind: 'amount', fen: amount, thresholdFen });

const rates = fc.record({
  points: fc.integer({ min: 1, max: 2_000 }),
  fen: fc.integer({ min: 1, max: 20_000 }),
  minimumFen: fc.integer({ min: 0, max: 50_000 }),
  maxRate: fc.integer({ min: 1, max: 100 }),
});

test('points go off in whole steps, never beyond the share, what is left to pay or what the member has', () => {
  fc.assert(
    fc.property(
      rates,
      fc.integer({ min: 0, max: 200_000 }),
      fc.integer({ min: 0, max: 30_000 }),
      fc.integer({ min: -500, max: 30_000 }),
      (rate, left, asked, has) => {
        const taken = pointsOff(rate, fen(left), points(asked), points(has));
        if (!taken) throw new Error('there is a rate');
        expect(taken.points % rate.points).toBe(0);
        expect(taken.points * rate.fen).toBe(taken.fen * rate.points);
        expect(taken.maxFen).toBeLessThanOrEqual(Math.floor((left * rate.maxRate) / 100));
        expect(taken.maxPoints).toBeLessThanOrEqual(Math.max(0, has));
        expect(taken.points).toBeLessThanOrEqual(taken.maxPoints);
        // All or nothing: what fits is taken as asked, what does not is refused with a reason.
        const fits = asked > 0 && asked % rate.points === 0 && asked <= taken.maxPoints;
        expect(taken.points).toBe(fits ? asked : 0);
        expect(taken.refusal === null).toBe(fits || asked === 0);
      },
    ),
  );
});

test('the most that is told is taken, and one step more is not', () => {
  fc.assert(
    fc.property(rates, fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: 30_000 }), (rate, left, has) => {
      const most = pointsOff(rate, fen(left), points(0), points(has))?.maxPoints ?? points(0);
      expect(pointsOff(rate, fen(left), most, points(has))?.refusal).toBeNull();
      const more = points(most + rate.points);
      expect(pointsOff(rate, fen(left), more, points(has))?.refusal).not.toBeNull();
    }),
  );
});

test('each reason why points cannot go off has its own word', () => {
  const why = (left: number, asked: number, has: number, rate: Programme['deduction'] = RATE) =>
    pointsOff(rate, fen(left), points(asked), points(has))?.refusal;
  expect(why(999, 100, 500)).toBe('DEDUCTION_MINIMUM');
  expect(why(10_000, 150, 500)).toBe('DEDUCTION_STEP');
  expect(why(1_000, 200, 500)).toBe('DEDUCTION_TOO_MUCH');
  expect(why(100_000, 600, 500)).toBe('INSUFFICIENT');
  expect(why(1_000, 100, 500)).toBeNull();
  expect(pointsOff(null, fen(1_000), points(100), points(500))).toBeNull();
});

const coupons: fc.Arbitrary<Coupon[]> = fc
  .array(
    fc.record({
      value: fc.oneof(
        fc.record({
          kind: fc.constant('amount' as const),
          fen: fc.integer({ min: 1, max: 30_000 }),
          thresholdFen: fc.constantFrom(0, 5_000),
        }),
        fc.record({
          kind: fc.constant('percent' as const),
          rate: fc.integer({ min: 1, max: 99 }),
          thresholdFen: fc.constantFrom(0, 5_000),
          capFen: fc.constantFrom(null, 1_000),
        }),
        fc.record({ kind: fc.constant('exchange' as const), item: fc.constant('一碗面') }),
      ),
      group: fc.constantFrom(null, 'a', 'b', 'c'),
      until: fc.constantFrom('2026-11-20', '2026-11-21', '2026-12-31'),
      state: fc.constantFrom('usable' as const, 'usable' as const, 'used' as const),
      whose: fc.constantFrom('m', 'm', 'm', 'other'),
    }),
    { maxLength: 5 },
  )
  .map((drawn) =>
    drawn.map(({ value, group, until, state, whose }, at) => {
      const coupon = couponOf(`c${at}`, value, { until: until as DayKey, state, memberId: whose });
      return { ...coupon, terms: { ...coupon.terms, stacking: group } };
    }),
  );

const basket = (amount: number) => ({
  amountFen: fen(amount),
  categories: null,
  channel: 'till' as const,
  storeId: 'default',
  memberId: ['m'],
  today: TODAY,
  now: NOON,
});

test('coupons that together are worth more than the price leave nothing to pay, and give nothing out', () => {
  const worth = (fen: number, group: string): ReturnType<typeof couponOf> => {
    const coupon = couponOf(group, { kind: 'amount', fen, thresholdFen: 0 });
    return { ...coupon, terms: { ...coupon.terms, stacking: group } };
  };
  const three = [worth(600, 'a'), worth(700, 'b'), worth(800, 'c')];
  expect(couponsOff(three, basket(1_000)).map(({ fen }) => fen)).toEqual([600, 400, 0]);
});

test('coupons together never take more than the price, go by different groups, and one refused stands in no way', () => {
  fc.assert(
    fc.property(coupons, fc.integer({ min: 1, max: 60_000 }), (chosen, amount) => {
      const offs = couponsOff(chosen, basket(amount));
      const held = offs.filter(({ refusal }) => refusal === null);
      expect(offs.reduce((sum, each) => sum + each.fen, 0)).toBeLessThanOrEqual(amount);
      for (const each of offs) expect(each.refusal === null || each.fen === 0).toBe(true);
      const groups = held.map(({ coupon }) => coupon.terms.stacking);
      expect(new Set(groups).size === groups.length && (groups.length < 2 || !groups.includes(null))).toBe(true);
      const alone = couponsOff(
        held.map(({ coupon }) => coupon),
        basket(amount),
      );
      expect(alone).toEqual(held);
    }),
  );
});

test('of a member’s coupons those that hold are told, what takes off most first', () => {
  fc.assert(
    fc.property(coupons, fc.integer({ min: 1, max: 60_000 }), (owned, amount) => {
      const told = candidates(owned, basket(amount));
      const holding = owned.filter((coupon) => couponsOff([coupon], basket(amount))[0]?.refusal === null);
      expect(told.map(({ coupon }) => coupon._id).sort()).toEqual(holding.map(({ _id }) => _id).sort());
      for (const [at, each] of told.entries()) {
        const next = told[at + 1];
        if (next) expect(each.fen).toBeGreaterThanOrEqual(next.fen);
      }
    }),
  );
});

test('the coupon goes first, points off go on what it leaves, and the rest earns', () => {
  const asked: Asked = {
    settings: tillSettings,
    member: { ...member('m'), lots: [{ from: null, until: '2027-11-30' as DayKey, points: points(900) }] },
    today: TODAY,
    now: NOON,
    channel: 'till',
    storeId: 'default',
    amountFen: fen(12_800),
    categories: null,
    coupons: [couponOf('满 100 减 28', off(2_800, 10_000))],
    points: points(900),
  };
  const quote = quoteOf(asked);
  expect(quote.coupons[0]).toMatchObject({ fen: 2_800, refusal: null });
  expect(quote.deduction).toMatchObject({ points: 900, fen: 4_500, maxPoints: 900, maxFen: 4_500, refusal: null });
  expect([quote.netFen, quote.earned, quote.refusal]).toEqual([5_500, 55, null]);
  expect(quote.because.slice(0, 3).map(({ code, result }) => [code, result])).toEqual([
    ['order.coupon', 0],
    ['deduct.points', -900],
    ['order.base', 55],
  ]);
  // More than half of the ¥100 that are left: refused, the coupon stands.
  const greedy = quoteOf({ ...asked, points: points(1_100) });
  expect([greedy.netFen, greedy.refusal, greedy.deduction?.points]).toEqual([10_000, 'DEDUCTION_TOO_MUCH', 0]);
  const frozen = quoteOf({ ...asked, member: { ...asked.member, state: 'frozen' } });
  expect([frozen.netFen, frozen.coupons[0]?.refusal, frozen.deduction?.refusal]).toEqual([12_800, 'FROZEN', 'FROZEN']);
});

const ORDER = { partnerId: 'counter', orderId: 'A1', storeId: 'default', channel: 'counter', actor: 'staff' } as const;

/** A sale at the counter: quoted, booked, and undone. */
async function sold(asked: { rules: object; amountFen: number; points: number; value: CouponValue | null }) {
  const settings = settingsUnder(asked.rules);
  const memory = await tillWorld(2_000);
  const store = memory.plain();
  const coupon = asked.value && couponOf('c1', asked.value);
  if (coupon) await store.add('coupons', coupon);
  const before = await memberIn(store);
  const { zone } = settings.programme;
  const quote = quoteOf({
    settings,
    member: before,
    today: dayOf(NOON, zone),
    now: NOON,
    channel: ORDER.channel,
    storeId: ORDER.storeId,
    amountFen: fen(asked.amountFen),
    categories: null,
    coupons: coupon ? [coupon] : [],
    points: points(asked.points),
  });
  const env = environment(store);
  const event = { type: 'paid', amountFen: quote.netFen, paidAt: NOON, completed: true } as const;
  const beside = takingOff(env, { order: ORDER, by: 'staff:s', quote, code: codeAt() });
  const booked = await bookEvent(env, settings, before, ORDER, event, async () => null, beside);
  if (!booked.ok) throw new Error(booked.code);
  return { settings, memory, store, env, before, quote, booked: booked.data, coupon };
}

const sales = fc.record({
  rules: fc.constantFrom(...Object.values(presets)).map((rules) => ({ ...rules, deduction: RATE })),
  amountFen: fc.integer({ min: 1, max: 90_000 }),
  points: fc.constantFrom(0, 100, 300, 2_000),
  value: fc.constantFrom(null, off(2_000), off(5_000, 10_000), {
    kind: 'percent',
    rate: 70,
    thresholdFen: 0,
    capFen: null,
  }),
}) as fc.Arbitrary<Parameters<typeof sold>[0]>;

test('what the quote says is what is booked: points, growth and every line, whatever the preset', async () => {
  await fc.assert(
    fc.asyncProperty(sales, async (sale) => {
      const { quote, booked, before } = await sold(sale);
      expect([booked.points, booked.growth]).toEqual([quote.earned, quote.growth]);
      // The points that went off have an entry and a receipt of their own.
      expect(booked.because).toEqual(quote.because.filter(({ code }) => code !== 'deduct.points'));
      expect(booked.member.balance).toBe(before.balance - (quote.deduction?.points ?? 0) + quote.earned);
    }),
    { numRuns: 60 },
  );
}, 20_000);

test('a sale that is undone leaves balance, growth and coupon as they were', async () => {
  await fc.assert(
    fc.asyncProperty(sales, async (sale) => {
      const { quote, booked, before, settings, env, store, coupon } = await sold(sale);
      const back = await givingBack(env, booked.member, ORDER);
      const event = { type: 'refunded', refundId: 'undo', amountFen: quote.netFen, refundedAt: NOON } as const;
      const undone = await bookEvent(env, settings, booked.member, ORDER, event, async () => null, back);
      if (!undone.ok) throw new Error(undone.code);
      const { member: after } = undone.data;
      const today = dayOf(NOON, settings.programme.zone);
      expect([after.balance, after.growth, spendable(after.lots, today)]).toEqual([
        before.balance,
        before.growth,
        spendable(before.lots, today),
      ]);
      expect(balanceOf(after.lots)).toBe(after.balance);
      const [stored] = await store.find<Coupon>('coupons', { where: { _id: 'c1' }, limit: 1 });
      expect(stored?.state).toBe(coupon ? 'usable' : undefined);
    }),
    { numRuns: 40 },
  );
}, 20_000);

test('points and coupon may pay for everything: nothing is earned, the sale stands and can be undone', async () => {
  const all = { deduction: { ...RATE, minimumFen: 0, maxRate: 100 } };
  const { quote, booked, memory } = await sold({ rules: all, amountFen: 7_000, points: 1_000, value: off(2_000) });
  expect([quote.netFen, booked.points, booked.growth, booked.member.firstOrder]).toEqual([0, 0, 0, null]);
  expect(memory.all('notices').filter(({ kind }) => kind === 'sale')).toEqual([]);
  expect(booked.member.balance).toBe(1_000);
});

test('a plain order of nothing is refused, with nothing beside it', async () => {
  const store = (await tillWorld(0)).plain();
  const event = { type: 'paid', amountFen: fen(0), paidAt: NOON, completed: true } as const;
  const refused = await bookEvent(environment(store), tillSettings, await memberIn(store), ORDER, event);
  expect(refused).toMatchObject({ ok: false, code: 'INVALID_INPUT', details: { field: 'amountFen' } });
});

test('a member code takes points off once, a used coupon is not used again, and nothing moves with a refusal', async () => {
  const { settings, store, env, quote, booked } = await sold({
    rules: { deduction: RATE },
    amountFen: 9_000,
    points: 100,
    value: off(1_000),
  });
  const again = { ...ORDER, orderId: 'A2' };
  const event = { type: 'paid', amountFen: quote.netFen, paidAt: NOON, completed: true } as const;
  const sell = async (code: string | null, of = quote) => {
    const beside = takingOff(env, { order: again, by: 'staff:s', quote: of, code });
    const done = await bookEvent(env, settings, booked.member, again, event, async () => null, beside);
    return done.ok ? 'sold' : done.code;
  };
  expect(await sell(null)).toBe('CODE_NEEDED');
  expect(await sell(codeAt())).toBe('CODE_OUTDATED');
  const couponAlone = { ...quote, deduction: null };
  expect(await sell(null, couponAlone)).toBe('COUPON_USED');
  expect((await memberIn(store)).balance).toBe(booked.member.balance);
});
