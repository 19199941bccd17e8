export { type Basket, type CouponOff, candidates, couponsOff } from './coupons-off';
export { type PointsOff, pointsOff } from './points-off';
export { type Asked, basketOf, couponLines, pointsLines, type Quote, quoteOf } from './quote';
