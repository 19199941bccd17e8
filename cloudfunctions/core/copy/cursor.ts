/** Where the next part of a copy begins: opaque to the phone, checked when it comes back. Pure. */

export interface Place {
  /** Index of the section. */
  section: number;
  /** The section's own cursor; '' for its beginning. */
  within: string;
}

export function cursorAfter({ section, within }: Place): string {
  return Buffer.from(`c1.${section}.${within}`).toString('base64url');
}

/** The place that a cursor stands for; null for anything that was never handed out. */
export function placeOf(cursor: string, sections: number): Place | null {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, index, within] = /^c1\.(\d{1,2})\.([\w-]{0,400})$/.exec(text) ?? [];
  if (index === undefined || within === undefined) return null;
  const place = { section: Number(index), within };
  if (place.section >= sections) return null;
  return cursorAfter(place) === cursor ? place : null;
}
