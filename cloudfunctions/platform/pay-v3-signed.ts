/** What WeChat Pay has signed: its answers, and its call-backs. */
import { isUtf8 } from 'node:buffer';
import * as v from 'valibot';
import Aes from 'wechatpay-axios-plugin/lib/aes';
import Formatter from 'wechatpay-axios-plugin/lib/formatter';
import Rsa from 'wechatpay-axios-plugin/lib/rsa';
import type { MerchantKeys } from './pay-keys';

/** Older ones may be repeats by somebody else (pay.weixin.qq.com, 验签). */
const WINDOW_MS = 5 * 60_000;

/** @param header value of a 'wechatpay-…' header, '' where there is none */
export function isSigned(keys: MerchantKeys, header: (name: string) => string, body: string, now: number): boolean {
  if (header('serial') !== keys.publicKeyId) return false;
  const timestamp = header('timestamp');
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > WINDOW_MS) return false;
  return Rsa.verify(Formatter.response(timestamp, header('nonce'), body), header('signature'), keys.publicKey);
}

const notification = v.object({
  resource: v.object({
    algorithm: v.literal('AEAD_AES_256_GCM'),
    ciphertext: v.string(),
    associated_data: v.optional(v.string(), ''),
    nonce: v.string(),
  }),
});

/** The transaction in a call-back whose signature has been checked; null when there is none that can be read. */
export function transactionIn(keys: MerchantKeys, body: Buffer): Record<string, unknown> | null {
  try {
    const { resource } = v.parse(notification, JSON.parse(body.toString('utf8')));
    const { ciphertext, nonce, associated_data } = resource;
    const text = Aes.AesGcm.decrypt(ciphertext, keys.apiV3Key, nonce, associated_data);
    return v.parse(v.record(v.string(), v.unknown()), JSON.parse(text));
  } catch {
    return null;
  }
}

/** @param headers with lower-case names */
export function isCallBackSigned(
  keys: MerchantKeys,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  now: number,
): boolean {
  return isUtf8(body) && isSigned(keys, (name) => headers[`wechatpay-${name}`] ?? '', body.toString('utf8'), now);
}
