/** The wallet and the coupons that members take by themselves. */
import * as v from 'valibot';
import type { CouponActions } from '../../typings/api/coupons';
import { claimCoupon, offers, walletCoupon, walletList } from '../core/coupons';
import { type Action, action } from '../platform/router';
import { nothing } from './payloads';

const QUESTION = false;
const COMMAND = true;

const page = v.strictObject({
  segment: v.picklist(['usable', 'used', 'expired']),
  cursor: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(256))),
  limit: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(50))),
});

const coupon = v.strictObject({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/)) });

const template = v.strictObject({ template: v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]{0,31}$/)) });

export const couponActions: Record<keyof CouponActions, Action> = {
  'wallet.list': action(QUESTION, page, (env, { openid }, input) => walletList(env, openid, input)),
  'wallet.coupon': action(QUESTION, coupon, (env, { openid }, { id }) => walletCoupon(env, openid, id)),
  'coupons.offers': action(QUESTION, nothing, (env, { openid }) => offers(env, openid)),
  'coupons.claim': action(COMMAND, template, claimCoupon),
};
