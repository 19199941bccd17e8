/** Where the next page of friends begins: opaque to the phone, checked when it comes back. Pure. */

/** The last friend shown. */
export interface Place {
  at: number;
  mark: string;
}

export function cursorAfter({ at, mark }: Place): string {
  return Buffer.from(`f1.${at}.${mark}`).toString('base64url');
}

/** The place that a cursor stands for; null for anything that was never handed out. */
export function placeOf(cursor: string): Place | null {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, at, mark] = /^f1\.([1-9]\d{0,14})\.([\w-]{16})$/.exec(text) ?? [];
  if (at === undefined || mark === undefined) return null;
  const place = { at: Number(at), mark };
  return cursorAfter(place) === cursor ? place : null;
}
