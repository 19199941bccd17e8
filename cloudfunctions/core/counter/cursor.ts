/** Where the next page of acts or of cases begins: opaque to the phone, checked when it comes back. Pure. */
import type { EpochMs } from '../../../typings/domain';

/** The last one shown. */
export interface Place {
  at: EpochMs;
  id: string;
}

export function cursorAfter({ at, id }: Place): string {
  return Buffer.from(`a1.${at}.${id}`).toString('base64url');
}

/** The place that a cursor stands for; null for anything that was never handed out. */
export function placeOf(cursor: string): Place | null {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, at, id] = /^a1\.([1-9]\d{0,14})\.([\w-]{1,64})$/.exec(text) ?? [];
  if (at === undefined || id === undefined) return null;
  const place = { at: Number(at) as EpochMs, id };
  return cursorAfter(place) === cursor ? place : null;
}
