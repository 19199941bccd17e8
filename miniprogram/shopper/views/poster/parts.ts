import { fitted, type Mark, type Measure, type Text } from '../drawing';
import { MARGIN } from './band';
import type { PosterFacts } from './facts';

export const LOGO = 72;
const NAME = { x: MARGIN + LOGO + 20, size: 36, least: 28 };

/** Logo and name of the shop in one row, from the left margin to `right` at most. */
export function shopRow(
  { shop, colours }: PosterFacts,
  { y, right, ink }: { y: number; right: number; ink: string },
  measure: Measure,
): Mark[] {
  const named = shopName(shop.name, right - NAME.x, measure);
  return [
    {
      kind: 'picture',
      box: { x: MARGIN, y, width: LOGO, height: LOGO },
      radius: 16,
      picture: 'logo',
      otherwise: { letter: shop.initial, ground: colours.brand, ink: colours.onBrand },
    },
    { kind: 'text', x: NAME.x, y: y + LOGO / 2, ...named, bold: true, colour: ink, align: 'left' },
  ];
}

function shopName(name: string, width: number, measure: Measure): { words: string; size: number } {
  return fitted(name, { width, size: NAME.size, least: NAME.least, bold: true }, measure);
}

/** Right end of the row. */
export function shopRowEnd({ shop }: PosterFacts, right: number, measure: Measure): number {
  const { words, size } = shopName(shop.name, right - NAME.x, measure);
  return NAME.x + measure(words, size, true);
}

export function hero(words: string, at: { x: number; y: number; size: number; ink: string }): Text {
  const { x, y, size, ink } = at;
  return { kind: 'text', x, y, words, size, bold: true, colour: ink, align: 'left' };
}
