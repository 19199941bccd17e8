/** Where the next page begins: opaque to the phone, checked when it comes back. Pure. */

const PREFIX = 'h1.';

/** `seq` of the last entry shown. */
export function cursorAfter(seq: number): string {
  return Buffer.from(`${PREFIX}${seq}`).toString('base64url');
}

/** The `seq` that a cursor stands for; null for anything that was never handed out. */
export function seqOfCursor(cursor: string): number | null {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, digits] = /^h1\.([1-9]\d{0,14})$/.exec(text) ?? [];
  const seq = digits === undefined ? null : Number(digits);
  return seq !== null && cursorAfter(seq) === cursor ? seq : null;
}
