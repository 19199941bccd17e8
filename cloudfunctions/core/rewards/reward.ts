/** A reward of the points mall, as the merchant wrote it. One document each: a catalogue may be long. */
import * as v from 'valibot';

const whole = (from: number, to: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to));
const word = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const text = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));
const code = v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]{0,31}$/));
const picture = v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(300));
const instant = v.nullable(whole(0, 4_102_444_800_000));

export const PERIODS = ['day', 'week', 'month', 'year', 'ever'] as const;
export const QUANTITY_MAX = 20;

export const rewardSchema = v.pipe(
  v.strictObject({
    _id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,24}$/)),
    shape: v.literal(1),
    /** Grows with every change. */
    version: whole(1, 1_000_000),
    state: v.picklist(['on', 'off']),
    /** Order of display, smaller first; sold-out ones are moved behind by the timer (see `rankOf`). */
    order: whole(0, 1_000_000),
    /** What the list is sorted by: `order`, plus SOLD_OUT_RANK while nothing is left. */
    rank: whole(0, 3_000_000),
    featured: v.boolean(),
    kind: v.picklist(['goods', 'service', 'coupon', 'trial']),
    name: word(30),
    summary: text(60),
    category: code,
    pictures: v.pipe(v.array(picture), v.maxLength(8)),
    detail: v.pipe(v.array(v.strictObject({ heading: text(30), text: text(1_000) })), v.maxLength(12)),
    worthFen: whole(0, 100_000_000),
    price: v.strictObject({ points: whole(0, 10_000_000), cashFen: whole(0, 10_000_000) }),
    /** On redemption, on days of the week or of the month: the points price times `rate` percent, rounded up. The best holds. */
    discounts: v.pipe(
      v.array(
        v.strictObject({
          name: word(12),
          weekdays: v.pipe(v.array(whole(1, 7)), v.maxLength(7)),
          monthDays: v.pipe(v.array(whole(1, 31)), v.maxLength(31)),
          rate: whole(1, 99),
        }),
      ),
      v.maxLength(5),
    ),
    window: v.strictObject({ from: instant, until: instant }),
    /** All hold; none: for every member. */
    terms: v.strictObject({
      tiers: v.pipe(v.array(code), v.maxLength(10)),
      /** For tiers with the right to exclusive goods. */
      exclusive: v.boolean(),
      /** Days in a row that must be running today. */
      streak: whole(0, 366),
      /** Code of a right that a streak has earned; one is used up. */
      right: v.nullable(code),
      tags: v.pipe(v.array(word(20)), v.maxLength(10)),
    }),
    limit: v.nullable(v.strictObject({ count: whole(1, 1_000), period: v.picklist(PERIODS) })),
    /** Units are counted in stock 'reward:<_id>'; false: there are always more. */
    counted: v.boolean(),
    ways: v.pipe(v.array(v.picklist(['delivery', 'pickup'])), v.maxLength(2)),
    /** Where it can be collected; none: every store. */
    stores: v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(200)),
    /** Days within which it has to be collected, the day it was taken not counted. */
    collectDays: whole(0, 366),
    /** Of kind 'coupon': what it brings. */
    coupon: v.nullable(v.strictObject({ template: code, count: whole(1, 10) })),
  }),
  v.forward(
    v.check(({ kind, coupon }) => (kind === 'coupon') === (coupon !== null), 'a coupon reward brings a coupon'),
    ['coupon'],
  ),
  v.forward(
    v.check(({ kind, ways }) => (kind === 'coupon') === (ways.length === 0), 'how it is collected'),
    ['ways'],
  ),
  v.forward(
    v.check(({ ways, collectDays }) => !ways.includes('pickup') || collectDays > 0, 'days to collect it'),
    ['collectDays'],
  ),
  v.forward(
    v.check(
      ({ window: { from, until } }) => from === null || until === null || from < until,
      'the window ends after it begins',
    ),
    ['window'],
  ),
);

export type Reward = v.InferOutput<typeof rewardSchema>;
