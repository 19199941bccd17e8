/** What a colour becomes, and how well it can be read: figures beside the preview. */
import { colord, extend } from 'colord';
import a11y from 'colord/plugins/a11y';
import type { ColoursView, Contrast } from '../../../typings/api/shop';
import type { ColourTokens } from '../../../typings/api/shopper';
import { deriveColours } from './palette';

extend([a11y]);

/** The page in light, a row in dark: the worse ground of each (palette.ts). */
const GROUNDS = { light: '#F6F5F2', dark: '#232220' };

/** What the preview of a theme stands on, whichever theme the phone itself has: the tokens of styles/tokens.wxss. */
const NEUTRALS: { light: ColourTokens; dark: ColourTokens } = {
  light: { '--bg': '#F6F5F2', '--surface': '#FFFFFF', '--ink': '#1C1B19', '--ink-2': '#5C5852' },
  dark: { '--bg': '#121211', '--surface': '#1C1B1A', '--ink': '#F2EFEA', '--ink-2': '#B7B2AA' },
};

/** Hundredths, cut off: 4.49 is not told as 4.5. */
function contrast(one: string, other: string): number {
  return Math.floor(colord(one).contrast(other) * 100);
}

function contrastsOf(colours: { light: ColourTokens; dark: ColourTokens }): Contrast[] {
  const both = (what: Contrast['what'], text: (tokens: ColourTokens, mode: 'light' | 'dark') => [string, string]) => ({
    what,
    light: contrast(...text(colours.light, 'light')),
    dark: contrast(...text(colours.dark, 'dark')),
  });
  const token = (tokens: ColourTokens, name: string) => tokens[name] ?? '';
  return [
    both('button', (tokens) => [token(tokens, '--on-brand'), token(tokens, '--brand')]),
    both('text', (tokens, mode) => [token(tokens, '--brand'), GROUNDS[mode]]),
    both('chip', (tokens) => [token(tokens, '--brand-ink'), token(tokens, '--brand-soft')]),
  ];
}

export function coloursView(chosen: string): ColoursView {
  const colour = chosen.toUpperCase();
  const colours = deriveColours(colour);
  return {
    colour,
    light: { ...NEUTRALS.light, ...colours.light },
    dark: { ...NEUTRALS.dark, ...colours.dark },
    moved: colours.light['--brand'] !== colour,
    contrasts: contrastsOf(colours),
  };
}
