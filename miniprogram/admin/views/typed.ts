import { inFours, inSixes } from '../../views/figures';

/** Digits of a coupon or redemption code, a member number, a phone number, a member code. */
const WHOLE = [11, 12, 16, 18];
const LONGEST = 18;

/** What was typed, as it is read out: a phone number 3-4-4, a member code in sixes, everything else in fours. */
export function grouped(text: string): string {
  const digits = text.normalize('NFKC').replace(/\D/g, '').slice(0, LONGEST);
  if (/^1[3-9]\d{9}$/.test(digits)) return digits.replace(/^(\d{3})(\d{4})/, '$1 $2 ');
  return digits.length > 16 ? inSixes(digits) : inFours(digits);
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** As many digits as one of the things that can be looked for. */
export function looksWhole(text: string): boolean {
  return WHOLE.includes(digitsOf(text).length);
}
