import type { Box, Mark, Measure } from '../drawing';
import { MARGIN, TOP, WIDTH } from './band';
import { HAIR, MATERIALS } from './colours';
import type { PosterFacts } from './facts';
import { extraLines, giftLarge } from './gift';
import { hero, LOGO, shopRow } from './parts';

const INNER = WIDTH - 2 * MARGIN;
const FOOT = 64;
const EXTRA = { size: 42, line: 58, most: 2 };
const HERO = { size: 60, gap: 36 };

/** As on the member card: top right, turned, 8 %. Never behind words, so they give way to it. */
const SEAL: Box = { x: 704, y: 176, width: 268, height: 268 };
/** A square turned by 8° is so much higher and wider, on each side. */
const TURNED = 18;

/** The member's own card, as large as the poster is wide. */
export function cardTop(facts: PosterFacts, measure: Measure): Mark[] {
  const { from, to, light, ink } = MATERIALS[facts.material];
  const lines = Math.min(facts.figure === '' ? facts.extras.length - 1 : facts.extras.length, EXTRA.most);
  const extrasHigh = lines > 0 ? lines * EXTRA.line + 28 : 0;
  const standing = { x: MARGIN, bottom: TOP - FOOT - extrasHigh, size: 300, ink };
  const free = giftLarge(facts, { ...standing, width: INNER }, measure);
  const meets = free.top < SEAL.y + SEAL.height + TURNED && free.right > SEAL.x - TURNED - 16;
  const gift = meets ? giftLarge(facts, { ...standing, width: SEAL.x - TURNED - 16 - MARGIN }, measure) : free;
  return [
    { kind: 'material', box: { x: 0, y: 0, width: WIDTH, height: TOP }, from, to, light, hair: HAIR },
    { kind: 'seal', box: SEAL, turn: -8, colour: ink, alpha: 0.08 },
    ...shopRow(facts, { y: MARGIN, right: WIDTH - MARGIN, ink }, measure),
    hero(facts.hero, { x: MARGIN, y: Math.max(gift.top - HERO.gap, MARGIN + LOGO + 80), size: HERO.size, ink }),
    ...gift.marks,
    ...extraLines(
      gift.rest,
      { x: MARGIN, y: TOP - FOOT - (lines - 0.5) * EXTRA.line, width: INNER, ...EXTRA, ink },
      measure,
    ),
  ];
}
