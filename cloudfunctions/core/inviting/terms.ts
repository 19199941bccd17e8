/** What the programme promises for inviting and for friends' help. There is nothing here to reward sharing with. */
import * as v from 'valibot';
import { grantsSchema } from '../templates';

const whole = (from: number, to: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to));
const code = v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]{0,31}$/));
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20));
const dayKey = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));

/** Fixed, and known in advance: WeChat's rules forbid a random result for those who help. */
const reward = { points: whole(0, 100_000), coupons: v.exactOptional(grantsSchema) };
const rewardSchema = v.strictObject(reward);
export type Reward = v.InferOutput<typeof rewardSchema>;

export const referralSchema = v.strictObject({
  /** A new code begins new counts for `inAll` and a new budget. */
  campaign: code,
  /** For the inviter, when the friend has joined. */
  registered: v.nullable(rewardSchema),
  /** For the inviter, when the friend's first order can no longer be returned. */
  firstOrder: v.nullable(v.strictObject({ ...reward, minimumFen: whole(0, 100_000_000), withinDays: whole(1, 365) })),
  /** For the friend, beside what everybody gets for joining. */
  friend: v.nullable(rewardSchema),
  /** So many friends of one inviter are rewarded in a day, and in the campaign. */
  perDay: whole(1, 100),
  inAll: whole(1, 10_000),
  /** Points that the campaign may cost in all; null: what the limits allow. */
  budget: v.nullable(whole(1, 100_000_000)),
  /** From how many on somebody looks at it; `risk`: ask WeChat about the friend. */
  review: v.strictObject({
    sameAddress: whole(2, 100),
    tenMinutes: whole(2, 100),
    risk: v.picklist(['ask', 'off']),
  }),
});
export type ReferralTerms = v.InferOutput<typeof referralSchema>;

export const assistSchema = v.strictObject({
  campaign: code,
  name,
  helpers: whole(1, 20),
  hours: whole(1, 168),
  reward: rewardSchema,
  firstDay: dayKey,
  lastDay: dayKey,
  /** So many times a member may start one, and so many others a member may help in a day. */
  perMember: whole(1, 10),
  helpsPerDay: whole(1, 20),
  budget: v.nullable(whole(1, 100_000_000)),
});
export type AssistTerms = v.InferOutput<typeof assistSchema>;
