/** Every kind that a rule can be made of. */
import type { DayKey } from '../../../typings/domain';
import { birthdayMonth } from './conditions/birthday-month';
import { channel } from './conditions/channel';
import { dateRange } from './conditions/date-range';
import { firstOrder } from './conditions/first-order';
import { minimum } from './conditions/minimum';
import { monthDay } from './conditions/month-day';
import { store } from './conditions/store';
import { tier } from './conditions/tier';
import { weekday } from './conditions/weekday';
import type { EarningEvent, Occasion } from './event';
import { coupon } from './gives/coupon';
import { fixed } from './gives/fixed';
import { multiply } from './gives/multiply';
import { perAmount } from './gives/per-amount';
import type { Amount, Names } from './kind';

export const conditionKinds = [
  channel,
  store,
  tier,
  weekday,
  monthDay,
  dateRange,
  birthdayMonth,
  firstOrder,
  minimum,
] as const;

export const giveKinds = [perAmount, fixed, multiply, coupon] as const;

/** A kind whose arguments are only known to itself: what it is given has passed its schema. */
export interface AnyCondition {
  code: string;
  occasions: readonly Occasion[];
  check(args: object, event: EarningEvent): boolean;
  runsOn?(args: object, day: DayKey): boolean;
  phrase(args: object, names: Names): string;
}

export interface AnyGive {
  code: string;
  occasions: readonly Occasion[];
  amount(args: object, event: EarningEvent): Amount;
}

export interface Kinds {
  conditions: ReadonlyMap<string, AnyCondition>;
  gives: ReadonlyMap<string, AnyGive>;
}

export function kindsOf(conditions: readonly AnyCondition[], gives: readonly AnyGive[]): Kinds {
  return {
    conditions: new Map(conditions.map((kind) => [kind.code, kind])),
    gives: new Map(gives.map((kind) => [kind.code, kind])),
  };
}

export const standardKinds = kindsOf(conditionKinds, giveKinds);

export function conditionOf(kinds: Kinds, code: string): AnyCondition {
  const kind = kinds.conditions.get(code);
  if (!kind) throw new Error(`no condition is called ${code}`);
  return kind;
}

export function giveOf(kinds: Kinds, code: string): AnyGive {
  const kind = kinds.gives.get(code);
  if (!kind) throw new Error(`nothing to give is called ${code}`);
  return kind;
}
