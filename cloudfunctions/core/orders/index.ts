export { type Booked, keyOf, type OrderEvent, type OrderId, type OrderOrigin, refOf } from './event';
export { bookEvent, orderAnswer, orderMember } from './service';
