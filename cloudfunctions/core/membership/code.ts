/**
 * The member code: 18 digits that a plain till scanner reads. '88', the first eleven digits of the member number, five
 * digits of a keyed check over number and step. WeChat's and Alipay's payment codes begin with 10–15, 25–30 and 62: a
 * till tells them apart by the prefix. A step is a minute of the server's clock, which alone issues and judges codes.
 *
 * Laws: a code verifies only in its own step and the next. Spending takes a code once, and later ones only. A code of
 * another number or step verifies in one of 100,000 cases.
 */
import { createHmac } from 'node:crypto';
import type { EpochMs } from '../../../typings/domain';
import { checkDigit } from './number';

const PREFIX = '88';
const STEP_MS = 60_000;
/** So many are handed out at once: the phone shows them one after the other while it is offline. */
const ISSUED = 10;
const CHECK_DIGITS = 5;

export interface MemberCode {
  code: string;
  from: EpochMs;
  /** First instant at which the next one is shown. */
  until: EpochMs;
}

export function issueCodes(number: string, now: EpochMs, key: Buffer): MemberCode[] {
  const first = stepAt(now);
  return Array.from({ length: ISSUED }, (_, index) => {
    const step = first + index;
    return { code: codeAt(number, step, key), from: startOf(step), until: startOf(step + 1) };
  });
}

/** The member number that a code names, whether it is valid or not; null for what is no code. */
export function numberOfCode(code: string): string | null {
  const [, eleven] = /^88([1-9]\d{10})\d{5}$/.exec(code) ?? [];
  return eleven === undefined ? null : eleven + checkDigit(eleven);
}

/** The step a code was made for, this one or the one before; null for any other. */
export function stepForEarning(code: string, now: EpochMs, key: Buffer): number | null {
  const number = numberOfCode(code);
  if (number === null) return null;
  const step = stepAt(now);
  return [step, step - 1].find((each) => codeAt(number, each, key) === code) ?? null;
}

/** As for earning, but only later than the last one used: the answer becomes the member's `lastCodeStep`. */
export function stepForSpending(code: string, now: EpochMs, key: Buffer, lastCodeStep: number): number | null {
  const step = stepForEarning(code, now, key);
  return step !== null && step > lastCodeStep ? step : null;
}

function codeAt(number: string, step: number, key: Buffer): string {
  const bytes = createHmac('sha256', key).update(`${number} ${step}`).digest();
  // 48 bits over 10^5 values: the bias is below one in a thousand million.
  const check = String(bytes.readUIntBE(0, 6) % 10 ** CHECK_DIGITS).padStart(CHECK_DIGITS, '0');
  return PREFIX + number.slice(0, -1) + check;
}

function stepAt(now: EpochMs): number {
  return Math.floor(now / STEP_MS);
}

function startOf(step: number): EpochMs {
  return (step * STEP_MS) as EpochMs;
}
