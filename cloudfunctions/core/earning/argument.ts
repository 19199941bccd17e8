/** Arguments of conditions and gives: how each is checked, and how a form asks for it. One source for both. */
import * as v from 'valibot';
import type { DayKey } from '../../../typings/domain';
import { isDayKey } from '../calendar';
import { grantSchema } from '../templates';

/** What stands behind a number. Factors are hundredths: 150 is 1.5 times. */
export type Unit = 'fen' | 'points' | 'hundredths' | 'pieces';

/** How a form asks for an argument. Labels are the shopkeeper's words, in simplified Chinese. */
export type Field =
  | { type: 'whole'; label: string; from: number; to: number; unit: Unit }
  | { type: 'choices'; label: string; options: { value: string | number; label: string }[] }
  | { type: 'codes'; label: string; of: 'tiers' | 'stores'; max: number }
  | { type: 'code'; label: string; of: 'templates' }
  | { type: 'day'; label: string };

export interface Argument<Schema extends v.GenericSchema = v.GenericSchema> {
  schema: Schema;
  field: Field;
}

export type Arguments = Record<string, Argument>;
export type Values<Args extends Arguments> = { [Name in keyof Args]: v.InferOutput<Args[Name]['schema']> };
export type Entries<Args extends Arguments> = { [Name in keyof Args]: Args[Name]['schema'] };

export function entriesOf<Args extends Arguments>(args: Args): Entries<Args> {
  return Object.fromEntries(Object.entries(args).map(([name, { schema }]) => [name, schema])) as Entries<Args>;
}

export function whole(label: string, unit: Unit, from: number, to: number) {
  return {
    schema: v.pipe(v.number(), v.safeInteger(), v.minValue(from), v.maxValue(to)),
    field: { type: 'whole' as const, label, from, to, unit },
  };
}

/** One or more of a fixed list, each once. */
export function choices<const Value extends string | number>(
  label: string,
  options: readonly { value: Value; label: string }[],
) {
  const values = options.map(({ value }) => value);
  return {
    schema: v.pipe(
      v.array(v.custom<Value>((given) => (values as unknown[]).includes(given), 'one of the list')),
      v.minLength(1),
      v.maxLength(values.length),
      v.check((list) => new Set(list).size === list.length, 'each once'),
    ),
    field: { type: 'choices' as const, label, options: [...options] },
  };
}

/** One or more of the merchant's own tiers or stores, by code; that they exist is checked with the whole programme. */
export function codes(label: string, of: 'tiers' | 'stores', max: number) {
  const code = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/));
  return {
    schema: v.pipe(
      v.array(code),
      v.minLength(1),
      v.maxLength(max),
      v.check((list) => new Set(list).size === list.length, 'each once'),
    ),
    field: { type: 'codes' as const, label, of, max },
  };
}

/** One of the merchant's coupon templates; that it exists and is on is checked with the whole programme. */
export function template(label: string) {
  return { schema: grantSchema.entries.template, field: { type: 'code' as const, label, of: 'templates' as const } };
}

export function day(label: string) {
  return {
    schema: v.custom<DayKey>((given) => typeof given === 'string' && isDayKey(given), 'a day such as 2026-11-21'),
    field: { type: 'day' as const, label },
  };
}
