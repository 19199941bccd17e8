/** Whether the coupons that a member's entries have taken or given back say the same. */
import type { Reader } from '../../platform/store';
import { couponIdOf, type Hold, useOf, wrongInCoupon } from '../stock';
import type { Coupon } from '../templates';
import type { Fact } from './entry';
import { inJournal, type Member } from './member';

const IDS_AT_ONCE = 500;

/** @param facts all of the member's, read before */
export async function checkCoupons(store: Reader, member: Member, facts: readonly Fact[]): Promise<string[]> {
  const named = facts.flatMap((fact) =>
    fact.holds.flatMap((hold) => {
      const id = couponIdOf(hold.stock);
      return id === null ? [] : [{ fact, hold, id }];
    }),
  );
  const coupons = await read(store, [...new Set(named.map(({ id }) => id))]);
  const wrong = [...coupons.values()].flatMap((coupon) =>
    wrongInCoupon(coupon).map((what) => sentence(coupon._id, what)),
  );
  for (const { fact, hold, id } of named) {
    const coupon = coupons.get(id);
    const what = coupon ? against(coupon, hold, fact, inJournal(member, fact.key) !== undefined) : 'it is not there';
    if (what !== null) wrong.push(sentence(id, what));
  }
  return wrong;
}

function against({ hold: standing, uses }: Coupon, hold: Hold, fact: Fact, waiting: boolean): string | null {
  // Nobody has settled it yet.
  if (waiting && standing?.id === hold.hold) return null;
  const use = uses[useOf(hold.n > 0 ? fact.key : (hold.undoes ?? ''))];
  if (hold.n < 0) return use?.undone === fact.at ? null : `entry ${fact.seq} gave it back, and it says otherwise`;
  return use?.at === fact.at ? null : `entry ${fact.seq} used it, and it says otherwise`;
}

async function read(store: Reader, ids: readonly string[]): Promise<Map<string, Coupon>> {
  const found = new Map<string, Coupon>();
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const asked = ids.slice(start, start + IDS_AT_ONCE);
    const page = await store.find<Coupon>('coupons', { where: { _id: { in: asked } }, limit: IDS_AT_ONCE });
    for (const coupon of page) found.set(coupon._id, coupon);
  }
  return found;
}

function sentence(id: string, what: string): string {
  return `coupon ${id}: ${what}`;
}
