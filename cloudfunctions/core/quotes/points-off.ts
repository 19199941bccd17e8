/** Points off the price of an order, by the programme's rate. Pure. */
import type { ErrorCode } from '../../../typings/api/envelope';
import type { Fen, Points } from '../../../typings/domain';
import type { Programme } from '../programme';

export interface PointsOff {
  /** What is taken off; 0 when nothing was asked, or what was asked is refused. */
  points: Points;
  fen: Fen;
  /** The most that this order and this member allow. */
  maxPoints: Points;
  maxFen: Fen;
  /** The rate: points go in whole steps of `perPoints`. */
  perPoints: Points;
  perFen: Fen;
  /** Why what was asked is not taken off; null when it is, or nothing was asked. */
  refusal: ErrorCode | null;
}

/**
 * Laws: never more than the rate's share of what is left to pay, never more than the member can spend, never part of a
 * step, and what is taken off never passes what is left.
 * @param leftFen to pay after coupons
 * @param asked 0 or more
 * @returns null where points buy rewards alone
 */
export function pointsOff(
  rate: Programme['deduction'],
  leftFen: Fen,
  asked: Points,
  spendable: Points,
): PointsOff | null {
  if (!rate) return null;
  const { points: perPoints, fen: perFen, minimumFen, maxRate } = rate;
  const fitting = leftFen < minimumFen ? 0 : Math.floor(shareOf(leftFen, maxRate) / perFen);
  const affordable = Math.floor(Math.max(0, spendable) / perPoints);
  const most = Math.min(fitting, affordable);
  const refusal = asked === 0 ? null : whyNotOff({ asked, perPoints, leftFen, minimumFen, fitting, affordable });
  const steps = refusal === null ? asked / perPoints : 0;
  return {
    points: (steps * perPoints) as Points,
    fen: (steps * perFen) as Fen,
    maxPoints: (most * perPoints) as Points,
    maxFen: (most * perFen) as Fen,
    perPoints: perPoints as Points,
    perFen: perFen as Fen,
    refusal,
  };
}

interface Asked {
  asked: number;
  perPoints: number;
  leftFen: number;
  minimumFen: number;
  /** Steps that the order allows, and that the member can pay. */
  fitting: number;
  affordable: number;
}

function whyNotOff({ asked, perPoints, leftFen, minimumFen, fitting, affordable }: Asked): ErrorCode | null {
  if (!Number.isSafeInteger(asked) || asked < 0 || asked % perPoints !== 0) return 'DEDUCTION_STEP';
  if (leftFen < minimumFen) return 'DEDUCTION_MINIMUM';
  if (asked / perPoints > fitting) return 'DEDUCTION_TOO_MUCH';
  return asked / perPoints > affordable ? 'INSUFFICIENT' : null;
}

/** Whole fen, rounded down; an order's amount times a percentage stays a safe integer. */
function shareOf(fen: number, rate: number): number {
  return Math.floor((fen * rate) / 100);
}
