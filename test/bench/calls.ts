/** How many calls of the platform a member costs: each call of a function and each request to the database is one. */
import { saveTemplates } from '../../cloudfunctions/core/coupons';
import { defaultProgramme } from '../../cloudfunctions/core/programme';
import type { Environment } from '../../cloudfunctions/platform/environment';
import { openEnvironment } from '../../scripts/cloud-store';
import { habits, type Occasion } from '../../scripts/cost/habits';
import { MEASURED } from '../../scripts/cost/measured';
import { perMonth } from '../../scripts/cost/month';
import { put, RICH, rich, wish } from '../integration/shop/mall';
import { openShop, type Shop } from '../integration/shop/shop';
import { templateWith } from '../unit/core/coupon-sample';
import { type Figure, once, rounded } from './figure';

const MINUTE = 60_000;
const checkIn = { steps: [{ from: 1, points: RICH }], milestones: [], makeUp: { perMonth: 0, windowDays: 7 } };
const visited = { code: 'visit', name: '到店', on: ['visit' as const], when: [] };
const earning = {
  ...defaultProgramme.earning,
  rules: [...defaultProgramme.earning.rules, { ...visited, give: { code: 'fixed' as const, points: 3 } }],
};
/** What the product changes is told here; what a measurement moves is not. */
const TOLERANCE = 0.15;

interface Costs {
  occasions: Record<Occasion, number>;
  idleTick: number;
  /** Of the idle tick, to the database alone. */
  idleRequests: number;
}

/** So many ticks make an hour: some of the work is for once in one. */
const HOUR = 6;
/** What is done once a day has been done by then: the reports' second look at a row comes with the next tick but one. */
const SETTLED_AFTER = 12;

/** What was called since the last look, and how much each call asked of the database. */
async function spent(shop: Shop): Promise<number> {
  return (await shop.logs()).reduce((sum, { requests }) => sum + 1 + requests, 0);
}

async function ticks(shop: Shop, times: number): Promise<number> {
  await shop.logs();
  for (let n = 0; n < times; n += 1) {
    await shop.advance(10 * MINUTE);
    await shop.tick();
  }
  return spent(shop);
}

/** Of what is done, with its share of the timer's work afterwards. */
async function costOf(shop: Shop, idleTick: number, act: () => Promise<unknown>): Promise<number> {
  // Settings are kept for some seconds: a call of its own pays for nobody else's.
  await shop.logs();
  await act();
  const own = await spent(shop);
  return own + Math.max(0, (await ticks(shop, 3)) - 3 * idleTick);
}

