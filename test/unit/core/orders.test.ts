import { expect, test } from 'vitest';
import type { Fact } from '../../../cloudfunctions/core/account';
import { pending, spend, spendable } from '../../../cloudfunctions/core/account';
import type { OrderEvent } from '../../../cloudfunctions/core/orders';
import { windowOf } from '../../../cloudfunctions/core/orders/window';
import { defaultProgramme, type Programme } from '../../../cloudfunctions/core/programme';
import { standingOn } from '../../../cloudfunctions/core/tiers';
import type { Fen, Points } from '../../../typings/domain';
import { fen, instant } from '../../laws/calendar';
import { Product, published, settingsWith } from '../../laws/product';

type Rule = Programme['earning']['rules'][number];

const perYuan: Rule = {
  code: 'base',
  name: '消费积分',
  on: ['order'],
  when: [],
  give: { code: 'perAmount', fen: 100, points: 1 },
};
const memberDay: Rule = {
  code: 'day8',
  name: '会员日',
  on: ['order'],
  when: [{ code: 'monthDay', days: [8] }],
  give: { code: 'multiply', factor: 200 },
};
const newcomer: Rule = {
  code: 'first',
  name: '首单礼',
  on: ['order'],
  when: [{ code: 'firstOrder' }],
  give: { code: 'fixed', points: 50 },
};

function programme(edits: Partial<Programme> = {}, rules: Rule[] = [perYuan]): Programme {
  return { ...defaultProgramme, ...edits, earning: { rules, cap: 500 } };
}

const paid = (yuan: number, day = 0, completed = true): OrderEvent => ({
  type: 'paid',
  amountFen: fen(yuan),
  paidAt: instant(day),
  completed,
});
const refund = (yuan: number, day = 0, refundId = 'r1'): OrderEvent => ({
  type: 'refunded',
  refundId,
  amountFen: fen(yuan),
  refundedAt: instant(day),
});
const completed = (day: number): OrderEvent => ({ type: 'completed', completedAt: instant(day) });

function member(settings = settingsWith(programme())): Product {
  return new Product(settings, instant(0, 9));
}

function booked(posted: Fact | string): Fact {
  if (typeof posted === 'string') throw new Error(posted);
  return posted;
}

function available(product: Product, day: number): number {
  return spendable(product.member.lots, product.today(instant(day)));
}

function use(product: Product, day: number, points: number): void {
  product.post(instant(day), (snapshot, today) => {
    const spent = spend(snapshot.lots, points as Points, today);
    if (!spent) return 'BUSY';
    const draft = { key: `spend:${day}:${points}`, kind: 'gift' as const, ref: null, moves: spent.moves };
    return { change: { lots: spent.lots }, drafts: [{ ...draft, because: [], print: '', result: {} }] };
  });
}

const codes = (fact: Fact) => fact.because.map(({ code, result }) => `${code} ${result}`);
const tierOf = (product: Product, day: number) =>
  standingOn(product.member.tier, product.settings.ladders, product.today(instant(day))).tier;

test('¥128 on member day by a gold member: 128, gold 1.5 is 192, the day doubles to 384, the cap is not reached', () => {
  const shop = member(settingsWith(programme({}, [perYuan, memberDay])));
  booked(shop.order(instant(0), 'A1', paid(5000)));
  const fact = booked(shop.order(instant(7), 'A2', paid(128, 7)));
  expect(codes(fact)).toEqual([
    'order.base 128',
    'tier.factor 192',
    'rule.factor 384',
    'cap.open 384',
    'growth.counted 384',
  ]);
  expect([fact.points, fact.growth, fact.kind, fact.ref]).toEqual([384, 128, 'order', 'order:p:A2']);
});

test('a partial refund leaves what the rest of the order is worth', () => {
  const shop = member();
  booked(shop.order(instant(0), 'A1', paid(100)));
  const fact = booked(shop.order(instant(1), 'A1', refund(40, 1)));
  expect(codes(fact)).toEqual(['order.refunded 0', 'order.base 60', 'order.before -40', 'growth.counted -40']);
  expect([fact.points, fact.growth, shop.member.balance, shop.member.growth]).toEqual([-40, -40, 60, 60]);
});

test('fixed points of an order go with the order, not with a part of it', () => {
  const shop = member(settingsWith(programme({}, [perYuan, newcomer])));
  expect(booked(shop.order(instant(0), 'A1', paid(100))).points).toBe(150);
  expect(booked(shop.order(instant(1), 'A1', refund(40, 1))).points).toBe(-40);
  expect(booked(shop.order(instant(1), 'A1', refund(60, 1, 'r2'))).points).toBe(-110);
  expect(shop.member.balance).toBe(0);
});

