/**
 * Codes that are shown and typed at a counter: 16 digits. '71' a coupon, '72' a redemption, then 13 digits that only the
 * shop's key can make from the document's id, the last a check digit after Luhn. WeChat's and Alipay's payment codes begin
 * with 10–15, 25–30 and 62, a member code with 88: a till tells them apart by the prefix.
 *
 * Laws: a single wrong digit makes no code. Whoever does not have the key finds one of n codes in 10^13 / n tries.
 */
import { createHmac } from 'node:crypto';

export const COUPON = '71';
export const REDEMPTION = '72';
export type CodePrefix = typeof COUPON | typeof REDEMPTION;

const DIGITS = 13;

/** @param key the shop's for this purpose */
export function codeOf(prefix: CodePrefix, id: string, key: Uint8Array): string {
  const bytes = createHmac('sha256', key).update(`${prefix} ${id}`).digest();
  // 64 bits over 10^13 values: the bias is below one in a million.
  const keyed = String(bytes.readBigUInt64BE() % 10n ** BigInt(DIGITS)).padStart(DIGITS, '0');
  return withCheck(prefix + keyed);
}

/** What a typed or scanned text is the code of; null for what was mistyped or is none. */
export function isCode(text: string): 'coupon' | 'redemption' | null {
  if (!/^7[12]\d{14}$/.test(text) || withCheck(text.slice(0, -1)) !== text) return null;
  return text.startsWith(COUPON) ? 'coupon' : 'redemption';
}

/** ISO/IEC 7812-1, annex B: from the right, every second digit counts twice. */
function withCheck(digits: string): string {
  const sum = [...digits].reverse().reduce((all, digit, place) => {
    const counted = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return all + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return digits + String((10 - (sum % 10)) % 10);
}
