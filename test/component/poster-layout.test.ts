/** Laws of the posters and share pictures as they are laid out, with any names and gifts; what is painted is test/e2e/poster.test.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { colord, extend } from 'colord';
import a11y from 'colord/plugins/a11y';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Box,
  boxOf,
  type Drawing,
  type Mark,
  type Measure,
  type Text,
  wrapped,
} from '../../miniprogram/shopper/views/drawing';
import { HEIGHT, TOP, WIDTH } from '../../miniprogram/shopper/views/poster/band';
import * as colours from '../../miniprogram/shopper/views/poster/colours';
import { posterFacts } from '../../miniprogram/shopper/views/poster/facts';
import { LAYOUTS, posterLayout } from '../../miniprogram/shopper/views/poster/layouts';
import { shareLayout } from '../../miniprogram/shopper/views/share-picture';
import { shopperHans } from '../../miniprogram/shopper/words/zh-Hans';
import { zhHans } from '../../miniprogram/words/zh-Hans';
import type { PosterView } from '../../typings/api/friends';
import type { Material } from '../../typings/api/shopper';
import type { DayKey, EpochMs, Points } from '../../typings/domain';

extend([a11y]);

const words = { ...zhHans, ...shopperHans };

/** A little wider than the fonts of phones: Chinese fills its square, digits and letters six tenths of it. */
const measure: Measure = (text, size, bold) =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1 : 0.6), 0) * size * (bold ? 1.02 : 1);

const MATERIALS: Material[] = ['paper', 'bronze', 'silver', 'gold', 'jade', 'rose', 'night', 'black'];
const han = (most: number) =>
  fc
    .array(fc.constantFrom(...'阿尔卑斯山下的糖果铺子老板娘呀aW8 ，'), { minLength: 1, maxLength: most })
    .map((all) => all.join('').trim() || '阿');

const view = fc
  .record({
    nickname: fc.option(han(16)),
    tier: han(12),
    material: fc.constantFrom(...MATERIALS),
    shop: han(20),
    points: fc.constantFrom(0, 5, 50, 888, 100_000),
    pointsName: han(6),
    coupons: fc.array(fc.record({ name: han(20), count: fc.integer({ min: 1, max: 20 }) }), { maxLength: 4 }),
    gift: fc.boolean(),
  })
  .map((each): PosterView => {
    const friend = { points: each.points as Points, coupons: each.coupons };
    const gives = each.gift && (friend.points > 0 || friend.coupons.length > 0);
    return {
      now: 0 as EpochMs,
      today: '2026-11-21' as DayKey,
      code: '8K2QABCD',
      picture: 'cloud://code',
      inviter: { nickname: each.nickname, avatar: null, tier: each.tier, material: each.material },
      shop: {
        name: each.shop,
        initial: [...each.shop][0] ?? '',
        logo: null,
        points: { name: each.pointsName, unit: '分' },
      },
      photo: null,
      terms: { registered: null, firstOrder: null, friend: gives ? friend : null, rows: [] },
    };
  });
const some = fc.record({ view, layout: fc.constantFrom(...LAYOUTS), photo: fc.boolean() });

interface Case {
  view: PosterView;
  layout: (typeof LAYOUTS)[number];
  photo: boolean;
}

function laid({ view: shown, layout, photo }: Case): Drawing {
  const came = new Set(['code', ...(photo ? ['photo'] : [])]);
  const drawing = posterLayout(layout, posterFacts(shown, {}, words))(measure, came);
  if (!drawing) throw new Error('nothing was laid out');
  return drawing;
}

const texts = (marks: Mark[]) => marks.filter((mark): mark is Text => mark.kind === 'text');
const pictures = (marks: Mark[]) =>
  marks.filter((mark) => mark.kind === 'picture').filter(({ box }) => box.width < WIDTH);
