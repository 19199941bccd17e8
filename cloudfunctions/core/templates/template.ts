/** Coupon templates: what a coupon is good for, for how long, and who may take it. All of them are one settings document. */
import * as v from 'valibot';

const whole = (from: number, to: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to));
const word = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const day = v.pipe(v.string(), v.isoDate());
const code = v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]{0,31}$/));

const FEN_MAX = 10_000_000;
export const TEMPLATES_MAX = 200;

export const couponValueSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('amount'), fen: whole(1, FEN_MAX), thresholdFen: whole(0, FEN_MAX) }),
  /** The customer pays `rate` percent. */
  v.strictObject({
    kind: v.literal('percent'),
    rate: whole(1, 99),
    thresholdFen: whole(0, FEN_MAX),
    capFen: v.nullable(whole(1, FEN_MAX)),
  }),
  v.strictObject({ kind: v.literal('freeShipping'), thresholdFen: whole(0, FEN_MAX) }),
  v.strictObject({ kind: v.literal('exchange'), item: word(30) }),
]);

export const templateSchema = v.strictObject({
  code,
  name: word(20),
  value: couponValueSchema,
  validity: v.variant('kind', [
    v.strictObject({ kind: v.literal('fixed'), from: day, until: day }),
    /** From `afterDays` days after the grant, for `days` days, the first included. */
    v.strictObject({ kind: v.literal('relative'), afterDays: whole(0, 366), days: whole(1, 1_096) }),
  ]),
  /** None: everywhere. */
  channels: v.pipe(v.array(v.picklist(['mini', 'counter', 'till', 'web'])), v.maxLength(4)),
  stores: v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(200)),
  /** The merchant's own words for goods it holds for; none: all. */
  categories: v.pipe(v.array(word(20)), v.maxLength(20)),
  /** Coupons of one order are all of different groups; null: never together with another. */
  stacking: v.nullable(code),
  /** Members may take it by themselves; null: it is only ever given. `limit` per member; `quota` over all is stock 'quota:<code>'. */
  claim: v.nullable(
    v.strictObject({
      tiers: v.pipe(v.array(code), v.maxLength(10)),
      limit: v.strictObject({ count: whole(1, 100), period: v.picklist(['day', 'week', 'month', 'year', 'ever']) }),
      /** null: as many as are wanted. */
      quota: v.nullable(whole(1, 1_000_000)),
    }),
  ),
  note: v.pipe(v.string(), v.trim(), v.maxLength(200)),
  /** An imported pool of others' codes: each coupon gets one of it. */
  pool: v.boolean(),
  state: v.picklist(['on', 'off']),
});

export type CouponTemplate = v.InferOutput<typeof templateSchema>;
export type CouponValue = CouponTemplate['value'];

export const templatesSchema = v.strictObject({
  shape: v.literal(1),
  list: v.pipe(
    v.array(templateSchema),
    v.maxLength(TEMPLATES_MAX),
    v.check((list) => new Set(list.map((each) => each.code)).size === list.length, 'each code once'),
  ),
});

/** What the programme promises in coupons: so many of this template. Given whatever the quota says, which limits claims alone. */
export const grantSchema = v.strictObject({ template: code, count: whole(1, 10) });
export type Grant = v.InferOutput<typeof grantSchema>;
export const grantsSchema = v.pipe(v.array(grantSchema), v.maxLength(5));
