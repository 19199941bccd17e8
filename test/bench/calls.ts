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
  /** One that finds something new in the books, without what grows with how much it is. */
  busyTick: number;
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

/**
 * Of what is done, with its share of the timer's work afterwards. Somebody else has come in the same minutes, so what a tick
 * does once however many have come is not counted here: it is the busy tick's.
 */
async function costOf(company: Company, act: () => Promise<unknown>): Promise<number> {
  const alone = await company(async () => {});
  const both = await company(act);
  return both.own + Math.max(0, both.timer - alone.timer);
}

/** What is spent until the books have settled when somebody buys, and then something is done. */
type Company = (act: () => Promise<unknown>) => Promise<{ own: number; timer: number }>;

/** After them the books have settled; the hour's work falls into each such span. */
const SETTLING = HOUR;

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
    await rich(shop, 'mate');
    const numbers = new Map<string, string | undefined>();
    for (const who of ['lin', 'mate']) numbers.set(who, (await must(shop.act(who, 'member.home', {}))).member?.number);
    const buy = async (orderId: string, who: string) => {
      const order = { orderId, member: { number: numbers.get(who) }, amountFen: 3_000, currency: 'CNY' };
      const paid = { ...order, paidAt: shop.now(), completed: true, channel: 'till' };
      const { status } = await shop.partner('POST', '/v1/orders', paid);
      if (status >= 300) throw new Error(`an order was answered with ${status}`);
    };
    await buy('B0', 'mate');
    await ticks(shop, SETTLED_AFTER);
    const idleTick = (await ticks(shop, HOUR)) / HOUR;
    const seq = async () => (await shop.books('lin')).members[0]?.seq ?? 0;
    let bought = 0;
    const buys = async () => {
      bought += 1;
      await buy(`B${bought}`, 'mate');
    };
    const company: Company = async (act) => {
      await buys();
      await shop.logs();
      await act();
      const own = await spent(shop);
      return { own, timer: await ticks(shop, SETTLING) };
    };
    const counter = { storeId: 'default' };
    const occasions: Record<Occasion, number> = {
      open: await costOf(company, async () => {
        await must(shop.act('lin', 'member.home', {}));
        await must(shop.act('lin', 'home.shelf', {}));
      }),
      order: await costOf(company, async () => {
        await buy('A1', 'lin');
      }),
      exchange: await costOf(company, async () => {
        await must(shop.act('lin', 'mall.list', {}));
        await must(shop.act('lin', 'mall.reward', { id: 'tea' }));
        const key = `${await seq()}-take`;
        const { redemption } = await must(shop.act('lin', 'mall.exchange', wish(reward), key));
        await must(shop.staff('boss', 'counter.look', { text: redemption?.code ?? '', ...counter }));
        await must(shop.staff('boss', 'counter.handOver', { code: redemption?.code ?? '', ...counter }, 'hand-over'));
      }),
      coupon: await costOf(company, async () => {
        await must(shop.act('lin', 'coupons.claim', { template: 'weekly' }, `${await seq()}-claim`));
        const { coupons } = await must(shop.act('lin', 'wallet.list', { segment: 'usable', limit: 5 }));
        const { code } = await must(shop.act('lin', 'wallet.coupon', { id: coupons[0]?.id ?? '' }));
        await must(shop.staff('boss', 'counter.look', { text: code ?? '', ...counter }));
        await must(shop.staff('boss', 'counter.useCoupon', { code: code ?? '', ...counter }, 'use'));
      }),
      visit: 0,
      checkIn: 0,
    };
    const { timer } = await company(async () => {});
    await shop.day(1);
    await ticks(shop, 6);
    occasions.checkIn = await costOf(company, () => must(shop.act('lin', 'checkin.signIn', {}, 'sign-2')));
    // The cashier's screen asks for its own code now and then, for everybody; a code of its own does for each visit.
    occasions.visit = await costOf(company, async () => {
      const { text } = await must(shop.staff('boss', 'visits.code', { storeId: 'default' }));
      await must(shop.act('lin', 'visit.signIn', { code: text }, 'visit-1'));
    });
    // One stretch of business makes two ticks busy: the one that counts it, and the one that looks again.
    const busyTick = idleTick + (timer - SETTLING * idleTick) / 2;
    return { occasions, idleTick, busyTick, idleRequests: idleTick - 1 };
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
    name: 'calls.busy_tick',
    unit: 'calls',
    async measure() {
      const { busyTick } = await measured();
      const note = 'the timer when something has happened, beside what grows with how much it was';
      return { value: rounded(busyTick, 1), note, wrong: against(MEASURED.busyTick, busyTick, 'a busy tick') };
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
