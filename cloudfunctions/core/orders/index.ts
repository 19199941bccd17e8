export { type Beside, type Besides, NOTHING_BESIDE } from './beside';
export { type Booked, keyOf, type OrderEvent, type OrderId, type OrderOrigin, paidKey, refOf } from './event';
export { orderAnswer, orderMember } from './look';
export { type Previewed, previewOrder } from './preview';
export { bookEvent } from './service';
export { type Standing, standingOf } from './standing';
