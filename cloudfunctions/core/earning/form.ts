/** How a rule is asked for: generated from the kinds, so that a form never lags behind the rules. */
import type { Field } from './argument';
import type { Occasion } from './event';
import { conditionKinds, giveKinds } from './kinds';

export interface KindForm {
  code: string;
  label: string;
  occasions: readonly Occasion[];
  arguments: { name: string; field: Field }[];
}

export function conditionForms(): KindForm[] {
  return conditionKinds.map(formOf);
}

export function giveForms(): KindForm[] {
  return giveKinds.map(formOf);
}

function formOf(kind: (typeof conditionKinds | typeof giveKinds)[number]): KindForm {
  const { code, label, occasions } = kind;
  const fields = Object.entries(kind.arguments) as [string, { field: Field }][];
  return { code, label, occasions, arguments: fields.map(([name, { field }]) => ({ name, field })) };
}
