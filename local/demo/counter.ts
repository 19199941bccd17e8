/** What people take for their points, and what happens at the counter of the demo shop. */
import type { StaffActions } from '../../typings/api/staff';
import type { Shopper } from './cast';
import type { Day } from './days';
import type { Door } from './make';
import { shopperAt, sure } from './sure';

/** As in the phone's side panel. */
export const OWNER = { openid: 'oHuitouke_demo_hehe_____00006', name: '何禾' };
export const CASHIER = { openid: 'oHuitouke_demo_xiaoman__00007', name: '小满' };

const STORE = 'default';

export interface Counter {
  cashier: string;
}

/** The owner opens the shop with the set-up code and invites the cashier. */
export async function openCounter(door: Door): Promise<Counter> {
  sure(await door.staff(OWNER.openid, 'staff.claim', { code: door.setupCode, name: OWNER.name }, 'demo-claim'));
  const invited = sure(
    await door.staff(OWNER.openid, 'staff.invite', { role: 'cashier', stores: [STORE] }, 'demo-invite'),
  );
  sure(await door.staff(CASHIER.openid, 'staff.join', { code: invited.code, name: CASHIER.name }, 'demo-cashier'));
  return { cashier: CASHIER.openid };
}

/** A day's exchanges, hand-overs and coupons. `waiting`: codes of what is collected on the next day. */
export async function giveAndTake(
  door: Door,
  counter: Counter,
  { mallVisits, couponVisits, scans }: Day,
  n: number,
  shoppers: readonly Shopper[],
  waiting: string[],
): Promise<void> {
  await checkInAtStore(door, counter, scans, n, shoppers);
  for (const code of waiting.splice(0)) await atCounter(door, counter, 'counter.handOver', code, n);
  for (const who of mallVisits) {
    const code = await takeSomething(door, shopperAt(shoppers, who), `demo-take-${n}`);
    if (code !== null) waiting.push(code);
  }
  for (const who of couponVisits) {
    const code = await couponOf(door, shopperAt(shoppers, who), n);
    if (code !== null) await atCounter(door, counter, 'counter.useCoupon', code, n);
  }
}

/** The code on the cashier's screen, scanned by whoever is there. */
async function checkInAtStore(
  door: Door,
  { cashier }: Counter,
  scans: readonly number[],
  n: number,
  shoppers: readonly Shopper[],
): Promise<void> {
  if (scans.length === 0) return;
  const { text } = sure(await door.staff(cashier, 'visits.code', { storeId: STORE }));
  for (const who of scans) {
    const { openid } = shopperAt(shoppers, who);
    if (openid !== undefined) sure(await door.shopper(openid, 'visit.signIn', { code: text }, `demo-visit-${n}`));
  }
}

/** What the phone's first person finds on the last evening: a dish to collect, a coupon to use. */
export async function leaveSomething(door: Door, shoppers: readonly Shopper[]): Promise<void> {
  const { openid } = shopperAt(shoppers, 0);
  if (openid === undefined) return;
  const { price, bar } = sure(await door.shopper(openid, 'mall.reward', { id: 'lotus' }));
  if (bar === null)
    sure(
      await door.shopper(
        openid,
        'mall.exchange',
        { rewardId: 'lotus', quantity: 1, way: 'pickup', expect: { points: price.points, cashFen: price.cashFen } },
        'demo-last-dish',
      ),
    );
  const { offers } = sure(await door.shopper(openid, 'coupons.offers', {}));
  if (offers.some(({ template, bar: closed }) => template === 'weekly' && closed === null))
    sure(await door.shopper(openid, 'coupons.claim', { template: 'weekly' }, 'demo-last-coupon'));
}

/** The dearest thing that points alone buy. @returns the code to collect it with, when there is one */
async function takeSomething(door: Door, { openid }: Shopper, key: string): Promise<string | null> {
  if (openid === undefined) return null;
  const { rewards } = sure(await door.shopper(openid, 'mall.list', { affordable: true, limit: 50 }));
  const [wish] = rewards
    .filter(({ bar, price, kind }) => bar === null && price.cashFen === 0 && kind !== 'trial')
    .sort((a, b) => b.price.points - a.price.points);
  if (!wish) return null;
  const way = wish.kind === 'coupon' ? 'none' : 'pickup';
  const { points, cashFen } = wish.price;
  const input = { rewardId: wish.id, quantity: 1, way, expect: { points, cashFen } } as const;
  const { redemption } = sure(await door.shopper(openid, 'mall.exchange', input, key));
  return redemption?.code ?? null;
}

async function couponOf(door: Door, { openid }: Shopper, n: number): Promise<string | null> {
  if (openid === undefined) return null;
  // Refused when this week's has been taken: then there may be others.
  await door.shopper(openid, 'coupons.claim', { template: 'weekly' }, `demo-weekly-${n}`);
  const { coupons } = sure(await door.shopper(openid, 'wallet.list', { segment: 'usable', limit: 5 }));
  const coupon = coupons.find(({ state, channels }) => state === 'usable' && !channels.includes('mini'));
  if (!coupon) return null;
  return sure(await door.shopper(openid, 'wallet.coupon', { id: coupon.id })).code;
}

async function atCounter<A extends 'counter.handOver' | 'counter.useCoupon'>(
  door: Door,
  { cashier }: Counter,
  action: A,
  code: string,
  n: number,
): Promise<void> {
  const input: StaffActions[A][0] = { code, storeId: STORE };
  sure(await door.staff(cashier, action, input, `demo-${n}-${code.slice(-6)}`));
}
