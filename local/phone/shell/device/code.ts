import jsQR from 'jsqr';

/** Codes as the local cloud draws them: https://local.weixin/wxa?scene=…&page=… stands for a mini-program code. */
const WXA = 'https://local.weixin/wxa';

/** The text of a QR code in a picture; null when there is none. */
export async function decodePicture(picture: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(picture);
  return read(bitmap, bitmap.width, bitmap.height);
}

/** What a camera before this page would find: the QR codes among its pictures and drawings, none twice. */
export function codesOnPage(page: Document): string[] {
  const pictures = [...page.querySelectorAll('img')].map((one) => read(one, one.naturalWidth, one.naturalHeight));
  const drawings = [...page.querySelectorAll('canvas')].map((one) => read(one, one.width, one.height));
  return [...new Set([...pictures, ...drawings])].filter((text) => text !== null);
}

/** The white that a code needs around it may be the page's and not the picture's own. */
const QUIET = 0.08;

function read(source: CanvasImageSource, naturalWidth: number, naturalHeight: number): string | null {
  if (naturalWidth === 0 || naturalHeight === 0) return null;
  // Large photographs are read at two sizes: fine codes need the pixels, coarse ones are found faster without.
  for (const side of [1200, 400]) {
    const scale = Math.min(1, side / Math.max(naturalWidth, naturalHeight));
    const [inner, high] = [naturalWidth, naturalHeight].map((length) => Math.max(1, Math.round(length * scale))) as [
      number,
      number,
    ];
    const margin = Math.round(Math.min(inner, high) * QUIET);
    const [width, height] = [inner + 2 * margin, high + 2 * margin];
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no 2d canvas to decode a picture with');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(source, margin, margin, inner, high);
    const found = jsQR(context.getImageData(0, 0, width, height).data, width, height);
    if (found) return found.data;
  }
  return null;
}

export interface MiniCode {
  /** Page path without a leading slash; '' = entry page. */
  page: string;
  /** As the page gets it in options.scene: still encoded, the page decodes it. */
  scene: string;
}

/** A scanned mini-program code of this program, if the text is one. */
export function miniCode(text: string): MiniCode | null {
  if (!text.startsWith(WXA)) return null;
  const { searchParams } = new URL(text);
  return { page: searchParams.get('page') ?? '', scene: encodeURIComponent(searchParams.get('scene') ?? '') };
}
