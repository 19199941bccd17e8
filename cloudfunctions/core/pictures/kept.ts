/** Where accepted pictures are kept, and which ids come from there. Pure. */
import type { PictureUse } from './uses';

export type Format = 'png' | 'jpg' | 'webp';

/** The same bytes are the same file. */
export function keptPath(use: PictureUse, digest: string, format: Format): string {
  return `shop/${use}/${digest}.${format}`;
}

const KEPT = /^cloud:\/\/[A-Za-z0-9.-]{1,128}\/shop\/(logo|tier|reward|group)\/[0-9a-f]{64}\.(?:png|jpg|webp)$/;

/** Whether an id has the form of those that `pictures.accept` gives for this use. Nobody else writes below shop/. */
export function isKept(id: string, use: PictureUse): boolean {
  return KEPT.exec(id)?.[1] === use;
}