const measured = once(async (): Promise<Costs> => {
  const shop = await openShop(1);
  try {
    await shop.programme({ checkIn, visits: { perDay: 2 }, earning });
    const env: Environment = await openEnvironment(shop.origin);
    const claim = { tiers: [], limit: { count: 5, period: 'week' as const }, quota: null };
    const saved = await saveTemplates(env, [templateWith({ code: 'weekly', name: 'weekly', claim })]);
    if (!saved.ok) throw new Error(saved.code);
    const must = async <T>(
      answer: Promise<{ ok: true; data: T } | { ok: false; error: { code: string } }>,
    ): Promise<T> => {
      const given = await answer;
      if (!given.ok) throw new Error(given.error.code);
      return given.data;
    };
    const reward = await put(shop, { _id: 'tea' }, 100);
    await must(shop.staff('boss', 'staff.claim', { code: await shop.setupCode(), name: '店主' }, 'claim'));
    await rich(shop, 'lin');
    const { member } = await must(shop.act('lin', 'member.home', {}));
    await ticks(shop, SETTLED_AFTER);
    const idleTick = (await ticks(shop, HOUR)) / HOUR;
    const seq = async () => (await shop.books('lin')).members[0]?.seq ?? 0;
    const counter = { storeId: 'default' };
    const occasions: Record<Occasion, number> = {
      open: await costOf(shop, idleTick, async () => {
        await must(shop.act('lin', 'member.home', {}));
        await must(shop.act('lin', 'home.shelf', {}));
      }),
      order: await costOf(shop, idleTick, async () => {
        const order = { orderId: 'A1', member: { number: member?.number }, amountFen: 3_000, currency: 'CNY' };
        await shop.partner('POST', '/v1/orders', { ...order, paidAt: shop.now(), completed: true, channel: 'till' });
      }),
      exchange: await costOf(shop, idleTick, async () => {
        await must(shop.act('lin', 'mall.list', {}));
        await must(shop.act('lin', 'mall.reward', { id: 'tea' }));
        const key = `${await seq()}-take`;
        const { redemption } = await must(shop.act('lin', 'mall.exchange', wish(reward), key));
        await must(shop.staff('boss', 'counter.look', { text: redemption?.code ?? '', ...counter }));
        await must(shop.staff('boss', 'counter.handOver', { code: redemption?.code ?? '', ...counter }, 'hand-over'));
      }),
      coupon: await costOf(shop, idleTick, async () => {
        await must(shop.act('lin', 'coupons.claim', { template: 'weekly' }, `${await seq()}-claim`));
        const { coupons } = await must(shop.act('lin', 'wallet.list', { segment: 'usable', limit: 5 }));
        const { code } = await must(shop.act('lin', 'wallet.coupon', { id: coupons[0]?.id ?? '' }));
        await must(shop.staff('boss', 'counter.look', { text: code ?? '', ...counter }));
        await must(shop.staff('boss', 'counter.useCoupon', { code: code ?? '', ...counter }, 'use'));
      }),
      visit: 0,
      checkIn: 0,
    };
    await shop.day(1);
    await ticks(shop, 6);
    occasions.checkIn = await costOf(shop, idleTick, () => must(shop.act('lin', 'checkin.signIn', {}, 'sign-2')));
    // The cashier's screen asks for its own code now and then, for everybody.
    const { text } = await must(shop.staff('boss', 'visits.code', { storeId: 'default' }));
    occasions.visit = await costOf(shop, idleTick, () =>
      must(shop.act('lin', 'visit.signIn', { code: text }, 'visit-1')),
    );
    return { occasions, idleTick, idleRequests: idleTick - 1 };
  } finally {
    await shop.close();
  }
});

/** The cost estimate computes with figures of its own: they must be these. */
function against(kept: number, seen: number, what: string): string[] {
  return Math.abs(kept - seen) <= Math.max(1, seen * TOLERANCE)
    ? []
    : [`scripts/cost/measured.ts says ${kept} for ${what}, measured ${rounded(seen, 1)}`];
}

export const figures: Figure[] = [
  {
    name: 'calls.per_member_month',
    unit: 'calls',
    async measure() {
      const { occasions } = await measured();
      const often = habits();
      const told = Object.entries(occasions).map(
        ([occasion, calls]) => `${rounded(often[occasion as Occasion], 1)} × ${occasion} of ${rounded(calls, 1)}`,
      );
      const wrong = Object.entries(occasions).flatMap(([occasion, calls]) =>
        against(MEASURED.occasions[occasion as Occasion], calls, occasion),
      );
      const note = `function calls and database requests of who comes, as in the demo's last month, the timer's share in them: ${told.join(', ')}`;
      return { value: rounded(perMonth(occasions, often), 1), note, wrong };
    },
  },
  {
    name: 'calls.idle_tick',
    unit: 'calls',
    async measure() {
      const { idleTick } = await measured();
      return {
        value: rounded(idleTick, 1),
        note: `the timer with nothing to do, itself included; 144 times a day, ${Math.round(idleTick * 4320)} a month`,
        wrong: against(MEASURED.idleTick, idleTick, 'an idle tick'),
      };
    },
  },
  {
    name: 'tick.idle.requests',
    unit: 'requests',
    limit: { atMost: 30 },
    async measure() {
      const { idleRequests } = await measured();
      return {
        value: rounded(idleRequests, 1),
        note: 'to the database, by the timer with nothing to do; mean of an hour',
      };
    },
  },
];
