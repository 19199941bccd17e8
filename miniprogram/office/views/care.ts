/** Limits of corrections and the value of a point, as they are edited. Pure. */
import type { CareLimits } from '../../../typings/api/shop';
import type { ShopWords } from '../words/shop/zh-Hans';
import type { Section } from './form';

export interface CareDraft {
  alone: CareLimits['alone'];
  pointValue: { on: boolean; points: number; fen: number };
}

/** What stands there when a shop begins to think of it: 100 points are worth ¥1. */
const BEGIN = { points: 100, fen: 100 };
const MOST = 1_000_000;

export function careDraft({ alone, pointValue }: CareLimits): CareDraft {
  return { alone, pointValue: { on: pointValue !== null, ...(pointValue ?? BEGIN) } };
}

export function careOf({ alone, pointValue: { on, points, fen } }: CareDraft): CareLimits {
  return { alone, pointValue: on ? { points, fen } : null };
}

export function careSections({ pointValue }: CareDraft, { care: words }: ShopWords): Section[] {
  const limit = (role: keyof CareLimits['alone']) =>
    ({
      type: 'whole',
      name: `alone.${role}`,
      label: words[role],
      from: 0,
      to: MOST,
      unit: 'points',
      required: true,
    }) as const;
  return [
    {
      title: words.sections.alone,
      hint: words.aloneHint,
      fields: [limit('owner'), limit('manager'), limit('operator')],
    },
    {
      title: words.sections.value,
      hint: words.valueHint,
      fields: [
        { type: 'switch', name: 'pointValue.on', label: words.valueOn },
        ...(pointValue.on
          ? ([
              {
                type: 'whole',
                name: 'pointValue.points',
                label: words.points,
                from: 1,
                to: MOST,
                unit: 'points',
                required: true,
              },
              { type: 'money', name: 'pointValue.fen', label: words.fen, from: 0, to: MOST, required: true },
            ] as const)
          : []),
      ],
    },
  ];
}