const seals = (marks: Mark[]) =>
  marks
    .filter((mark) => mark.kind === 'seal')
    // Turned by 8° it needs so much more, on each side.
    .map(({ box: { x, y, width } }) => ({
      x: x - width * 0.07,
      y: y - width * 0.07,
      width: width * 1.14,
      height: width * 1.14,
    }));

/** A line's own leading may touch the next one's; what is drawn may not. */
function inked(text: Text): Box {
  const box = boxOf(text, measure);
  return { ...box, y: text.y - text.size * 0.4, height: text.size * 0.8 };
}

const meet = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const holds = (outer: Box, inner: Box) =>
  inner.x >= outer.x - 1 &&
  inner.y >= outer.y - 1 &&
  inner.x + inner.width <= outer.x + outer.width + 1 &&
  inner.y + inner.height <= outer.y + outer.height + 1;

/** Pairs of boxes that lie on each other, by what they say. */
function meetings(marks: Mark[]): string[] {
  const all = [
    ...texts(marks).map((text) => ({ what: text.words, box: inked(text) })),
    ...pictures(marks).map(({ picture, box }) => ({ what: picture, box })),
    ...seals(marks).map((box) => ({ what: 'seal', box })),
  ];
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => meet(one.box, other.box))
      .map((other) => `${one.what} on ${other.what}`),
  );
}

/** What a text lies on: the colours of the last plain ground under its middle; none on a photograph. */
function grounds(marks: Mark[], text: Text): string[] {
  const { x, y, width, height } = boxOf(text, measure);
  const middle = { x: x + width / 2, y: y + height / 2, width: 0, height: 0 };
  let found: string[] = [];
  for (const mark of marks.slice(0, marks.indexOf(text))) {
    if (mark.kind === 'fill' && holds(mark.box, middle)) found = [mark.colour];
    if (mark.kind === 'material' && holds(mark.box, middle)) found = [mark.from, mark.to];
    if (mark.kind === 'picture' && mark.box.width >= WIDTH && holds(mark.box, middle)) found = [];
    if (mark.kind === 'ticket' && holds(mark.box, middle))
      found = [middle.x < mark.box.x + mark.stub ? mark.stubGround : mark.ground];
  }
  return found;
}

