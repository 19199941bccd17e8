/**
 * Chinese text on machines without a CJK font: 'Noto Sans CJK SC' from @fontsource/noto-sans-sc, in its many small subsets, the
 * machine's own copy first.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const WEIGHTS = [400, 500, 600, 700];
const folder = path.dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json'));

let css: string | undefined;

export function fontCss(): string {
  css ??= WEIGHTS.map((weight) => readFileSync(path.join(folder, `${weight}.css`), 'utf8'))
    .join('\n')
    .replace(/\/\*.*?\*\/\s*/gs, '')
    .replace(/'Noto Sans SC'/g, "'Noto Sans CJK SC'")
    // Nothing for a moment rather than a row of boxes.
    .replace(/font-display: swap/g, 'font-display: block')
    .replace(/src: url\(\.\/files\/([^)]+\.woff2)\)[^;]*;/g, (_, file: string) => {
      return `src: local('Noto Sans CJK SC'), url(/fonts/files/${file}) format('woff2');`;
    });
  return css;
}

export function fontFile(name: string): Buffer | undefined {
  const file = path.join(folder, 'files', path.basename(name));
  return existsSync(file) ? readFileSync(file) : undefined;
}
