/**
 * Member numbers: 12 digits, the first not 0 (tills strip leading zeros), the last a check digit after Damm, which
 * notices every single wrong digit and every swap of two neighbours: the two mistakes people make when typing.
 */
import { createHash } from 'node:crypto';

/** H. M. Damm's quasigroup of order 10 (dissertation, Marburg 2004). */
const TABLE = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** One of a member's candidates: the next is tried when another member has this one. */
export function candidateNumber(memberId: string, attempt: number): string {
  const bytes = createHash('sha256').update(`number ${attempt} of ${memberId}`).digest();
  // 48 bits over 9 × 10^10 numbers: the bias is below one in three thousand, and nothing rests on it.
  const eleven = String(10_000_000_000 + (bytes.readUIntBE(0, 6) % 90_000_000_000));
  return eleven + checkDigit(eleven);
}

export function checkDigit(digits: string): string {
  return String(damm(digits));
}

export function isMemberNumber(text: string): boolean {
  return /^[1-9]\d{11}$/.test(text) && damm(text) === 0;
}

function damm(digits: string): number {
  return [...digits].reduce((interim, digit) => Number(TABLE[interim]?.[Number(digit)]), 0);
}
