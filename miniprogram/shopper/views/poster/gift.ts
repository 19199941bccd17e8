import { cut, fitted, type Measure, type Text, wrapped } from '../drawing';
import type { PosterFacts } from './facts';

export interface Large {
  marks: Text[];
  /** Coupons that are still to be said. */
  rest: string[];
  /** Of the large line or lines. */
  top: number;
  right: number;
}

/**
 * What the friend gets, large, standing on `bottom`: the figure with its unit beside it, or, where there are no points, the
 * first coupon's name, or what membership is good for.
 */
export function giftLarge(
  { figure, unit, extras, plain }: PosterFacts,
  at: { x: number; bottom: number; width: number; size: number; ink: string },
  measure: Measure,
): Large {
  const { x, bottom, width, size, ink } = at;
  if (figure === '') {
    const [first = plain, ...rest] = extras;
    const marks = named(first, { ...at, size: Math.round(size * 0.34), middle: null }, measure);
    return { marks, rest, top: topOf(marks), right: x + width };
  }
  const gap = Math.round(size * 0.08);
  let big = size;
  // Figure and unit shrink together: a hundred thousand is as legible as five.
  while (big > 60 && measure(figure, big, true) + gap + measure(unit, unitSize(big), true) > width) big -= 4;
  const small = unitSize(big);
  const y = bottom - big * 0.42;
  const after = x + measure(figure, big, true) + gap;
  const marks = [
    large(figure, x, y, big, ink, 'left'),
    // Chinese and figures sit alike within their size: both stand on one line.
    large(unit, after, y + (big - small) * 0.36, small, ink, 'left'),
  ];
  return { marks, rest: extras, top: y - big * 0.5, right: after + measure(unit, small, true) };
}

/** The same in the narrow stub of a ticket: the figure over its unit, in the middle. */
export function giftStacked(
  { figure, unit, extras, plain }: PosterFacts,
  at: { x: number; middle: number; width: number; size: number; ink: string },
  measure: Measure,
): Large {
  const { x, middle, width, size, ink } = at;
  if (figure === '') {
    const [first = plain, ...rest] = extras;
    const marks = named(first, { ...at, bottom: 0, size: Math.round(size * 0.3) }, measure);
    return { marks, rest, top: topOf(marks), right: x + width };
  }
  const big = fitted(figure, { width, size, least: 60, bold: true }, measure);
  const small = fitted(
    unit,
    { width, size: Math.max(36, Math.round(big.size * 0.28)), least: 30, bold: true },
    measure,
  );
  const height = big.size * 0.8 + small.size * 1.4;
  const top = middle - height / 2;
  const centre = x + width / 2;
  const marks = [
    large(big.words, centre, top + big.size * 0.4, big.size, ink, 'center'),
    large(small.words, centre, top + height - small.size * 0.6, small.size, ink, 'center'),
  ];
  return { marks, rest: extras, top, right: x + width };
}

/** Words in up to three lines: standing on `bottom`, or around `middle` and then centred. */
function named(
  words: string,
  at: { x: number; bottom: number; middle: number | null; width: number; size: number; ink: string },
  measure: Measure,
): Text[] {
  const { x, bottom, middle, width, size, ink } = at;
  const line = size * 1.25;
  const lines = wrapped(words, width, 3, (each) => measure(each, size, true));
  const first = middle === null ? bottom - (lines.length - 0.5) * line : middle - ((lines.length - 1) * line) / 2;
  const left = middle === null ? x : x + width / 2;
  return lines.map((each, index) =>
    large(each, left, first + index * line, size, ink, middle === null ? 'left' : 'center'),
  );
}

function topOf(marks: readonly Text[]): number {
  const [first] = marks;
  // Characters fill their size, figures do not: a little more room above.
  return first ? first.y - first.size * 0.8 : 0;
}

function unitSize(size: number): number {
  return Math.max(30, Math.round(size * 0.26));
}

function large(words: string, x: number, y: number, size: number, colour: string, align: Text['align']): Text {
  return { kind: 'text', x, y, words, size, bold: true, colour, align };
}

/** A line for each coupon; what does not fit is cut. */
export function extraLines(
  extras: readonly string[],
  at: { x: number; y: number; width: number; size: number; line: number; most: number; ink: string },
  measure: Measure,
): Text[] {
  const { x, y, width, size, line, most, ink } = at;
  return extras.slice(0, most).map((words, index) => ({
    kind: 'text',
    x,
    y: y + index * line,
    words: cut(words, (each) => measure(each, size, false) <= width),
    size,
    bold: false,
    colour: ink,
    align: 'left',
  }));
}
