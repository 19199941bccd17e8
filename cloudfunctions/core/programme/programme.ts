import * as v from 'valibot';
import { isZone } from '../calendar';
import { earningSchema } from '../earning';
import { assistSchema, referralSchema } from '../inviting';
import { grantsSchema } from '../templates';
import { tiersSchema } from '../tiers';

const whole = (from: number, to: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to));
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20));

const MILESTONE_STREAK_MAX = 366;

const milestone = v.strictObject({
  /** Days in a row. */
  streak: whole(2, MILESTONE_STREAK_MAX),
  /** Again at every multiple of `streak`; otherwise once in a run. */
  every: v.boolean(),
  points: whole(0, 100_000),
  /** The day's base, multiplied; hundredths, 100 = as it is. */
  factor: whole(100, 1000),
  /** A right instead of, or beside, the points; the merchant's own word for it. */
  right: v.nullable(v.strictObject({ code: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]{0,31}$/)), name })),
  /** Coupons beside it. */
  coupons: v.exactOptional(grantsSchema),
});

const step = v.strictObject({ from: whole(1, 366), points: whole(0, 100_000) });

/** Points of a day by its place in the run: the last step whose `from` has been reached. */
const steps = v.pipe(
  v.array(step),
  v.minLength(1),
  v.maxLength(31),
  v.check((list) => list[0]?.from === 1, 'the first step begins on day 1'),
  v.check((list) => list.every((each, i) => i === 0 || each.from > (list[i - 1]?.from ?? 0)), 'steps ascend'),
);

/** The rules of the shop's membership, as data. */
export const programmeSchema = v.strictObject({
  shape: v.literal(2),
  /** Grows with every published change; each ledger entry keeps the one it was made under. */
  version: whole(1, 1_000_000),
  /** IANA name; days and months of the programme are this zone's. */
  zone: v.pipe(v.string(), v.check(isZone, 'a time zone such as Asia/Shanghai')),
  validity: v.variant('kind', [
    /** Points end with the month that is `months` months after the one they were earned in. */
    v.strictObject({ kind: v.literal('rolling'), months: whole(1, 60) }),
    /** Points end with the next end of `month` (12: the calendar year) that is at least `years` years away from the one running. */
    v.strictObject({ kind: v.literal('fixed'), month: whole(1, 12), years: whole(0, 4) }),
  ]),
  /** Points of an order wait until it can no longer be returned. 0 days: they can be spent at once. */
  waiting: v.strictObject({
    days: whole(0, 60),
    from: v.picklist(['paid', 'completed']),
    /** With 'completed': an order of which nothing more is heard counts as completed after so many days. */
    completeAfterDays: whole(0, 60),
  }),
  /** What happens when refunded points are already spent: the rest is waived, or the member owes it. */
  refund: v.strictObject({ shortfall: v.picklist(['waive', 'debt']) }),
  checkIn: v.strictObject({
    steps,
    milestones: v.pipe(v.array(milestone), v.maxLength(12)),
    /** Cards that fill missed days; 0 a month switches them off. */
    makeUp: v.strictObject({ perMonth: whole(0, 31), windowDays: whole(1, 30) }),
  }),
  earning: earningSchema,
  /** Growth: one for every `perFen` fen of an order (null: spending brings none), and for set actions. */
  growth: v.strictObject({
    perFen: v.nullable(whole(1, 1_000_000)),
    checkIn: whole(0, 10_000),
    join: whole(0, 100_000),
  }),
  /**
   * Points off the price of an order: every `points` take off `fen`; on orders of at least `minimumFen`, and at most
   * `maxRate` percent of what is left after coupons. Null: points buy rewards alone.
   */
  deduction: v.exactOptional(
    v.nullable(
      v.strictObject({
        points: whole(1, 1_000_000),
        fen: whole(1, 1_000_000),
        minimumFen: whole(0, 100_000_000),
        maxRate: whole(1, 100),
      }),
    ),
  ),
  /** What friends bring. Null: nothing. */
  referral: v.exactOptional(v.nullable(referralSchema)),
  /** Friends' help, one campaign at a time. Null: none. */
  assist: v.exactOptional(v.nullable(assistSchema)),
  /** Check-in at a store: what it brings are earning rules on the occasion 'visit'; a member may visit so many stores in a day. */
  visits: v.exactOptional(v.nullable(v.strictObject({ perDay: whole(1, 10) }))),
  /** Who has been a member for fewer days has no birthday reward yet; it comes on the day, or on the first of its month. */
  birthday: v.strictObject({ minimumDays: whole(0, 366), on: v.picklist(['day', 'month']) }),
  tiers: tiersSchema,
});

export type Programme = v.InferOutput<typeof programmeSchema>;
export type CheckInProgramme = Programme['checkIn'];
export type Milestone = CheckInProgramme['milestones'][number];
