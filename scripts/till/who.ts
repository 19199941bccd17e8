import type { MemberRef } from '../../typings/api/partner';

/** Whom a cashier means by what was typed or scanned. Spaces between groups of digits do not count. */
export function memberOf(text: string): MemberRef | null {
  const typed = text.replace(/[\s-]/g, '');
  if (/^\d{12}$/.test(typed)) return { number: typed };
  if (/^88\d{16}$/.test(typed)) return { code: typed };
  if (/^1\d{10}$/.test(typed)) return { phone: `+86${typed}` };
  if (/^\+[1-9]\d{6,14}$/.test(typed)) return { phone: typed };
  const card = text.trim();
  return /^[\x21-\x7e]{1,64}$/.test(card) ? { card } : null;
}
