/** What a text that the staff typed to find somebody is. Pure. */
import { isMemberNumber } from '../membership';

export type Sought =
  | { by: 'number'; number: string }
  /** E.164. */
  | { by: 'phone'; phone: string }
  | { by: 'tail'; tail: string }
  | { by: 'nickname'; beginning: string };

/** Spaces and dashes in digits do not count, full-width digits are digits. */
export function recognised(text: string): Sought {
  const plain = text.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');
  if (isMemberNumber(plain)) return { by: 'number', number: plain };
  if (/^1[3-9]\d{9}$/.test(plain)) return { by: 'phone', phone: `+86${plain}` };
  if (/^\+[1-9]\d{6,14}$/.test(plain)) return { by: 'phone', phone: plain };
  if (/^\d{4}$/.test(plain)) return { by: 'tail', tail: plain };
  return { by: 'nickname', beginning: text.trim() };
}

/** One member and no other; null for anything that may be several. */
export function refOf(text: string): { number: string } | { phone: string } | null {
  const sought = recognised(text);
  if (sought.by === 'number') return { number: sought.number };
  return sought.by === 'phone' ? { phone: sought.phone } : null;
}

/** The first text after all that begin like this; null when there is none. The same in bytes and in code points. */
export function afterAll(beginning: string): string | null {
  const points = [...beginning];
  const last = points.pop()?.codePointAt(0);
  if (last === undefined) return null;
  if (last >= 0x10ffff) return afterAll(points.join(''));
  // Half a pair is no character.
  const next = last + 1 >= 0xd800 && last + 1 <= 0xdfff ? 0xe000 : last + 1;
  return points.join('') + String.fromCodePoint(next);
}
