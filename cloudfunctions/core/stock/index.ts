export { useOf } from './coupon';
export { dropHold, type Placement, place, settleHold } from './place';
export { type WhyRefused, whyRefused } from './refused';
export { soldOutAt } from './sold-out';
export {
  type Bound,
  type CouponUse,
  couponIdOf,
  HOLD_GRACE_MS,
  HOLDS_MAX,
  type Hold,
  type PlacedHold,
  type Stock,
  type StockId,
  type StockLevel,
  type Take,
} from './stock';
export { wrongInCoupon, wrongInStock } from './sums';
export { MADE_MAX, makeStock, readStocks, restock } from './supply';
