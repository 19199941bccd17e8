/** Coupons: what a claim costs, and that one code is used once however many try at the same moment. */
import { randomUUID } from 'node:crypto';
import { staffIdOf } from '../../cloudfunctions/core/staffing/staff';
import type { Coupon, CouponTemplate } from '../../cloudfunctions/core/templates/index';
import type { Answer } from '../../typings/api/envelope';
import { type Figure, type Measured, once } from './figure';
import { fill, stockOf, wake } from './flash-shop';
import { openShop, type Shop } from './shop';
import { tripsOf, worst } from './trips';
import { temporaryFolder } from './workplace';

const template: CouponTemplate = {
  code: 'ten',
  name: '满50减10',
  value: { kind: 'amount', fen: 1_000, thresholdFen: 5_000 },
  validity: { kind: 'relative', afterDays: 0, days: 30 },
  channels: [],
  stores: [],
  categories: [],
  stacking: null,
  claim: { tiers: [], limit: { count: 1, period: 'day' }, quota: 1_000 },
  note: '',
  pool: false,
  state: 'on',
};

async function offer(shop: Shop): Promise<void> {
  await fill(shop, [
    { collection: 'settings', data: [{ _id: 'templates', shape: 1, list: [template] }] },
    { collection: 'stock', data: [stockOf('quota:ten', 1_000)] },
  ]);
}

/** As the phone makes it, which has seen the member's last entry. */
const claim = async (shop: Shop, who: string) => {
  const { seq } = await shop.member(who);
  const tap = `${seq}-${randomUUID().replaceAll('-', '')}`;
  return tripsOf(shop.cloud, () => shop.must(who, 'coupons.claim', { template: 'ten' }, tap));
};

/** Claims on a cold and a warm instance, and by a key that proves nothing. */
const cost = once(async () => {
  const dataDir = temporaryFolder('claims');
  const earlier = await openShop(1, dataDir);
  await offer(earlier);
  const [cold, warm, older] = [await earlier.join(), await earlier.join(), await earlier.join()];
  await earlier.cloud.close();
  const shop = await openShop(1, dataDir);
  const each = {
    cold: await claim(shop, cold),
    warm: await claim(shop, warm),
    'by a plain key': await tripsOf(shop.cloud, () =>
      shop.must(older, 'coupons.claim', { template: 'ten' }, randomUUID()),
    ),
  };
  await shop.cloud.close();
  const told = Object.entries(each).map(([when, trips]) => `${when}: depth ${trips.depth}, ${trips.requests} requests`);
  return { ...worst(Object.values(each)), note: `worst of ${told.join('; ')}` };
});

const instances = 8;
const cashiers = 10;
const uses = 50;
const rounds = 3;
/** Added to each database request, so that the calls do overlap. */
const latencyMs = 40;

async function doubleUse(): Promise<Measured> {
  const shop = await openShop(instances);
  await offer(shop);
  const staff = Array.from({ length: cashiers }, (_, n) => `cashier-${n}`);
  const common = { shape: 1, name: '收银员', role: 'cashier', stores: [], state: 'active' };
  const since = { joinedAt: 0, invitedBy: null, invitedAt: 0, turn: 0 };
  const data = staff.map((openid) => ({ _id: staffIdOf(openid), openid, ...common, ...since }));
  await fill(shop, [{ collection: 'staff', data }]);
  await wake(shop, instances, 'staff', { action: 'staff.home', payload: {} });
  const wrong: string[] = [];
  let twice = 0;
  for (let round = 0; round < rounds; round += 1) twice += await race(shop, staff, wrong);
  await shop.cloud.close();
  const note = `${rounds} codes, ${uses} uses of each at once by ${cashiers} cashiers on ${instances} instances`;
  return { value: twice, note, wrong };
}

/** @returns uses beyond the first */
async function race(shop: Shop, staff: readonly string[], wrong: string[]): Promise<number> {
  const openid = await shop.join();
  const { coupon } = await shop.must(openid, 'coupons.claim', { template: 'ten' }, randomUUID());
  const { code } = await shop.must(openid, 'wallet.coupon', { id: coupon.id });
  await shop.cloud.control('/local/faults', { functions: ['staff'], latencyMs });
  const answers = await Promise.all(
    Array.from({ length: uses }, (_, n) =>
      shop.cloud.call<Answer<unknown>>(staff[n % staff.length], 'staff', {
        action: 'counter.useCoupon',
        payload: { code, storeId: 'default' },
        key: randomUUID(),
      }),
    ),
  );
  await shop.cloud.calm();
  const won = answers.filter(({ ok }) => ok).length;
  if (won === 0) wrong.push(`nobody could use it: ${JSON.stringify(answers[0])}`);
  const odd = answers.filter((answer) => !answer.ok && answer.error.code !== 'COUPON_USED');
  if (odd.length > 0) wrong.push(`${odd.length} were told something else: ${JSON.stringify(odd[0])}`);
  const [stored] = await shop.cloud.call<Coupon[]>(undefined, 'reader', {
    collection: 'coupons',
    where: { _id: coupon.id },
    limit: 1,
  });
  const stands = Object.values(stored?.uses ?? {}).filter(({ undone }) => undone === null).length;
  return Math.max(won, stands) - 1;
}

export const figures: Figure[] = [
  {
    name: 'claim.depth',
    unit: 'sequential round trips',
    limit: { atMost: 3 },
    measure: async () => ({ value: (await cost()).depth, note: (await cost()).note }),
  },
  { name: 'coupon.double_use', unit: 'uses', limit: { exactly: 0 }, measure: doubleUse },
];
