/**
 * What WeChat is to be told of how paid goods reached their owner: the money stays frozen until then
 * (developers.weixin.qq.com, 小程序发货信息管理服务).
 */
import type { EpochMs } from '../../../typings/domain';
import type { Birth } from '../account';

/** 'express' names carrier and parcel; 'virtual': a coupon, a service; 'pickup': handed over in the store. */
export type ShipmentWay = 'express' | 'city' | 'virtual' | 'pickup';

export interface Parcel {
  /** Code of WeChat's list of carriers, or the name as it was written where the code is not known. */
  carrier: string;
  number: string;
  /** As WeChat wants it, '138****8000'; '' when unknown. Some carriers ask for it. */
  phone: string;
}

export interface Shipped {
  trade: string;
  memberId: string;
  way: ShipmentWay;
  /** What was shipped, in the words of the shop. */
  item: string;
  /** With 'express' alone. */
  parcel: Parcel | null;
}

export interface Shipment extends Omit<Shipped, 'trade'> {
  /** Trade number. */
  _id: string;
  shape: 1;
  at: EpochMs;
  state: 'due' | 'told' | 'failed';
  /** WeChat takes one correction of a payment and no more. */
  corrected: boolean;
  tries: number;
  look: EpochMs | null;
}

/** By what the shop calls them; codes of WeChat's getAllDelivery. */
const CARRIERS: readonly [name: RegExp, code: string][] = [
  [/顺丰/, 'SF'],
  [/中通/, 'ZTO'],
  [/圆通/, 'YTO'],
  [/申通/, 'STO'],
  [/韵达/, 'YD'],
  [/京东/, 'JD'],
  [/极兔/, 'JTSD'],
  [/德邦/, 'DBL'],
  [/邮政/, 'YZPY'],
  [/EMS/i, 'EMS'],
];

/** @param phone of the receiver, or '' */
export function parcelOf(carrier: string, number: string, phone: string): Parcel {
  const code = CARRIERS.find(([name]) => name.test(carrier))?.[1] ?? carrier;
  const digits = phone.replace(/\D/g, '');
  return { carrier: code, number, phone: digits.length < 8 ? '' : `${digits.slice(0, 3)}****${digits.slice(-4)}` };
}

export function shipmentBirth({ trade, ...shipped }: Shipped, at: EpochMs): Birth {
  const document: Shipment = {
    ...shipped,
    _id: trade,
    shape: 1,
    at,
    state: 'due',
    corrected: false,
    tries: 0,
    look: at,
  };
  return { collection: 'shipments', document };
}
