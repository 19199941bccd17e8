/** What a text that was scanned or typed is. Pure. */
import type { CounterRef } from '../../../typings/api/staff';
import { isMemberNumber } from '../membership';
import { isCode } from '../templates';

export type Recognised =
  | { what: 'coupon'; code: string }
  | { what: 'redemption'; code: string }
  | { what: 'member'; ref: CounterRef };

/** Spaces and dashes do not count, full-width digits are digits. Null for what is nothing, or was mistyped. */
export function recognise(text: string): Recognised | null {
  const plain = plainOf(text);
  const kind = isCode(plain);
  if (kind) return { what: kind, code: plain };
  if (/^88\d{16}$/.test(plain)) return { what: 'member', ref: { code: plain } };
  if (isMemberNumber(plain)) return { what: 'member', ref: { number: plain } };
  const phone = phoneOf(plain);
  return phone === null ? null : { what: 'member', ref: { phone } };
}

/** E.164. Eleven digits are a number of the mainland. */
export function phoneOf(text: string): string | null {
  const plain = plainOf(text);
  if (/^1[3-9]\d{9}$/.test(plain)) return `+86${plain}`;
  return /^\+[1-9]\d{6,14}$/.test(plain) ? plain : null;
}

export function plainOf(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');
}
