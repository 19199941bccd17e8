/** Where the next page of notices begins: opaque to the phone, checked when it comes back. Pure. */

/** The last notice shown, and how many of the member's own have been shown with it. */
export interface Place {
  at: number;
  mark: string;
  shown: number;
}

export function cursorAfter({ at, mark, shown }: Place): string {
  return Buffer.from(`n1.${at}.${mark}.${shown}`).toString('base64url');
}

/** The place that a cursor stands for; null for anything that was never handed out. */
export function placeOf(cursor: string): Place | null {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, at, mark, shown] = /^n1\.([1-9]\d{0,14})\.([\w-]{16})\.(0|[1-9]\d{0,5})$/.exec(text) ?? [];
  if (at === undefined || mark === undefined || shown === undefined) return null;
  const place = { at: Number(at), mark, shown: Number(shown) };
  return cursorAfter(place) === cursor ? place : null;
}
