import { colord, extend } from 'colord';
import a11y from 'colord/plugins/a11y';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { defaultProgramme, programmeSchema } from '../../../cloudfunctions/core/programme';
import { defaultShop, shopSchema } from '../../../cloudfunctions/core/shop';
import { deriveColours } from '../../../cloudfunctions/core/shop/palette';

extend([a11y]);

const channel = fc.integer({ min: 0, max: 255 });
const colours = fc.tuple(channel, channel, channel).map(([r, g, b]) => colord({ r, g, b }).toHex());

function contrast(tokens: Record<string, string>, text: string, ground: string): number {
  return colord(tokens[text] ?? text).contrast(tokens[ground] ?? ground);
}

test('whatever colour the merchant chooses, every text on it and every text of it can be read, in light and dark', () => {
  fc.assert(
    fc.property(colours, (colour) => {
      const { light, dark } = deriveColours(colour);
      const grounds = { light: ['#F6F5F2', '#FFFFFF', '#FAF9F7'], dark: ['#121211', '#1C1B1A', '#232220'] };
      for (const [mode, tokens] of Object.entries({ light, dark })) {
        expect(contrast(tokens, '--on-brand', '--brand')).toBeGreaterThanOrEqual(4.5);
        expect(contrast(tokens, '--on-brand', '--brand-press')).toBeGreaterThanOrEqual(4.5);
        expect(contrast(tokens, '--brand-ink', '--brand-soft')).toBeGreaterThanOrEqual(4.5);
        for (const ground of grounds[mode as 'light' | 'dark']) {
          expect(contrast(tokens, '--brand', ground)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(tokens, '--brand-ink', ground)).toBeGreaterThanOrEqual(4.5);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('a colour that can be read stays as it was chosen', () => {
  expect(deriveColours('#C53F2B').light['--brand']).toBe('#C53F2B');
  expect(deriveColours('#2B7A78').light['--brand']).toBe('#2B7A78');
});

test('the defaults are what a stored programme and shop must be', () => {
  expect(v.parse(programmeSchema, defaultProgramme)).toEqual(defaultProgramme);
  expect(v.parse(shopSchema, defaultShop)).toEqual(defaultShop);
});

test.each([
  ['no first step', { steps: [{ from: 2, points: 5 }] }],
  [
    'steps out of order',
    {
      steps: [
        { from: 1, points: 5 },
        { from: 1, points: 6 },
      ],
    },
  ],
  ['half a point', { steps: [{ from: 1, points: 0.5 }] }],
  ['a negative bonus', { milestones: [{ streak: 7, every: true, points: -1, right: null }] }],
  ['a window beyond what is kept', { makeUp: { perMonth: 2, windowDays: 31 } }],
])('a programme with %s is refused', (_what, change) => {
  const programme = { ...defaultProgramme, checkIn: { ...defaultProgramme.checkIn, ...change } };
  expect(v.safeParse(programmeSchema, programme).success).toBe(false);
});

test('a programme in an unknown time zone is refused', () => {
  expect(v.safeParse(programmeSchema, { ...defaultProgramme, zone: 'Mars/Olympus' }).success).toBe(false);
});
