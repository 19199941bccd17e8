/** Where the next page of a list begins: opaque to the phone, checked when it comes back. Pure. */

/** The last one shown: what the list is sorted by, and its id among its equals. */
export interface Place {
  at: number;
  id: string;
  /** Shown above the list, and therefore not in it. */
  above: string | null;
}

export function cursorAfter({ at, id, above }: Place): string {
  return Buffer.from(`m1.${at}.${id}.${above ?? ''}`).toString('base64url');
}

/** The place that a cursor stands for; null for anything that was never handed out. */
export function placeOf(cursor: string): Place | null {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, at, id, above] = /^m1\.(0|[1-9]\d{0,14})\.([\w-]{1,64})\.([A-Za-z0-9]{0,24})$/.exec(text) ?? [];
  if (at === undefined || id === undefined) return null;
  const place = { at: Number(at), id, above: above === undefined || above === '' ? null : above };
  return cursorAfter(place) === cursor ? place : null;
}
