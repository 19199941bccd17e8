/** What a programme promises in coupons, and whether there are such. Pure. */
import type { CouponTemplate, Grant } from '../templates';
import type { Problem } from './problem';
import type { Programme } from './programme';

interface Promised {
  field: string;
  template: string;
}

/** Codes of the templates that the programme names, each once. */
export function templatesNamed(programme: Programme): string[] {
  return [...new Set(promisedIn(programme).map(({ template }) => template))];
}

/** A template that is off gives nothing: whoever was promised it would wait in vain. */
export function templateProblems(programme: Programme, templates: readonly CouponTemplate[]): Problem[] {
  return promisedIn(programme).flatMap(({ field, template }) => {
    const found = templates.find(({ code }) => code === template);
    if (found?.state === 'on') return [];
    const message = found
      ? `优惠券「${found.name}」已经停用，请先启用或换一张`
      : `没有优惠券「${template}」，请先建好这张券`;
    return [{ field, code: found ? 'templateOff' : 'unknownCode', message }];
  });
}

function promisedIn({ checkIn, earning, tiers, referral, assist }: Programme): Promised[] {
  return [
    ...checkIn.milestones.flatMap(({ coupons }, i) => named(coupons, `checkIn.milestones.${i}.coupons`)),
    ...earning.rules.flatMap(({ give }, i) =>
      give.code === 'coupon' ? [{ field: `earning.rules.${i}.give.template`, template: give.template }] : [],
    ),
    ...tiers.list.flatMap(({ giftCoupons, rights }, i) => [
      ...named(giftCoupons, `tiers.list.${i}.giftCoupons`),
      ...rights.flatMap((right, n) =>
        right.code === 'birthdayPack' ? named(right.coupons, `tiers.list.${i}.rights.${n}.coupons`) : [],
      ),
    ]),
    ...named(referral?.registered?.coupons, 'referral.registered.coupons'),
    ...named(referral?.firstOrder?.coupons, 'referral.firstOrder.coupons'),
    ...named(referral?.friend?.coupons, 'referral.friend.coupons'),
    ...named(assist?.reward.coupons, 'assist.reward.coupons'),
  ];
}

function named(grants: readonly Grant[] | undefined, field: string): Promised[] {
  return (grants ?? []).map(({ template }, i) => ({ field: `${field}.${i}.template`, template }));
}
