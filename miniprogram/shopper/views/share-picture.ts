/** Pictures of cards that are sent: 5:4 in a chat, 1:1 in Moments. The reward large, the shop small, no words in the outer 8 %. */
import { fitted, type Layout, type Mark, type Measure, type Text, wrapped } from './drawing';
import { INK, PAPER, SURFACE, shopColours } from './poster/colours';

export type ShareKind = 'card' | 'moments';

export interface ShareFacts {
  /** Over the figure: '送你新人礼'. */
  lead: string;
  /** Drawn large: '50', '¥8', '150'; '' when a name says it all, then `detail` is drawn large. */
  figure: string;
  /** Beside the figure: '积分'. */
  unit: string;
  /** Under it: '新人 8 元券 × 1', or the name of what can be taken. */
  detail: string;
  shop: { name: string; initial: string; logo: string | null };
  /** cloud:// photograph of what it is about; null: drawn in the shop's colours. */
  picture: string | null;
  /** The light ones of the shop, as they come with it (`shop.colours.light`). */
  colours: Record<string, string>;
}

const SIZES: Record<ShareKind, { width: number; height: number }> = {
  card: { width: 1000, height: 800 },
  moments: { width: 800, height: 800 },
};

const LOGO = 56;

export function shareLayout(kind: ShareKind, facts: ShareFacts): Layout {
  return (measure, came) => {
    const { width, height } = SIZES[kind];
    const marks = came.has('picture')
      ? onPicture(facts, { width, height }, measure)
      : onColour(facts, { width, height }, measure);
    return { width, height, ground: PAPER, marks };
  };
}

interface Size {
  width: number;
  height: number;
}

/** The outer 8 % stays free of words: WeChat cuts and covers there. */
function free({ width, height }: Size) {
  return { left: width * 0.09, right: width * 0.91, top: height * 0.09, bottom: height * 0.91 };
}

function onColour(facts: ShareFacts, size: Size, measure: Measure): Mark[] {
  const { soft, ink, brand } = shopColours(facts.colours);
  const { left, right, top, bottom } = free(size);
  const seal = size.height * 0.5;
  return [
    { kind: 'fill', box: { x: 0, y: 0, ...size }, radius: 0, colour: soft },
    {
      kind: 'seal',
      box: { x: size.width - seal * 0.72, y: -seal * 0.24, width: seal, height: seal },
      turn: -8,
      colour: brand,
      alpha: 0.08,
    },
    ...shopRow(facts, { x: left, y: top, right: size.width - seal * 0.86, ink }, measure),
    ...reward(facts, { x: left, width: right - left, bottom, ink, size: 280 }, measure),
  ];
}

/** The photograph, and the words on a label at its foot. */
function onPicture(facts: ShareFacts, size: Size, measure: Measure): Mark[] {
  const { ink } = shopColours(facts.colours);
  const { left, right, top, bottom } = free(size);
  const inner = { x: left + 32, width: right - left - 64 };
  const words = reward(facts, { ...inner, bottom: bottom - 28, ink, size: 120 }, measure);
  const [first] = words;
  const head = first ? first.y - first.size * 0.5 - 32 : bottom;
  const right0 = Math.min(right, left + 520);
  const row = shopRow(facts, { x: left + 16, y: top + 12, right: right0 - 24, ink: INK }, measure);
  const [, name] = row;
  const end = name?.kind === 'text' ? name.x + measure(name.words, name.size, true) + 24 : right0;
  return [
    { kind: 'picture', box: { x: 0, y: 0, ...size }, radius: 0, picture: 'picture', otherwise: null },
    {
      kind: 'fill',
      box: { x: left, y: top, width: end - left, height: LOGO + 24 },
      radius: 20,
      colour: SURFACE,
    },
    ...row,
    {
      kind: 'fill',
      box: { x: left, y: head, width: right - left, height: bottom - head },
      radius: 28,
      colour: SURFACE,
    },
    ...words,
  ];
}

function shopRow(
  { shop, colours }: ShareFacts,
  { x, y, right, ink }: { x: number; y: number; right: number; ink: string },
  measure: Measure,
): Mark[] {
  const { brand, onBrand } = shopColours(colours);
  const after = x + LOGO + 16;
  const named = fitted(shop.name, { width: right - after, size: 32, least: 24, bold: true }, measure);
  return [
    {
      kind: 'picture',
      box: { x, y, width: LOGO, height: LOGO },
      radius: 12,
      picture: 'logo',
      otherwise: { letter: shop.initial, ground: brand, ink: onBrand },
    },
    { kind: 'text', x: after, y: y + LOGO / 2, ...named, bold: true, colour: ink, align: 'left' },
  ];
}

/** Standing on `bottom`: lead, figure with its unit, detail; or lead and the detail large. */
function reward(
  { lead, figure, unit, detail }: ShareFacts,
  at: { x: number; width: number; bottom: number; ink: string; size: number },
  measure: Measure,
): Text[] {
  const { x, width, bottom, ink, size } = at;
  const text = (words: string, left: number, y: number, big: number, bold: boolean): Text => ({
    kind: 'text',
    x: left,
    y,
    words,
    size: big,
    bold,
    colour: ink,
    align: 'left',
  });
  const small = Math.max(36, Math.round(size * 0.19));
  const leadFit = fitted(lead, { width, size: small, least: 28, bold: true }, measure);
  if (figure === '') {
    const big = Math.round(size * 0.42);
    const lines = wrapped(detail, width, 2, (line) => measure(line, big, true));
    const first = bottom - (lines.length - 0.5) * big * 1.25;
    return [
      text(leadFit.words, x, first - big * 0.72 - leadFit.size * 0.6, leadFit.size, true),
      ...lines.map((line, index) => text(line, x, first + index * big * 1.25, big, true)),
    ];
  }
  const under = detail === '' ? 0 : small * 1.5;
  const detailFit = fitted(detail, { width, size: Math.round(small * 0.9), least: 28, bold: false }, measure);
  let big = size;
  const unitOf = (of: number) => Math.max(32, Math.round(of * 0.26));
  const whole = (of: number) => measure(figure, of, true) + of * 0.08 + measure(unit, unitOf(of), true);
  while (big > 48 && whole(big) > width) big -= 4;
  const y = bottom - under - big * 0.42;
  return [
    text(leadFit.words, x, y - big * 0.5 - leadFit.size * 0.6, leadFit.size, true),
    text(figure, x, y, big, true),
    text(unit, x + measure(figure, big, true) + big * 0.08, y + (big - unitOf(big)) * 0.36, unitOf(big), true),
    ...(detail === '' ? [] : [text(detailFit.words, x, bottom - detailFit.size * 0.6, detailFit.size, false)]),
  ];
}
