import type { Environment } from '../../platform/environment';
import type { FileKeeper } from '../../platform/files';
import type { MiniCodeMaker } from '../../platform/mini-code';
import { findById } from '../../platform/store';
import { isPictureOf, LANDING_PAGE, placeOf, sceneOf } from './scene';

/** What `inviters` keeps of a member; made with the invite code (core/membership). */
interface Inviter {
  _id: string;
  code: string;
  picture?: string | null;
}

export interface CodeMaking {
  make: MiniCodeMaker;
  keep: FileKeeper;
  /** Of the program, which the code opens. */
  version: string;
}

/**
 * The member's mini-program code as a cloud:// file id, made the first time and remembered. Its place in storage follows from
 * the invite code: whoever makes it at the same time, or again after a crash between file and document, makes the same file.
 * Null when WeChat or storage do not answer; the next poster asks again.
 */
export async function codePicture(
  env: Environment,
  memberId: string,
  code: string,
  { make, keep, version }: CodeMaking,
): Promise<string | null> {
  const inviter = await findById<Inviter>(env.store, 'inviters', memberId, ['picture']);
  if (inviter && isPictureOf(inviter.picture, code, version)) return inviter.picture ?? null;
  const made = await make(sceneOf(code), LANDING_PAGE);
  if (made === 'unavailable') {
    env.alarm('no mini-program code from WeChat');
    return null;
  }
  const picture = await keep(`${placeOf(code, version)}${made.extension}`, made.bytes);
  if (picture === 'unavailable') {
    env.alarm('a mini-program code was not kept');
    return null;
  }
  // Not there yet only when its birth is still on the way: then the next poster writes it.
  await env.store.update('inviters', memberId, { code }, { set: { picture } });
  return picture;
}
