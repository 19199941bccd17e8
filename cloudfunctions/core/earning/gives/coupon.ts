import { template, whole } from '../argument';
import { EVERY_OCCASION, give } from '../kind';

/** Coupons beside the points; of an order with its payment, and a return does not take them back. */
export const coupon = give({
  code: 'coupon',
  label: '送优惠券',
  occasions: EVERY_OCCASION,
  arguments: { template: template('优惠券'), count: whole('张数', 'pieces', 1, 10) },
  amount: ({ template: code, count }) => ({ grants: [{ template: code, count }] }),
});
