/** A picture as a list of marks: laid out by pure functions, painted by services/paint.ts. Lengths are pixels of the picture. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What stands in for a picture that did not come: the first character of a name on a tinted ground. */
export interface Initial {
  letter: string;
  ground: string;
  ink: string;
}

export type Mark =
  | { kind: 'fill'; box: Box; radius: number; colour: string }
  /** A member card's material: gradient at 135°, light from the top right, hairlines. */
  | { kind: 'material'; box: Box; from: string; to: string; light: string; hair: string }
  /** A ticket with a perforation `stub` from its left edge. */
  | { kind: 'ticket'; box: Box; radius: number; stub: number; ground: string; stubGround: string; dots: string }
  /** 回 as a square in a square, turned by degrees. */
  | { kind: 'seal'; box: Box; turn: number; colour: string; alpha: number }
  | { kind: 'rule'; x: number; y: number; width: number; colour: string; dashed: boolean }
  /** `x` is the left edge, the middle or the right edge by `align`; `y` the middle of the line. */
  | { kind: 'text'; x: number; y: number; words: string; size: number; bold: boolean; colour: string; align: Align }
  | { kind: 'picture'; box: Box; radius: number; picture: string; otherwise: Initial | null };

export type Align = 'left' | 'center' | 'right';
export type Text = Extract<Mark, { kind: 'text' }>;

export interface Drawing {
  width: number;
  height: number;
  ground: string;
  marks: Mark[];
}

/** Width of words in the system's font, as the canvas measures it. */
export type Measure = (words: string, size: number, bold: boolean) => number;

/** Lays a picture out; it is told which of its pictures came. Null: without those that are missing there is none. */
export type Layout = (measure: Measure, came: ReadonlySet<string>) => Drawing | null;

/** The largest size at which the words fit into the width; below the least size they are cut. */
export function fitted(
  words: string,
  { width, size, least, bold }: { width: number; size: number; least: number; bold: boolean },
  measure: Measure,
): { words: string; size: number } {
  for (let at = size; at >= least; at -= 2) {
    if (measure(words, at, bold) <= width) return { words, size: at };
  }
  return { words: cut(words, (each) => measure(each, least, bold) <= width), size: least };
}

/** The longest beginning that fits with an ellipsis. */
export function cut(words: string, fits: (words: string) => boolean): string {
  if (fits(words)) return words;
  const letters = [...words];
  while (letters.length > 0 && !fits(`${letters.join('')}…`)) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** A Latin word, a space, or a Chinese character with what may not begin or end a line without it: ，。」 and 「. */
const PIECES = /[\u0021-\u007e]+|\s|[\u300c\uff08]*[^\s][\u3001\u3002\uff0c\uff01\uff1f\uff1a\uff1b\u300d\uff09]*/gu;

/** Lines of at most `width`, at most `most` of them; the last one is cut when there is more. Latin words stay whole. */
export function wrapped(words: string, width: number, most: number, measureLine: (words: string) => number): string[] {
  const pieces = words.match(PIECES) ?? [];
  const lines: string[] = [];
  let line = '';
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] as string;
    if (line === '' || measureLine(line + piece) <= width) {
      line += line === '' ? piece.trimStart() : piece;
      continue;
    }
    if (lines.length === most - 1) {
      const rest = line + pieces.slice(index).join('');
      return [...lines, cut(rest, (each) => measureLine(each) <= width)];
    }
    lines.push(line.trimEnd());
    line = piece.trimStart();
  }
  const last = cut(line, (each) => measureLine(each) <= width);
  return last === '' ? lines : [...lines, last];
}

/** Where a text stands: from its top to its bottom, a line being a quarter higher than its size. */
export function boxOf({ x, y, words, size, bold, align }: Text, measure: Measure): Box {
  const width = measure(words, size, bold);
  const height = size * 1.25;
  const left = align === 'left' ? x : align === 'center' ? x - width / 2 : x - width;
  return { x: left, y: y - height / 2, width, height };
}