describe('a poster of any layout', () => {
  test('lays nothing on anything else, whatever the names and the gift are', () => {
    fc.assert(
      fc.property(some, (given) => {
        expect(meetings(laid(given).marks)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('keeps all words inside its margins', () => {
    const inside: Box = { x: 40, y: 40, width: WIDTH - 80, height: HEIGHT - 80 };
    fc.assert(
      fc.property(some, (given) => {
        const out = texts(laid(given).marks).filter((text) => !holds(inside, inked(text)));
        expect(out.map(({ words: said }) => said)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('can be read: contrast 4.5 on plain ground everywhere, and no words on a photograph', () => {
    fc.assert(
      fc.property(some, (given) => {
        const { marks } = laid(given);
        for (const text of texts(marks)) {
          const under = grounds(marks, text);
          expect(under, text.words).not.toEqual([]);
          for (const ground of under)
            expect(colord(text.colour).contrast(ground), text.words).toBeGreaterThanOrEqual(4.5);
          expect(text.size).toBeGreaterThanOrEqual(28);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('is 1000 × 1333, with the mini-program code 220 wide and its quiet zone white', () => {
    fc.assert(
      fc.property(some, (given) => {
        const { marks, width, height } = laid(given);
        expect([width, height]).toEqual([1000, 1333]);
        const code = pictures(marks).find(({ picture }) => picture === 'code');
        if (!code) throw new Error('no code');
        expect([code.box.width, code.box.height]).toEqual([220, 220]);
        const plate = marks
          .filter((mark) => mark.kind === 'fill')
          .find(({ box, colour }) => colour === '#FFFFFF' && holds(box, code.box));
        expect((plate?.box.width ?? 0) - 220).toBeGreaterThanOrEqual(48);
        expect(code.box.y).toBeGreaterThan(TOP);
      }),
    );
  });

  test('says who invites, to which shop, and what for', () => {
    fc.assert(
      fc.property(some, (given) => {
        const facts = posterFacts(given.view, {}, words);
        const said = texts(laid(given).marks).map((text) => text.words);
        expect(said.join('')).toContain([...facts.name].slice(0, 8).join(''));
        expect(said).toContain(facts.hero);
        if (facts.figure) expect(said).toContain(facts.figure);
      }),
    );
  });

  test('is none without the code', () => {
    for (const layout of LAYOUTS) {
      const [given] = fc.sample(view, 1);
      expect(
        posterLayout(layout, posterFacts(given as PosterView, {}, words))(measure, new Set(['avatar'])),
      ).toBeNull();
    }
  });
});

describe('a share picture', () => {
  const facts = fc.record({
    lead: han(14),
    figure: fc.constantFrom('', '5', '150', '100,000', '¥1,280'),
    unit: han(6),
    detail: han(30),
    shop: han(20).map((name) => ({ name, initial: '禾', logo: null })),
    picture: fc.constant(null),
    colours: fc.constant({}),
  });
  const cards = fc.record({ facts, kind: fc.constantFrom('card' as const, 'moments' as const), photo: fc.boolean() });

  test('is 5:4 or 1:1, keeps words out of the outer 8 %, and lays none on another', () => {
    fc.assert(
      fc.property(cards, ({ facts: given, kind, photo }) => {
        const drawing = shareLayout(kind, given)(measure, new Set(photo ? ['picture'] : []));
        if (!drawing) throw new Error('nothing was laid out');
        const { width, height, marks } = drawing;
        expect(width / height).toBe(kind === 'card' ? 1.25 : 1);
        const inner: Box = { x: width * 0.08, y: height * 0.08, width: width * 0.84, height: height * 0.84 };
        const lines = texts(marks);
        expect(lines.filter((text) => !holds(inner, inked(text))).map((text) => text.words)).toEqual([]);
        const boxes = lines.map(inked);
        for (const [index, one] of boxes.entries())
          for (const [after, other] of boxes.slice(index + 1).entries())
            expect(meet(one, other), `${lines[index]?.words} on ${lines[index + 1 + after]?.words}`).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});

test('no line begins with what closes a sentence, and no Latin word is cut in two', () => {
  const lines = wrapped('免费入会，消费攒 Starlight 积分', 200, 5, (line) => measure(line, 40, false));
  expect(lines.every((line) => !/^[，。」]/.test(line))).toBe(true);
  expect(lines.some((line) => line.includes('Starlight'))).toBe(true);
  expect(lines.join('').replace(/ /g, '')).toBe('免费入会，消费攒Starlight积分');
});

test('colours of the canvas are those of the style sheet, by day', () => {
  const sheet =
    readFileSync(join(import.meta.dirname, '../../miniprogram/styles/tokens.wxss'), 'utf8').split('@media')[0] ?? '';
  const token = (name: string) => new RegExp(`${name}: ([^;]+);`).exec(sheet)?.[1];
  expect([colours.INK, colours.INK_2, colours.INK_3, colours.SURFACE, colours.PAPER, colours.LINE]).toEqual(
    ['--ink', '--ink-2', '--ink-3', '--surface', '--inset', '--line'].map(token),
  );
  expect(colours.HAIR).toBe(token('--card-hair'));
  expect([colours.LIGHT, colours.LIGHT_ON_DARK]).toEqual([token('--card-light'), token('--card-light-dark')]);
  for (const name of MATERIALS) {
    const { from, to, ink } = colours.MATERIALS[name];
    expect([from, to, ink]).toEqual(['a', 'b', 'ink'].map((part) => token(`--${name}-${part}`)));
  }
  expect(colours.shopColours({})).toEqual({
    brand: token('--brand'),
    onBrand: token('--on-brand'),
    soft: token('--brand-soft'),
    ink: token('--brand-ink'),
  });
});
