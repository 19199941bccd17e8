import { code128 } from './code128';

/**
 * Digits as a Code 128. A picture made of text, not a canvas: it is sharp at any size and there with the page. The white around
 * it, ten modules at least on either side, is the page's to leave.
 */
function picture(digits: string): string {
  const widths = code128(digits);
  const total = widths.reduce((sum, width) => sum + width, 0);
  let x = 0;
  let bars = '';
  widths.forEach((width, index) => {
    if (index % 2 === 0) bars += `M${x} 0h${width}v1h-${width}z`;
    x += width;
  });
  if (total === 0) return '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${total * 8}" height="160" viewBox="0 0 ${total} 1" preserveAspectRatio="none"><path d="${bars}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

Component({
  properties: {
    digits: { type: String, value: '' },
    label: { type: String, value: '' },
  },
  data: { src: '' },
  observers: {
    digits(digits: string) {
      this.setData({ src: picture(digits) });
    },
  },
});
