export { COUPON, type CodePrefix, codeOf, isCode, REDEMPTION } from './code';
export type { Coupon, CouponTerms, Use } from './coupon';
export { type Basket, type Discount, discountOf, thresholdOf } from './discount';
export { type Granted, type Granter, type Granting, grantingBy, validityOf } from './granter';
export { granterOf, issueCode } from './issue';
export { stackable } from './stacking';
export {
  type CouponTemplate,
  type CouponValue,
  couponValueSchema,
  type Grant,
  grantSchema,
  grantsSchema,
  TEMPLATES_MAX,
  templateSchema,
  templatesSchema,
} from './template';
export { termsView } from './terms-view';
export { isReserved, type Occasion, whyNot } from './why-not';
