import * as v from 'valibot';
import type { Material } from '../../../typings/api/shopper';
import type { RightArgs } from '../../../typings/codes';
import { grantsSchema } from '../templates';

const whole = (from: number, to: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to));
const word = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const materials = ['paper', 'bronze', 'silver', 'gold', 'jade', 'rose', 'night', 'black'] as const satisfies Material[];

/** What a tier brings, as data. Factors in hundredths, rates in percent of the price. */
export const rightSchema = v.variant('code', [
  /** Points of an order: base × factor. */
  v.strictObject({ code: v.literal('multiplier'), factor: whole(100, 1000) }),
  /** Points of the daily check-in: base × factor. The base itself (100) is the first tier's right. */
  v.strictObject({ code: v.literal('checkIn'), factor: whole(100, 1000) }),
  v.strictObject({ code: v.literal('discount'), rate: whole(1, 99) }),
  v.strictObject({ code: v.literal('freeShipping'), minimumFen: whole(0, 100_000_000) }),
  v.strictObject({ code: v.literal('priorityShipping') }),
  v.strictObject({ code: v.literal('service'), text: word(60) }),
  v.strictObject({
    code: v.literal('birthdayPack'),
    name: word(20),
    points: whole(0, 100_000),
    coupons: v.exactOptional(grantsSchema),
  }),
  v.strictObject({ code: v.literal('exclusiveGoods') }),
  v.strictObject({ code: v.literal('earlyAccess'), hours: whole(1, 720) }),
  v.strictObject({ code: v.literal('custom'), name: word(20), text: word(60) }),
]);

export type Right = v.InferOutput<typeof rightSchema>;
/** Every right of the schema has its arguments in the contract, and the other way round. */
export type RightCode = Right['code'] & keyof RightArgs;

export const tierSchema = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]{0,31}$/)),
  name: word(20),
  material: v.picklist(materials),
  /** cloud:// file id of the merchant's own icon. */
  icon: v.nullable(v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(300))),
  /** Growth that reaches it; 0 for the first. */
  from: whole(0, 1_000_000_000),
  /** Growth in a period that keeps it for another. */
  keep: whole(0, 1_000_000_000),
  /** Points for reaching it, once in a member's life, when the growth is final. */
  gift: whole(0, 1_000_000),
  /** Coupons for reaching it, given with the points. */
  giftCoupons: v.exactOptional(grantsSchema),
  rights: v.pipe(v.array(rightSchema), v.maxLength(12)),
});

export type Tier = v.InferOutput<typeof tierSchema>;

export const tiersSchema = v.strictObject({
  /** Lowest first. */
  list: v.pipe(v.array(tierSchema), v.minLength(1), v.maxLength(10)),
  /** A tier holds to the end of the month that is so many months after it was reached; null: for ever. */
  validityMonths: v.nullable(whole(1, 60)),
  /** Days after a period in which a tier that was not kept still holds, and can still be kept. */
  graceDays: whole(0, 90),
  /** A member is warned at least so many days before a tier falls. */
  warningDays: whole(1, 90),
});

export type Tiers = v.InferOutput<typeof tiersSchema>;