test('an order that has gone back wholly was none: the next one is the first', () => {
  const shop = member(settingsWith(programme({}, [perYuan, newcomer])));
  booked(shop.order(instant(0), 'A1', paid(100)));
  expect(shop.member.firstOrder).toBe('order:p:A1');
  expect(booked(shop.order(instant(1), 'A2', paid(10, 1))).points).toBe(10);
  booked(shop.order(instant(2), 'A1', refund(100, 2)));
  expect(shop.member.firstOrder).toBeNull();
  expect(booked(shop.order(instant(3), 'A3', paid(10, 3))).points).toBe(60);
  expect(shop.member.firstOrder).toBe('order:p:A3');
  // Another one that goes back makes nothing the first.
  booked(shop.order(instant(4), 'A2', refund(10, 4)));
  expect(shop.member.firstOrder).toBe('order:p:A3');
  expect(booked(shop.order(instant(5), 'A4', paid(10, 5))).points).toBe(10);
});

test('a refund before its payment is an entry of no points, and the payment then brings the rest', () => {
  const shop = member();
  const early = booked(shop.order(instant(0), 'A1', refund(30)));
  expect([early.points, codes(early)]).toEqual([0, ['order.unpaid 0']]);
  expect(booked(shop.order(instant(1), 'A1', paid(100))).points).toBe(70);
});

test('a refund is never larger than what is left of its payment, and there are at most fifty', () => {
  const shop = member();
  booked(shop.order(instant(0), 'A1', paid(100)));
  booked(shop.order(instant(0), 'A1', refund(30)));
  expect(shop.order(instant(0), 'A1', refund(71, 0, 'r2'))).toBe('REFUND_TOO_LARGE');
  for (let n = 2; n <= 50; n += 1) booked(shop.order(instant(0), 'A1', refund(1, 0, `r${n}`)));
  expect(shop.order(instant(0), 'A1', refund(1, 0, 'r51'))).toBe('TOO_MANY');
});

test('points that were spent before the refund are waived, once, or owed, as the programme says', () => {
  for (const [shortfall, waived, balance] of [
    ['waive', 70, 0],
    ['debt', 0, -70],
  ] as const) {
    const shop = member(settingsWith(programme({ refund: { shortfall } })));
    booked(shop.order(instant(0), 'A1', paid(100)));
    use(shop, 1, 70);
    const fact = booked(shop.order(instant(2), 'A1', refund(100, 2)));
    expect(fact.points).toBe(shortfall === 'waive' ? -30 : -100);
    expect(fact.result).toMatchObject({ waived, owed: 70 - waived });
    expect(codes(fact)).toContain(shortfall === 'waive' ? 'order.waived -30' : 'order.debt -100');
    expect(shop.member.balance).toBe(balance);
    // Nothing of it is taken again by what comes later, also not from points of another order.
    booked(shop.order(instant(3), 'A2', paid(200, 3)));
    expect(booked(shop.order(instant(3), 'A1', completed(3))).points).toBe(0);
    expect(shop.member.balance).toBe(balance + 200);
  }
});

test('points wait for the return window: from the payment, or from the completion, which only brings it forward', () => {
  const waiting = { days: 7, from: 'completed', completeAfterDays: 10 } as const;
  const shop = member(settingsWith(programme({ waiting })));
  const sale = booked(shop.order(instant(0), 'A1', paid(100, 0, false)));
  expect([sale.result.spendableFrom, codes(sale)[1]]).toEqual(['2026-11-18', 'order.completed 100']);
  expect([available(shop, 16), pending(shop.member.lots, shop.today(instant(16)))]).toEqual([0, 100]);
  expect(available(shop, 17)).toBe(100);
  const done = booked(shop.order(instant(3), 'A1', completed(2)));
  expect([done.points, done.kind, done.result.spendableFrom]).toEqual([0, 'completed', '2026-11-10']);
  expect(codes(done)).toEqual(['order.waiting 0']);
  expect([available(shop, 8), available(shop, 9)]).toEqual([0, 100]);
  const late = booked(
    shop.order(instant(40), 'A1', { type: 'refunded', refundId: 'x', amountFen: fen(1), refundedAt: instant(40) }),
  );
  expect(late.points).toBe(-1);
  booked(shop.order(instant(40), 'A2', paid(100, 40, false)));
  booked(shop.order(instant(53), 'A2', completed(53)));
  expect([available(shop, 56), available(shop, 57)]).toEqual([99, 199]);
  const other = member(settingsWith(programme({ waiting: { days: 5, from: 'paid', completeAfterDays: 0 } })));
  expect(booked(other.order(instant(0), 'B1', paid(100))).because[1]?.code).toBe('order.waiting');
  expect([available(other, 4), available(other, 5)]).toEqual([0, 100]);
});

test('growth becomes final with the return window, sooner when the order is completed', () => {
  const waiting = { days: 7, from: 'completed', completeAfterDays: 10 } as const;
  const shop = member(settingsWith(programme({ waiting })));
  booked(shop.order(instant(0), 'A1', paid(100, 0, false)));
  expect(shop.member.tier.log).toEqual([{ day: '2026-11-01', final: '2026-11-18', growth: 100 }]);
  booked(shop.order(instant(1), 'A1', completed(1)));
  expect(shop.member.tier.log).toEqual([{ day: '2026-11-01', final: '2026-11-09', growth: 100 }]);
  booked(shop.order(instant(2), 'A1', refund(100, 2)));
  expect([shop.member.tier.log, shop.member.growth]).toEqual([[], 0]);
});

