/** What a kind of condition and a kind of give are. A new kind is one file and one line in kinds.ts. */
import * as v from 'valibot';
import type { DayKey } from '../../../typings/domain';
import type { Grant } from '../templates';
import { type Arguments, type Entries, entriesOf, type Values } from './argument';
import type { EarningEvent, Occasion } from './event';

/** The merchant's words for codes, so that a condition can be told. */
export interface Names {
  tier(code: string): string;
  store(id: string): string;
}

interface Kind<Code extends string, Args extends Arguments> {
  code: Code;
  /** The shopkeeper's word, in simplified Chinese. */
  label: string;
  arguments: Args;
  /** On which occasions it means anything. */
  occasions: readonly Occasion[];
}

interface ConditionRules<Code extends string, Args extends Arguments> extends Kind<Code, Args> {
  check(args: Values<Args>, event: EarningEvent): boolean;
  /** Only of a condition that is decided by the day alone. */
  runsOn?(args: Values<Args>, day: DayKey): boolean;
  /** What the phone words it from: see `when` in typings/codes.d.ts. Empty for a condition without arguments. */
  phrase(args: Values<Args>, names: Names): string;
}

type Stored<Code extends string, Args extends Arguments> = v.StrictObjectSchema<
  { code: v.LiteralSchema<Code, undefined> } & Entries<Args>,
  undefined
>;

export type ConditionKind<Code extends string = string, Args extends Arguments = Arguments> = ConditionRules<
  Code,
  Args
> & { schema: Stored<Code, Args> };

/**
 * What a give brings. `base` is multiplied, `extra` is added afterwards and never multiplied, `factor` multiplies
 * (hundredths); `grants` are coupons and no points.
 */
export type Amount = { base: number } | { extra: number } | { factor: number } | { grants: readonly Grant[] };

interface GiveRules<Code extends string, Args extends Arguments> extends Kind<Code, Args> {
  amount(args: Values<Args>, event: EarningEvent): Amount;
}

export type GiveKind<Code extends string = string, Args extends Arguments = Arguments> = GiveRules<Code, Args> & {
  schema: Stored<Code, Args>;
};

export const EVERY_OCCASION: readonly Occasion[] = ['order', 'checkin', 'join', 'birthday', 'visit'];

export function condition<const Code extends string, Args extends Arguments>(
  rules: ConditionRules<Code, Args>,
): ConditionKind<Code, Args> {
  return { ...rules, schema: storedAs(rules) };
}

export function give<const Code extends string, Args extends Arguments>(
  rules: GiveRules<Code, Args>,
): GiveKind<Code, Args> {
  return { ...rules, schema: storedAs(rules) };
}

function storedAs<Code extends string, Args extends Arguments>(kind: Kind<Code, Args>): Stored<Code, Args> {
  return v.strictObject({ code: v.literal(kind.code), ...entriesOf(kind.arguments) });
}
