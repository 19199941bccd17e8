/**
 * A phone has its fonts; a browser fetches the parts of one when something on the page needs them, and a canvas that is drawn
 * before that shows boxes. So the parts that a text needs are fetched here, while the canvas waits. Chromium takes a
 * FontFace made from bytes at once.
 */

type Face = FontFace & { unicodeRange: string };
type Drawer = Pick<CanvasRenderingContext2D, 'fillText' | 'strokeText' | 'measureText' | 'font'>;

/** Below these, system fonts do. */
const FIRST_EAST_ASIAN = 0x2e80;

const ready = new WeakMap<Document, Set<string>>();

/** From now on this context has the fonts that the page's style sheets know before it measures or draws. */
export function withFonts<Context extends Drawer>(context: Context, document: Document): Context {
  for (const name of ['fillText', 'strokeText', 'measureText'] as const) {
    const native = context[name] as (text: string, ...rest: number[]) => unknown;
    Object.defineProperty(context, name, {
      configurable: true,
      value(text: string, ...rest: number[]) {
        bring(document, context.font, String(text));
        return native.call(context, text, ...rest);
      },
    });
  }
  return context;
}

function bring(document: Document, font: string, text: string): void {
  const codes = [...new Set([...text].map((letter) => letter.codePointAt(0) ?? 0))];
  const missing = codes.filter((code) => code >= FIRST_EAST_ASIAN);
  if (missing.length === 0) return;
  const weight = /\b(\d00|bold)\b/.exec(font)?.[1] ?? '400';
  for (const { rule, key } of rulesFor(document, font, weight === 'bold' ? '700' : weight, missing)) {
    const known = ready.get(document) ?? new Set<string>();
    ready.set(document, known);
    if (known.has(key)) continue;
    known.add(key);
    if (!isLoaded(document, rule)) addFace(document, rule);
  }
}

function rulesFor(document: Document, font: string, weight: string, codes: readonly number[]) {
  const found: { rule: CSSFontFaceRule; key: string }[] = [];
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule.constructor.name !== 'CSSFontFaceRule') continue;
      const { style } = rule as CSSFontFaceRule;
      const family = style.getPropertyValue('font-family').replace(/["']/g, '');
      const range = style.getPropertyValue('unicode-range');
      if (!font.includes(family) || style.getPropertyValue('font-weight') !== weight) continue;
      if (!codes.some((code) => isIn(range, code))) continue;
      found.push({ rule: rule as CSSFontFaceRule, key: `${family} ${weight} ${range}` });
    }
  }
  return found;
}

/** The page has shown characters of this part before. */
function isLoaded(document: Document, { style }: CSSFontFaceRule): boolean {
  const [weight, range] = ['font-weight', 'unicode-range'].map((name) => style.getPropertyValue(name));
  return [...document.fonts].some(
    (face) => face.status === 'loaded' && face.weight === weight && face.unicodeRange === range,
  );
}

/** 'U+4E00-4E9F, U+4EA1' */
function isIn(range: string, code: number): boolean {
  return range.split(',').some((part) => {
    const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return code >= Number.parseInt(from, 16) && code <= Number.parseInt(to, 16);
  });
}

function addFace(document: Document, { style, parentStyleSheet }: CSSFontFaceRule): void {
  const url = /url\(["']?([^"')]+)/.exec(style.getPropertyValue('src'))?.[1];
  if (!url) return;
  const request = new XMLHttpRequest();
  request.open('GET', new URL(url, parentStyleSheet?.href ?? document.baseURI).href, false);
  // A request that is waited for hands out text alone: this set leaves every byte as it is.
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) throw new Error(`a font for the canvas did not come: HTTP ${request.status} ${url}`);
  const bytes = Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff);
  const view = document.defaultView as (Window & typeof globalThis) | null;
  if (!view) return;
  const face = new view.FontFace(style.getPropertyValue('font-family').replace(/["']/g, ''), bytes, {
    weight: style.getPropertyValue('font-weight'),
    unicodeRange: style.getPropertyValue('unicode-range'),
  }) as Face;
  document.fonts.add(face);
}
