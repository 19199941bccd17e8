export { type Beside, type Besides, NOTHING_BESIDE } from './beside';
export { type Booked, keyOf, type OrderEvent, type OrderId, type OrderOrigin, paidKey, refOf } from './event';
export { type Context, happened, type Known, knownOf, type OrderResult } from './known';
export { orderAnswer, orderMember } from './look';
export { type Previewed, previewOrder } from './preview';
export { bookEvent } from './service';
export { type Standing, standingOf } from './standing';
export { targetOf } from './target';
