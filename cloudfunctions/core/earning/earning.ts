/** Earning rules as data: when what holds, give what. */
import * as v from 'valibot';
import type { Occasion } from './event';
import { conditionKinds, giveKinds } from './kinds';

export const RULES_MAX = 50;
/** All multipliers together, hundredths. A cap is never absent: an uncapped stack gives the shop away. */
export const CAP_MAX = 1_000;

const occasions = ['order', 'checkin', 'join', 'birthday', 'visit'] as const satisfies Occasion[];

type SchemasOf<List extends readonly { schema: unknown }[]> = { -readonly [I in keyof List]: List[I]['schema'] };

const schemasOf = <const List extends readonly { schema: unknown }[]>(list: List) =>
  list.map(({ schema }) => schema) as SchemasOf<List>;

const ruleSchema = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]{0,31}$/)),
  /** The merchant's word for it: 会员日. */
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20)),
  on: v.pipe(
    v.array(v.picklist(occasions)),
    v.minLength(1),
    v.check((list) => new Set(list).size === list.length, 'each once'),
  ),
  /** All of them hold; none: always. */
  when: v.pipe(v.array(v.variant('code', schemasOf(conditionKinds))), v.maxLength(8)),
  give: v.variant('code', schemasOf(giveKinds)),
});

export const earningSchema = v.strictObject({
  rules: v.pipe(v.array(ruleSchema), v.maxLength(RULES_MAX)),
  /** Base × multipliers never exceeds base × cap; hundredths. */
  cap: v.pipe(v.number(), v.safeInteger(), v.minValue(100), v.maxValue(CAP_MAX)),
});

export type Earning = v.InferOutput<typeof earningSchema>;
export type EarningRule = Earning['rules'][number];
export type Condition = EarningRule['when'][number];
export type Give = EarningRule['give'];
