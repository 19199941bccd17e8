export { type Booked, keyOf, type OrderEvent, type OrderId, type OrderOrigin, refOf } from './event';
export { orderAnswer, orderMember } from './look';
export { bookEvent } from './service';
