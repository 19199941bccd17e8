/** Where the next page begins: opaque to the phone, checked when it comes back. Pure. */

const PREFIX = 'h2.';
/** The member and those that became one with it. */
export const STRANDS_MAX = 16;

/** Of each strand the `seq` of the last entry shown, or one above its newest. */
export function cursorAfter(seqs: readonly number[]): string {
  return Buffer.from(`${PREFIX}${seqs.join('.')}`).toString('base64url');
}

/** What a cursor stands for; null for anything that was never handed out. */
export function seqsOfCursor(cursor: string): number[] | null {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, digits] = /^h2\.([1-9]\d{0,14}(?:\.[1-9]\d{0,14})*)$/.exec(text) ?? [];
  const seqs = digits?.split('.').map(Number) ?? [];
  return seqs.length > 0 && seqs.length <= STRANDS_MAX && cursorAfter(seqs) === cursor ? seqs : null;
}
