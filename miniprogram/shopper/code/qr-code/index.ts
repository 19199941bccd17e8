import qrcode from 'qrcode-generator';

/**
 * Digits as a QR code of version 1, level Q: 18 digits fit, and a quarter of it may be smudged. The white around it, four modules at
 * least, is the page's to leave.
 */
function picture(digits: string): string {
  if (!/^\d{1,27}$/.test(digits)) return '';
  const code = qrcode(1, 'Q');
  code.addData(digits, 'Numeric');
  code.make();
  const size = code.getModuleCount();
  let dark = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (code.isDark(row, column)) dark += `M${column} ${row}h1v1h-1z`;
    }
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${dark}"/></svg>`;
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
