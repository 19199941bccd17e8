import { type Box, fitted, type Mark, type Measure, wrapped } from '../drawing';
import { INK, INK_2, INK_3, LINE, PAPER, SURFACE } from './colours';
import type { PosterFacts } from './facts';

/** 3:4; a phone limits a side of a canvas to 1365. */
export const WIDTH = 1000;
export const HEIGHT = 1333;
export const MARGIN = 56;
/** 62 % of the height. */
export const TOP = 826;

const CODE = 220;
/** What a scanner needs around the code, on each side. */
const QUIET = 28;
const PLATE = CODE + 2 * QUIET;
const CAPTION = { size: 28, gap: 22 };
const FACE = 104;
const FACE_GAP = 20;
const LEFT_WIDTH = WIDTH - MARGIN - PLATE - 32 - MARGIN;

const SENTENCE = { size: 38, line: 54 };
const GIFT = { size: 30, line: 42, most: 3 };
const GAP = 32;
const GAP_SMALL = 10;

/** The paper band: who invites, with what words, what the friend gets, and the mini-program code. */
export function band(facts: PosterFacts, measure: Measure): Mark[] {
  return [
    { kind: 'fill', box: { x: 0, y: TOP, width: WIDTH, height: HEIGHT - TOP }, radius: 0, colour: PAPER },
    ...code(facts),
    ...words(facts, measure),
  ];
}

function code({ scan }: PosterFacts): Mark[] {
  const whole = PLATE + CAPTION.gap + CAPTION.size;
  const plate: Box = {
    x: WIDTH - MARGIN - PLATE,
    y: Math.round(TOP + (HEIGHT - TOP - whole) / 2),
    width: PLATE,
    height: PLATE,
  };
  const box: Box = { x: plate.x + QUIET, y: plate.y + QUIET, width: CODE, height: CODE };
  return [
    { kind: 'fill', box: grown(plate, 2), radius: 26, colour: LINE },
    { kind: 'fill', box: plate, radius: 24, colour: SURFACE },
    { kind: 'picture', box, radius: 0, picture: 'code', otherwise: null },
    {
      kind: 'text',
      x: plate.x + PLATE / 2,
      y: plate.y + PLATE + CAPTION.gap + CAPTION.size / 2,
      words: scan,
      size: CAPTION.size,
      bold: false,
      colour: INK_3,
      align: 'center',
    },
  ];
}

function words(facts: PosterFacts, measure: Measure): Mark[] {
  const sentence = wrapped(facts.sentence, LEFT_WIDTH, 2, (line) => measure(line, SENTENCE.size, true));
  const gift = wrapped(facts.gift, LEFT_WIDTH, GIFT.most, (line) => measure(line, GIFT.size, false));
  const height = FACE + GAP + sentence.length * SENTENCE.line + GAP_SMALL + gift.length * GIFT.line;
  let y = Math.round(TOP + (HEIGHT - TOP - height) / 2);
  const marks: Mark[] = [...who(facts, y, measure)];
  y += FACE + GAP;
  const line = (text: string, { size, line: high }: { size: number; line: number }, bold: boolean, colour: string) => {
    marks.push({ kind: 'text', x: MARGIN, y: y + high / 2, words: text, size, bold, colour, align: 'left' });
    y += high;
  };
  for (const each of sentence) line(each, SENTENCE, true, INK);
  y += GAP_SMALL;
  for (const each of gift) line(each, GIFT, false, facts.colours.ink);
  return marks;
}

function who({ name, initial, tier, colours }: PosterFacts, y: number, measure: Measure): Mark[] {
  const x = MARGIN + FACE + FACE_GAP;
  const width = MARGIN + LEFT_WIDTH - x;
  const named = fitted(name, { width, size: 42, least: 28, bold: true }, measure);
  const rank = fitted(tier, { width, size: 28, least: 28, bold: false }, measure);
  return [
    {
      kind: 'picture',
      box: { x: MARGIN, y, width: FACE, height: FACE },
      radius: FACE / 2,
      picture: 'avatar',
      otherwise: { letter: initial, ground: colours.soft, ink: colours.ink },
    },
    { kind: 'text', x, y: y + 32, ...named, bold: true, colour: INK, align: 'left' },
    { kind: 'text', x, y: y + 79, ...rank, bold: false, colour: INK_2, align: 'left' },
  ];
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
