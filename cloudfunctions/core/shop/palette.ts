/**
 * The merchant chooses one colour; everything else is derived from it so that every text on it, and it as text on the
 * page, can be read: contrast ≥ 4.5 (WCAG 2 AA) in light and in dark. The hue is kept, the lightness gives way.
 */
import { type Colord, colord, extend } from 'colord';
import a11y from 'colord/plugins/a11y';
import mix from 'colord/plugins/mix';
import type { ColourTokens } from '../../../typings/api/shopper';

extend([a11y, mix]);

/** The grounds on which the colour appears, worst case of each mode: page in light, inset row in dark. */
const LIGHT_GROUND = '#F6F5F2';
const DARK_GROUND = '#232220';
const DARK_SURFACE = '#1C1B1A';
const READABLE = 4.5;
/** Longer texts on a tint of the same colour want more than the bare minimum. */
const COMFORTABLE = 7;
const STEP = 0.01;

export function deriveColours(colour: string): { light: ColourTokens; dark: ColourTokens } {
  return { light: lightTokens(colord(colour)), dark: darkTokens(colord(colour)) };
}

function lightTokens(chosen: Colord): ColourTokens {
  const brand = until(chosen, 'darker', (c) => c.contrast(LIGHT_GROUND) >= READABLE);
  const soft = colord('#FFFFFF').mix(brand, 0.1);
  return tokens({
    brand,
    onBrand: colord('#FFFFFF'),
    press: brand.darken(0.07),
    soft,
    ink: until(brand, 'darker', (c) => c.contrast(soft) >= COMFORTABLE),
  });
}

function darkTokens(chosen: Colord): ColourTokens {
  const brand = until(chosen, 'lighter', (c) => c.contrast(DARK_GROUND) >= 6);
  const press = brand.darken(0.06);
  const soft = colord(DARK_SURFACE).mix(brand, 0.16);
  return tokens({
    brand,
    onBrand: until(brand.darken(0.4), 'darker', (c) => c.contrast(press) >= COMFORTABLE),
    press,
    soft,
    ink: until(brand, 'lighter', (c) => c.contrast(soft) >= COMFORTABLE),
  });
}

/** Steps of lightness until it is enough; black and white end every search. */
function until(start: Colord, direction: 'darker' | 'lighter', enough: (colour: Colord) => boolean): Colord {
  const { h, s, l } = start.toHsl();
  for (let i = 0; i <= 1 / STEP; i += 1) {
    const lightness = direction === 'darker' ? Math.max(l - i, 0) : Math.min(l + i, 100);
    const candidate = colord({ h, s, l: lightness });
    if (enough(candidate)) return candidate;
  }
  return colord(direction === 'darker' ? '#000000' : '#FFFFFF');
}

function tokens(colours: Record<'brand' | 'onBrand' | 'press' | 'soft' | 'ink', Colord>): ColourTokens {
  const hex = (c: Colord) => c.toHex().toUpperCase();
  return {
    '--brand': hex(colours.brand),
    '--on-brand': hex(colours.onBrand),
    '--brand-press': hex(colours.press),
    '--brand-soft': hex(colours.soft),
    '--brand-ink': hex(colours.ink),
  };
}
