/** Whether, and until when, a member may take a coupon by themselves. Pure. */
import type { OfferView } from '../../../typings/api/coupons';
import type { BarView } from '../../../typings/api/mall';
import type { DayKey } from '../../../typings/domain';
import type { Member } from '../account';
import { countOf } from '../limits';
import type { Settings } from '../settings';
import { type CouponTemplate, termsView, validityOf } from '../templates';
import { standingOn } from '../tiers';

/** Units left are told from here on. */
const FEW = 20;

export type Claimable = CouponTemplate & { claim: NonNullable<CouponTemplate['claim']> };

/** Templates that are offered today, in the merchant's order. */
export function offered(templates: readonly CouponTemplate[], today: DayKey): Claimable[] {
  return templates.filter(
    (template): template is Claimable =>
      template.state === 'on' && template.claim !== null && validityOf(template, today) !== null,
  );
}

/** Name under which a member's claims of it are counted. */
export function counterOf({ code }: Pick<CouponTemplate, 'code'>): string {
  return `coupon:${code}`;
}

/** @param left units of the quota; null: as many as are wanted */
export function offerView(
  template: Claimable,
  settings: Settings,
  member: Member | null,
  { left, held, today }: { left: number | null; held: number; today: DayKey },
): OfferView {
  return {
    ...termsView(template.code, template, settings.stores),
    left: left !== null && left <= FEW ? left : null,
    until: validityOf(template, today)?.until ?? today,
    bar: barOf(template, settings, member, left, today),
    held,
  };
}

/** Why it cannot be taken; null when it can. */
export function barOf(
  { code, claim }: Claimable,
  { programme, ladders }: Settings,
  member: Member | null,
  left: number | null,
  today: DayKey,
): BarView | null {
  if (!member) return { code: 'guest', args: {} };
  if (member.state !== 'active') return { code: 'frozen', args: {} };
  const { tier } = standingOn(member.tier, ladders, today);
  if (claim.tiers.length > 0 && !claim.tiers.includes(tier)) {
    const lowest = programme.tiers.list.find((each) => claim.tiers.includes(each.code));
    return { code: 'tier', args: { tier: lowest?.name ?? '' } };
  }
  const { count, period } = claim.limit;
  if (countOf(member.counters, counterOf({ code }), period, today) >= count)
    return { code: 'limit', args: { count, period } };
  return left !== null && left <= 0 ? { code: 'soldOut', args: {} } : null;
}
