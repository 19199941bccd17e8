/** What an entry grants in coupons. Pure. */
import { createHash } from 'node:crypto';
import type { CouponSource } from '../../../typings/api/coupons';
import type { Because, DayKey, EpochMs } from '../../../typings/domain';
import type { Birth } from '../account';
import { addDays } from '../calendar';
import { noticeBirth } from '../messaging';
import type { Coupon } from './coupon';
import type { CouponTemplate, Grant } from './template';

/** What an entry that grants coupons carries: their births, the notices of them, and a line each for the receipt. */
export interface Granted {
  births: Birth[];
  because: Because[];
  coupons: { id: string; name: string }[];
}

/** The entry that grants. `result`: what its lines say as the running sum. */
export interface Granting {
  memberId: string;
  key: string;
  day: DayKey;
  source: CouponSource;
  result: number;
}

/**
 * Makes the coupons that an entry under `key` of this member grants on `day`; asked once an entry, with all that it grants.
 * Pure: the same arguments give the same documents, so a repeat gives birth to nothing twice. Templates that are off,
 * over or unknown give nothing.
 */
export type Granter = (grants: readonly Grant[], to: Granting) => Granted;

/** What somebody takes by a tap is not news to them. */
const TAPPED: readonly CouponSource[] = ['claim', 'exchange'];

/**
 * @param at the instant of the booking: notices are dated by it
 * @param codeFor the code of a coupon with this id; asked for coupons that are truly granted
 */
export function grantingBy(
  templates: readonly CouponTemplate[],
  at: EpochMs,
  codeFor: (couponId: string) => string,
): Granter {
  return (grants, to) => {
    const granted: Granted = { births: [], because: [], coupons: [] };
    for (const { template: code, count } of merged(grants)) {
      const template = templates.find((each) => each.code === code && each.state === 'on');
      const validity = template && validityOf(template, to.day);
      if (!template || !validity) continue;
      for (let n = 0; n < count; n += 1) {
        const _id = idOf(to, granted.coupons.length);
        const document = { ...couponOf(template, to), ...validity, _id, code: codeFor(_id) };
        granted.births.push({ collection: 'coupons', document });
        granted.coupons.push({ id: _id, name: template.name });
      }
      const args = { coupon: template.name, count };
      granted.because.push({ code: 'coupon.granted', args, result: to.result });
      if (TAPPED.includes(to.source)) continue;
      const facts = { ...args, until: validity.until };
      granted.births.push(noticeBirth(to.memberId, `${to.key}:coupon:${code}`, 'coupon', facts, at));
    }
    return granted;
  };
}

/** First and last day of a coupon that is granted on `day`; null when it would have ended before. */
export function validityOf({ validity }: CouponTemplate, day: DayKey): { from: DayKey; until: DayKey } | null {
  if (validity.kind === 'relative') {
    const from = addDays(day, validity.afterDays);
    return { from, until: addDays(from, validity.days - 1) };
  }
  const [from, until] = [validity.from as DayKey, validity.until as DayKey];
  return until < day ? null : { from, until };
}

/** One of several rules may grant what another grants too: that is one line and one notice. */
function merged(grants: readonly Grant[]): Grant[] {
  const sums = new Map<string, number>();
  for (const { template, count } of grants) sums.set(template, (sums.get(template) ?? 0) + count);
  return [...sums].map(([template, count]) => ({ template, count }));
}

function idOf({ memberId, key }: Granting, place: number): string {
  return createHash('sha256').update(`coupon ${place} of ${memberId}:${key}`).digest('hex').slice(0, 24);
}

function couponOf(
  template: CouponTemplate,
  { memberId, day, source }: Granting,
): Omit<Coupon, '_id' | 'code' | 'from' | 'until'> {
  const { name, value, channels, stores, categories, stacking, note, pool } = template;
  return {
    shape: 1,
    memberId,
    template: template.code,
    terms: { name, value, channels, stores, categories, stacking, note, pool },
    source,
    bornOn: day,
    state: 'usable',
    usedBy: null,
    uses: {},
    reservation: null,
    hold: null,
    look: null,
    external: null,
  };
}