test('points never end before they can be spent', () => {
  const yearEnd = { validity: { kind: 'fixed', month: 12, years: 0 } as const };
  const rules = programme({ ...yearEnd, waiting: { days: 7, from: 'paid', completeAfterDays: 0 } });
  const times = (day: number) => ({ paidAt: instant(day), completedAt: null });
  expect(windowOf(times(0), rules)).toEqual({ from: '2026-11-08', until: '2026-12-31' });
  expect(windowOf(times(53), rules)).toEqual({ from: '2026-12-31', until: '2026-12-31' });
  expect(windowOf(times(54), rules)).toEqual({ from: '2027-01-01', until: '2027-12-31' });
});

test('a tier is reached at once, and goes with the refund of the order it rested on alone', () => {
  const shop = member();
  const up = booked(shop.order(instant(0), 'A1', paid(1200)));
  expect(codes(up).at(-1)).toBe('tier.up 1200');
  expect(tierOf(shop, 0)).toBe('silver');
  expect(booked(shop.order(instant(1), 'A2', paid(100, 1))).points).toBe(120);
  const revoked = booked(shop.order(instant(2), 'A1', refund(1200, 2)));
  expect(codes(revoked).at(-1)).toBe('tier.revoked -1200');
  expect(tierOf(shop, 2)).toBe('regular');
  // What the tier multiplied while it was held stays.
  expect([shop.member.balance, shop.member.growth]).toEqual([120, 100]);
});

test('a birthday told after the order changes nothing of it', () => {
  const rules = [perYuan, { ...memberDay, code: 'birth', when: [{ code: 'birthdayMonth' as const }] }];
  const settings = settingsWith(programme({ waiting: { days: 3, from: 'completed', completeAfterDays: 9 } }, rules));
  const early = new Product(settings, instant(0, 9), '11-30' as never);
  expect(booked(early.order(instant(0), 'A1', paid(100, 0, false))).points).toBe(200);
  const late = new Product(settings, instant(0, 9));
  expect(booked(late.order(instant(0), 'A1', paid(100, 0, false))).points).toBe(100);
  late.member = { ...late.member, birthday: '11-30' as never };
  expect(booked(late.order(instant(1), 'A1', completed(1))).points).toBe(0);
  expect(booked(late.order(instant(1), 'A1', refund(50, 1))).points).toBe(-50);
  expect(late.facts.every(({ result }) => !JSON.stringify(result).includes('11-30'))).toBe(true);
});

test('an order carries the version in force when it was paid; a later one is told by its own', () => {
  const shop = member();
  shop.settings = published(
    shop.settings,
    programme({}, [{ ...perYuan, give: { code: 'perAmount', fen: 100, points: 3 } }]),
    instant(5),
  );
  const [old, fresh] = [
    booked(shop.order(instant(6), 'A1', paid(100, 4))),
    booked(shop.order(instant(6), 'A2', paid(100, 6))),
  ];
  expect([old.points, old.programmeVersion, fresh.points, fresh.programmeVersion]).toEqual([100, 1, 300, 2]);
  expect(booked(shop.order(instant(7), 'A1', refund(50, 7)))).toMatchObject({ points: -50, programmeVersion: 1 });
});

test('the member is told of the sale, of the refund and of the tier', () => {
  const shop = member();
  const births: unknown[] = [];
  const post = shop.post.bind(shop);
  shop.post = (at, rule) =>
    post(at, (...given) => {
      const decided = rule(...given);
      if (typeof decided !== 'string') births.push(...decided.drafts.flatMap((draft) => draft.births ?? []));
      return decided;
    });
  booked(shop.order(instant(0), 'A1', paid(1200)));
  booked(shop.order(instant(1), 'A1', refund(1200, 1)));
  const notice = (key: string, kind: string, facts: object) => ({
    collection: 'notices',
    document: expect.objectContaining({ _id: `m:order:p:A1:${key}`, memberId: 'm', kind, facts, state: 'new' }),
  });
  expect(births).toEqual([
    notice('paid', 'sale', { fen: 120_000, points: 1200, store: '总店', from: '' }),
    notice('paid:tier', 'tierUp', { tier: '银卡会员', until: expect.any(String) }),
    notice('refund:r1', 'refund', { fen: 120_000, points: -1200 }),
    notice('refund:r1:tier', 'tierRevoked', { from: '银卡会员', to: '普通会员' }),
  ]);
});

test('what would pass the whole numbers that a computer can count is refused', () => {
  const shop = member();
  shop.member = {
    ...shop.member,
    balance: (Number.MAX_SAFE_INTEGER - 10) as Points,
    lots: [{ from: null, until: '2027-12-31' as never, points: (Number.MAX_SAFE_INTEGER - 10) as Points }],
  };
  expect(
    shop.order(instant(0), 'A1', {
      type: 'paid',
      amountFen: 1_000_000_000 as Fen,
      paidAt: instant(0),
      completed: true,
    }),
  ).toBe('TOO_MANY');
});
