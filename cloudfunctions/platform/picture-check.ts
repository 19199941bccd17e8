import cloud from 'wx-server-sdk';

/** 'unknown' whenever WeChat does not say: too large for its check, a format it does not take, or it cannot be asked. */
export type PictureCheck = (bytes: Buffer, format: 'png' | 'jpg' | 'webp') => Promise<'pass' | 'risky' | 'unknown'>;

/** What the check takes (developers.weixin.qq.com, security.imgSecCheck): PNG, JPEG or GIF up to 1 MB. */
const LARGEST = 1024 * 1024;
const TYPES = { png: 'image/png', jpg: 'image/jpeg', webp: null } as const;
/** The answer to a picture that it does not let through. */
const RISKY_CONTENT = 87_014;

/** Asks WeChat whether a picture may be shown. */
export const checkPicture: PictureCheck = async (bytes, format) => {
  const contentType = TYPES[format];
  if (contentType === null || bytes.length > LARGEST) return 'unknown';
  try {
    await cloud.openapi.security.imgSecCheck({ media: { contentType, value: bytes } });
    return 'pass';
  } catch (refused) {
    return (refused as { errCode?: number }).errCode === RISKY_CONTENT ? 'risky' : 'unknown';
  }
};
