import jsQR from 'jsqr';

/** Codes as the local cloud draws them: https://local.weixin/wxa?scene=…&page=… stands for a mini-program code. */
const WXA = 'https://local.weixin/wxa';

/** The text of a QR code in a picture; null when there is none. */
export async function decodePicture(picture: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(picture);
  // Large photographs are read at two sizes: fine codes need the pixels, coarse ones are found faster without.
  for (const side of [1200, 400]) {
    const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no 2d canvas to decode a picture with');
    context.drawImage(bitmap, 0, 0, width, height);
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
