/** Where an invitation's mini-program code leads, and where its picture is kept. */

/** Without a leading slash, as WeChat wants it. */
export const LANDING_PAGE = 'shopper/landing/index';

/** 10 of the 32 characters a scene may have. */
export function sceneOf(inviteCode: string): string {
  return `i=${inviteCode}`;
}

/**
 * The path without its ending tells what the picture shows, so that making it again replaces the same file, and one made for
 * another version of the program is not mistaken for it.
 */
export function placeOf(inviteCode: string, version: string): string {
  return `codes/${version}/invite-${inviteCode}.`;
}

/** @param picture file id that was kept earlier, if any */
export function isPictureOf(picture: string | null | undefined, inviteCode: string, version: string): boolean {
  return typeof picture === 'string' && picture.includes(`/${placeOf(inviteCode, version)}`);
}
