export { askAbout, closePayment, requestPayment } from './ask';
export { type End, type Ended, endOf, endPayment } from './end';
export { hearPaid } from './hear';
export { type Payment, paymentBirth, paymentView, refOfTrade, reserveKey, tradeOf, type Wanted } from './payment';
export { type Refund, refundBirth } from './refund';
export { parcelOf, type Shipment, type ShipmentWay, type Shipped, shipmentBirth } from './shipment';
