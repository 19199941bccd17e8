import type { Box, Mark, Measure } from '../drawing';
import { MARGIN, TOP, WIDTH } from './band';
import { INK, INK_2, SURFACE } from './colours';
import type { PosterFacts } from './facts';
import { extraLines, giftLarge } from './gift';
import { hero, LOGO, shopRow, shopRowEnd } from './parts';

const ALL: Box = { x: 0, y: 0, width: WIDTH, height: TOP };
const LABEL = { width: 580, pad: 44 };
const EXTRA = { size: 32, line: 46, most: 2 };
const TILE = 300;
const SEAL: Box = { x: 708, y: 560, width: 240, height: 240 };

/** What the shop is proud of, with a price tag laid on it. */
export function photoTop(facts: PosterFacts, measure: Measure, came: ReadonlySet<string>): Mark[] {
  const { ink } = facts.colours;
  const inner = LABEL.width - 2 * LABEL.pad;
  const width = { x: MARGIN + LABEL.pad, width: inner };
  const lines = Math.min(facts.figure === '' ? facts.extras.length - 1 : facts.extras.length, EXTRA.most);
  const extrasHigh = lines > 0 ? lines * EXTRA.line + 16 : 0;
  const bottom = TOP - MARGIN - LABEL.pad + 4;
  const gift = giftLarge(facts, { ...width, bottom: bottom - extrasHigh, size: 150, ink }, measure);
  const head = gift.top - 18;
  const top = head - 24 - LABEL.pad;
  const label: Box = { x: MARGIN, y: top, width: LABEL.width, height: TOP - MARGIN - top };
  return [
    ...(came.has('photo') ? photograph(facts, measure) : sign(facts)),
    { kind: 'fill', box: label, radius: 28, colour: SURFACE },
    hero(facts.hero, { x: width.x, y: head, size: 38, ink: INK }),
    ...gift.marks,
    ...extraLines(gift.rest, { ...width, y: bottom - (lines - 0.5) * EXTRA.line, ...EXTRA, ink: INK_2 }, measure),
  ];
}

/** The shop's name on a plate of its own: what is under it may have any colour. */
function photograph(facts: PosterFacts, measure: Measure): Mark[] {
  const right = WIDTH - MARGIN - 28;
  const plate: Box = {
    x: MARGIN - 16,
    y: MARGIN - 16,
    width: shopRowEnd(facts, right, measure) - MARGIN + 16 + 28,
    height: LOGO + 32,
  };
  return [
    { kind: 'picture', box: ALL, radius: 0, picture: 'photo', otherwise: null },
    { kind: 'seal', box: SEAL, turn: -8, colour: SURFACE, alpha: 0.08 },
    { kind: 'fill', box: plate, radius: 28, colour: SURFACE },
    ...shopRow(facts, { y: MARGIN, right, ink: INK }, measure),
  ];
}

/** No photograph: the shop's sign, its first character as on a plate over the door. */
function sign({ shop, colours }: PosterFacts): Mark[] {
  return [
    { kind: 'fill', box: ALL, radius: 0, colour: colours.soft },
    { kind: 'seal', box: SEAL, turn: -8, colour: colours.brand, alpha: 0.08 },
    {
      kind: 'picture',
      box: { x: (WIDTH - TILE) / 2, y: 96, width: TILE, height: TILE },
      radius: 64,
      picture: 'logo',
      otherwise: { letter: shop.initial, ground: colours.brand, ink: colours.onBrand },
    },
  ];
}
