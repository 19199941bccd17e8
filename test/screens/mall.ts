/** The mall, the wallet and the counter of the shop that is photographed: the shelves of the demo, what one person took, and who serves. */
import { openEnvironment } from '../../scripts/cloud-store';
import { furnish } from '../../scripts/demo/furnish';
import type { ExchangeInput, ExchangeView } from '../../typings/api/mall';
import type { EpochMs } from '../../typings/domain';
import type { ShopPhone } from '../setup/shop-phone';
import { callShopper } from '../setup/shopper';
import { callStaff, setupCodeOf } from '../setup/staff';

export const OWNER = 'o-owner';

/** Where the pages of what was taken are. */
export interface Taken {
  coupon: string;
  redemption: string;
  /** Another one, not paid for yet. */
  trade: string;
}

const DAY_MS = 86_400_000;

export async function furnishMall(phone: ShopPhone): Promise<void> {
  const code = await setupCodeOf(phone.origin);
  const { now } = (await phone.control('/local/clock', { advanceMs: 0 })) as { now: number };
  await furnish(await openEnvironment(phone.origin), phone.origin, (now - (now % DAY_MS)) as EpochMs);
  await callStaff(phone, OWNER, 'staff.claim', { code, name: '店长' }, 'claim');
}

export async function takeFromMall(phone: ShopPhone, person: string): Promise<Taken> {
  const claimed = await callShopper(phone, person, 'coupons.claim', { template: 'weekly' }, 'weekly');
  if (!claimed.ok) throw new Error(claimed.error.code);
  const lotus = await exchange(phone, person, { rewardId: 'lotus', points: 100, cashFen: 0 });
  const mug = await exchange(phone, person, { rewardId: 'mug', points: 380, cashFen: 1_900 });
  if (!lotus.redemption || !mug.payment) throw new Error('nothing was taken');
  return { coupon: claimed.data.coupon.id, redemption: lotus.redemption.id, trade: mug.payment.trade };
}

async function exchange(
  phone: ShopPhone,
  person: string,
  { rewardId, ...expect }: { rewardId: string; points: number; cashFen: number },
): Promise<ExchangeView> {
  const wish = { rewardId, quantity: 1, way: 'pickup', expect } as ExchangeInput;
  const answer = await callShopper(phone, person, 'mall.exchange', wish, rewardId);
  if (!answer.ok) throw new Error(`${rewardId}: ${answer.error.code}`);
  return answer.data;
}
