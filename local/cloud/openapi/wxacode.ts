import QRCode from 'qrcode';
import * as v from 'valibot';
import { type Api, refused } from './api';

/** A scene has at most 32 visible characters, these only, so no % (developers.weixin.qq.com, getUnlimitedQRCode). */
const SCENE = /^[A-Za-z0-9!#$&'()*+,/:;=?@\-._~]{1,32}$/;
const Channel = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.transform(Number))]),
  v.integer(),
  v.minValue(0),
  v.maxValue(255),
);
const Look = v.object({
  width: v.optional(v.pipe(v.number(), v.integer(), v.minValue(280), v.maxValue(1280)), 430),
  is_hyaline: v.optional(v.boolean(), false),
  line_color: v.optional(v.object({ r: Channel, g: Channel, b: Channel })),
  env_version: v.optional(v.picklist(['release', 'trial', 'develop']), 'release'),
});

/** What a scanner reads from the picture; the web phone opens the program with it. */
export function codeText(scene: string, page: string): string {
  return `https://local.weixin/wxa?${new URLSearchParams({ scene, page })}`;
}

/**
 * A real, scannable picture: a QR code as PNG where WeChat draws its round code as JPEG. Whether the page exists is not
 * known here, so check_path is not checked.
 */
export const getUnlimited: Api = async (args) => {
  const { scene, page = '' } = args;
  if (typeof scene !== 'string' || !SCENE.test(scene)) {
    return refused(40169, 'invalid length for scene, or the data is not json string');
  }
  if (typeof page !== 'string' || page.startsWith('/') || page.includes('?'))
    return refused(41030, 'invalid page hint');
  const look = v.safeParse(Look, args);
  if (!look.success) return refused(40097, `invalid args: ${v.getDotPath(look.issues[0]) ?? ''}`);
  const { width, is_hyaline, line_color } = look.output;
  const dark = line_color ? [line_color.r, line_color.g, line_color.b] : [0, 0, 0];
  const bytes = await QRCode.toBuffer(codeText(scene, page), {
    width,
    margin: 2,
    errorCorrectionLevel: 'M',
    color: {
      dark: `#${dark.map((part) => part.toString(16).padStart(2, '0')).join('')}ff`,
      light: is_hyaline ? '#ffffff00' : '#ffffffff',
    },
  });
  return { contentType: 'image/png', bytes };
};
