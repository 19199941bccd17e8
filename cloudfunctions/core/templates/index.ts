export type { Coupon, CouponTerms, Use } from './coupon';
export type { Granted, Granter } from './granter';
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
