import qrcode from 'qrcode-generator';

/**
 * A text as a QR code of level M, as small as it goes. The white around it, four modules at least, is the page's to leave. The
 * shopper's own (shopper/code/qr-code) is in a package that the staff's pages cannot reach.
 */
function picture(text: string): string {
  if (text === '') return '';
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const places = Array.from({ length: size * size }, (_, at) => ({ row: Math.floor(at / size), column: at % size }));
  const dark = places.map(({ row, column }) => (code.isDark(row, column) ? `M${column} ${row}h1v1h-1z` : '')).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${dark}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

Component({
  properties: {
    text: { type: String, value: '' },
    label: { type: String, value: '' },
  },
  data: { src: '' },
  observers: {
    text(text: string) {
      this.setData({ src: picture(text) });
    },
  },
});
