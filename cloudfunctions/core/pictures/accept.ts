/** From what somebody uploaded to a picture that the shop may show. */

import type { FileFetcher, FileKeeper, FileRemover } from '../../platform/files';
import { fingerprint } from '../../platform/ids';
import type { PictureCheck } from '../../platform/picture-check';
import { accept, type Result, refuse } from '../../platform/refusal';
import { keptPath } from './kept';
import { seePicture } from './rules';
import { type PictureUse, uses } from './uses';

export interface Darkroom {
  fetchFile: FileFetcher;
  keepFile: FileKeeper;
  removeFile: FileRemover;
  checkPicture: PictureCheck;
}

export interface KeptPicture {
  file: string;
  width: number;
  height: number;
}

/**
 * Looks at the bytes, never at the name. The same bytes for the same use are the same file, however often and by whomever they are
 * brought. Refuses PICTURE_UNREADABLE (no still PNG, JPEG or WebP, or storage does not give it), PICTURE_TOO_LARGE (bytes or
 * pixels; details say which), PICTURE_REFUSED (WeChat's check of its content).
 */
export async function acceptPicture(
  { file, use }: { file: string; use: PictureUse },
  { fetchFile, keepFile, removeFile, checkPicture }: Darkroom,
): Promise<Result<KeptPicture>> {
  const bytes = await fetchFile(file, uses[use].largest);
  if (bytes === 'unavailable') return refuse('PICTURE_UNREADABLE', { why: 'gone' });
  if (bytes === 'large') return refuse('PICTURE_TOO_LARGE', { why: 'bytes', limit: uses[use].largest });
  const seen = seePicture(bytes, use);
  if (!seen.ok) return refuse(seen.code, seen.details);
  const { format, width, height } = seen.facts;
  // WeChat may not know or not answer: the staff answer for what they show, so only a clear no is one.
  if ((await checkPicture(bytes, format)) === 'risky') return refuse('PICTURE_REFUSED');
  const kept = await keepFile(keptPath(use, fingerprint(bytes), format), bytes);
  if (kept === 'unavailable') return refuse('BUSY');
  await removeFile(file);
  return accept({ file: kept, width, height });
}
