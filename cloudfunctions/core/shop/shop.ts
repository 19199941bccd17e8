import * as v from 'valibot';
import type { ShopView } from '../../../typings/api/shopper';
import { deriveColours } from './palette';

const line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));
const named = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** A text that a person agrees to. A new version must be agreed to again. */
const text = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^[0-9A-Za-z.-]{1,32}$/)),
  paragraphs: v.pipe(v.array(v.strictObject({ heading: line(60), text: line(4000) })), v.minLength(1), v.maxLength(40)),
});

export const shopSchema = v.strictObject({
  shape: v.literal(1),
  name: named(20),
  /** cloud:// file id or null: the first character of the name is drawn instead. */
  logo: v.nullable(v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(300))),
  /** The merchant's one colour. */
  colour: v.pipe(v.string(), v.regex(/^#[0-9A-Fa-f]{6}$/)),
  /** Switched on and off by the merchant. */
  modules: v.strictObject({
    checkin: v.boolean(),
    mall: v.optional(v.boolean(), true),
    coupons: v.optional(v.boolean(), true),
    invite: v.optional(v.boolean(), true),
  }),
  /** What points are called here, and how they are counted: 积分 and 分, or 星星 and 颗. */
  points: v.strictObject({ name: named(6), unit: named(2) }),
  hours: line(60),
  address: line(120),
  phone: line(30),
  /** Whom members ask in the mini-program. */
  service: v.optional(
    v.nullable(
      v.variant('kind', [
        v.strictObject({ kind: v.literal('wechat') }),
        v.strictObject({
          kind: v.literal('wecom'),
          corpId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,64}$/)),
          url: v.pipe(v.string(), v.startsWith('https://work.weixin.qq.com/kfid/'), v.maxLength(200)),
        }),
      ]),
    ),
    null,
  ),
  /** A group or an adviser in WeChat, by a picture of the code. */
  group: v.optional(
    v.nullable(
      v.strictObject({
        title: named(20),
        text: line(60),
        picture: v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(300)),
      }),
    ),
    null,
  ),
  officialAccount: v.optional(v.boolean(), false),
  terms: text,
  privacy: text,
});

export type Shop = v.InferOutput<typeof shopSchema>;

/** @param messages template ids of what can be asked for */
export function shopView(shop: Shop, messages: ShopView['messages'] = {}): ShopView {
  const { name, logo, modules, points, hours, address, phone, service, group, officialAccount, terms, privacy } = shop;
  const initial = [...name][0] ?? '';
  return {
    name,
    initial,
    logo,
    colours: deriveColours(shop.colour),
    modules,
    points,
    hours,
    address,
    phone,
    messages,
    service,
    group,
    officialAccount,
    terms,
    privacy,
  };
}
