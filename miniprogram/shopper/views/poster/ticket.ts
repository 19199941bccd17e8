import type { Box, Mark, Measure } from '../drawing';
import { MARGIN, TOP, WIDTH } from './band';
import { INK, INK_2, INK_3, SURFACE } from './colours';
import type { PosterFacts } from './facts';
import { extraLines, giftStacked } from './gift';
import { hero, shopRow } from './parts';

const TICKET: Box = { x: MARGIN, y: 348, width: WIDTH - 2 * MARGIN, height: 404 };
const STUB = 360;
const PAD = 44;
const SEAL = { side: 124, inset: 36 };

/** A coupon lying on the shop's colour. */
export function ticketTop(facts: PosterFacts, measure: Measure): Mark[] {
  const { brand, onBrand, soft, ink } = facts.colours;
  const { x, y, width, height } = TICKET;
  const stub = { x: x + PAD, middle: y + height / 2, width: STUB - 2 * PAD, size: 190, ink: onBrand };
  const body = { x: x + STUB + PAD + 8, width: width - STUB - 2 * PAD - 8 };
  const gift = giftStacked(facts, stub, measure);
  return [
    { kind: 'fill', box: { x: 0, y: 0, width: WIDTH, height: TOP }, radius: 0, colour: soft },
    ...shopRow(facts, { y: MARGIN, right: WIDTH - MARGIN, ink }, measure),
    hero(facts.hero, { x: MARGIN, y: 246, size: 88, ink }),
    { kind: 'ticket', box: TICKET, radius: 28, stub: STUB, ground: SURFACE, stubGround: brand, dots: soft },
    {
      kind: 'seal',
      box: {
        x: x + width - SEAL.side - SEAL.inset,
        y: y + height - SEAL.side - SEAL.inset,
        width: SEAL.side,
        height: SEAL.side,
      },
      turn: -8,
      colour: brand,
      alpha: 0.08,
    },
    ...gift.marks,
    { kind: 'text', x: body.x, y: y + 82, words: facts.ticket, size: 56, bold: true, colour: INK, align: 'left' },
    ...extraLines(gift.rest, { ...body, y: y + 158, size: 34, line: 48, most: 2, ink: INK_2 }, measure),
    {
      kind: 'text',
      x: body.x,
      y: y + height - 62,
      words: facts.ticketFoot,
      size: 28,
      bold: false,
      colour: INK_3,
      align: 'left',
    },
  ];
}
