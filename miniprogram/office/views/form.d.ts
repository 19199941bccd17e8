/** How an editor asks: fields as data, drawn by components/form. Pure. */

import type { PictureUse } from '../../../typings/api/shop';

export type { PictureUse };

/** What stands behind a number, said after it. Factors are hundredths (150: 1.5 倍), rates percent of the price (95: 9.5 折). */
export type Unit = 'points' | 'days' | 'months' | 'hours' | 'minutes' | 'times' | 'pieces' | 'people' | 'growth' | '';

export interface Choice {
  value: string | number;
  label: string;
  hint?: string;
}

interface Asked {
  /** Path in the draft: 'price.points'. */
  name: string;
  label: string;
  /** One sentence below it. */
  hint?: string;
  required?: boolean;
}

export type Field =
  | (Asked & { type: 'line'; max: number; placeholder?: string })
  | (Asked & { type: 'text'; max: number; placeholder?: string })
  | (Asked & { type: 'whole'; from: number; to: number; unit: Unit })
  /** Whole fen, keyed in yuan. */
  | (Asked & { type: 'money'; from: number; to: number })
  | (Asked & { type: 'factor'; from: number; to: number })
  | (Asked & { type: 'rate'; from: number; to: number })
  | (Asked & { type: 'choice'; options: readonly Choice[] })
  | (Asked & { type: 'choices'; options: readonly Choice[]; max: number })
  | (Asked & { type: 'switch' })
  /** A DayKey; an instant is asked as day and time in the programme's zone. */
  | (Asked & { type: 'day' })
  /** '2026-11-22 09:30' in that zone: the server makes an instant of it, the phone computes no zones. */
  | (Asked & { type: 'moment' })
  /** '09:30' */
  | (Asked & { type: 'time' })
  | (Asked & { type: 'colour' })
  /** cloud:// ids of accepted pictures; `max` 1 holds one or null. */
  | (Asked & { type: 'pictures'; use: PictureUse; max: number });

/** Values by field name; errors by field name, a sentence each. */
export type Values = Readonly<Record<string, unknown>>;
export type Errors = Readonly<Record<string, string>>;

/** One card of an editor. */
export interface Section {
  title: string;
  hint?: string;
  fields: readonly Field[];
}
