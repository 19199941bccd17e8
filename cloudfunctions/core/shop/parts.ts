/** The shop document in the parts that are edited apart: how it looks, what members agree to, what is switched on. Pure. */
import * as v from 'valibot';
import type { DayKey } from '../../../typings/domain';
import { type Shop, shopSchema } from './shop';

const { name, logo, colour, points, hours, address, phone, service, group } = shopSchema.entries;

export const lookSchema = v.strictObject({
  name,
  logo,
  colour,
  points,
  hours,
  address,
  phone,
  service: v.nullable(service.wrapped.wrapped),
  group: v.nullable(group.wrapped.wrapped),
  officialAccount: v.boolean(),
});

export type ShopLook = v.InferOutput<typeof lookSchema>;

export function lookOf(shop: Shop): ShopLook {
  return {
    name: shop.name,
    logo: shop.logo,
    colour: shop.colour,
    points: shop.points,
    hours: shop.hours,
    address: shop.address,
    phone: shop.phone,
    service: shop.service,
    group: shop.group,
    officialAccount: shop.officialAccount,
  };
}

const { paragraphs } = shopSchema.entries.terms.entries;

export const textsSchema = v.strictObject({ terms: paragraphs, privacy: paragraphs });

export type ShopTexts = v.InferOutput<typeof textsSchema>;

export function textsOf({ terms, privacy }: Shop): ShopTexts {
  return { terms: terms.paragraphs, privacy: privacy.paragraphs };
}

/** Each text that says something else gets a version that it never had: the day, and which change of that day it is. */
export function withTexts(shop: Shop, texts: ShopTexts, today: DayKey): Shop {
  const next = (text: Shop['terms'], said: ShopTexts['terms']): Shop['terms'] =>
    isSaid(text.paragraphs, said) ? text : { version: versionAfter(text.version, today), paragraphs: said };
  return { ...shop, terms: next(shop.terms, texts.terms), privacy: next(shop.privacy, texts.privacy) };
}

function isSaid(one: ShopTexts['terms'], other: ShopTexts['terms']): boolean {
  return (
    one.length === other.length &&
    one.every(({ heading, text }, place) => heading === other[place]?.heading && text === other[place]?.text)
  );
}

function versionAfter(version: string, today: DayKey): string {
  const [day = '', count = '0'] = version.split('.');
  return day === today ? `${today}.${Number(count) + 1}` : `${today}.1`;
}
