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
const READABLE = 4.5;
/** Longer texts on a tint of the same colour want more than the bare minimum. */
const COMFORTABLE = 7;
/** Saturations in per cent: below this a colour is a grey; this much is given back in dark. */
const GREY = 8;
const VIVID = 20;

export function deriveColours(colour: string): { light: ColourTokens; dark: ColourTokens } {
  return { light: lightTokens(colord(colour)), dark: darkTokens(colord(colour)) };
}

function lightTokens(chosen: Colord): ColourTokens {
  const brand = until(chosen, 'darker', (c) => c.contrast(LIGHT_GROUND) >= READABLE);
  const soft = whole(colord('#FFFFFF').mix(brand, 0.1));
  return tokens({
    brand,
    onBrand: colord('#FFFFFF'),
    press: brand.darken(0.07),
    soft,
    ink: until(brand, 'darker', (c) => c.contrast(soft) >= COMFORTABLE),
  });
}

function darkTokens(chosen: Colord): ColourTokens {
  const { h, s } = chosen.toHsl();
  // Lightened colours look washed out on black: a colour (not a grey) gets some saturation back.
  const vivid = s < GREY ? s : Math.min(s + VIVID, 100);
  const brand = until(colord({ ...chosen.toHsl(), s: vivid }), 'lighter', (c) => c.contrast(DARK_GROUND) >= 6);
  const press = whole(brand.darken(0.06));
  const soft = whole(colord({ h, s: vivid / 2, l: 15 }));
  return tokens({
    brand,
    onBrand: until(colord({ h, s: vivid, l: 9 }), 'darker', (c) => c.contrast(press) >= READABLE),
    press,
    soft,
    ink: until(brand, 'lighter', (c) => c.contrast(soft) >= COMFORTABLE && c.contrast(DARK_GROUND) >= COMFORTABLE),
  });
}

/** Steps of one per cent of lightness until it is enough; black and white end every search. */
function until(start: Colord, direction: 'darker' | 'lighter', enough: (colour: Colord) => boolean): Colord {
  if (enough(whole(start))) return whole(start);
  const { h, s, l } = start.toHsl();
  for (let step = 1; step <= 100; step += 1) {
    const lightness = direction === 'darker' ? Math.max(l - step, 0) : Math.min(l + step, 100);
    const candidate = whole(colord({ h, s, l: lightness }));
    if (enough(candidate)) return candidate;
  }
  return colord(direction === 'darker' ? '#000000' : '#FFFFFF');
}

/** As it will be sent: whole channels. */
function whole(colour: Colord): Colord {
  return colord(colour.toHex());
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
