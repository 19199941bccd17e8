/** What the staff may correct by themselves, and what a point is worth to the shop. A settings document. */
import * as v from 'valibot';

const whole = (from: number, to: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to));

/** Nobody books more than this in one correction, whoever agrees to it. */
export const ADJUST_MAX = 1_000_000;

export const careSchema = v.strictObject({
  shape: v.literal(1),
  /** Points one correction may bring or take without a second person's consent. */
  alone: v.strictObject({
    owner: whole(0, ADJUST_MAX),
    manager: whole(0, ADJUST_MAX),
    operator: whole(0, ADJUST_MAX),
  }),
  /** So many points are worth so many fen, for the books of the shop; null: what they take off an order's price, if anything. */
  pointValue: v.nullable(v.strictObject({ points: whole(1, 1_000_000), fen: whole(0, 1_000_000) })),
});

export type Care = v.InferOutput<typeof careSchema>;

export const defaultCare: Care = {
  shape: 1,
  alone: { owner: 10_000, manager: 2_000, operator: 500 },
  pointValue: null,
};

/** Fen for points, exact: `fen / points` each; null when the shop has said nothing of it. */
export function pointValueOf(
  { pointValue }: Care,
  deduction: { points: number; fen: number } | null | undefined,
): { points: number; fen: number } | null {
  return pointValue ?? (deduction ? { points: deduction.points, fen: deduction.fen } : null);
}
