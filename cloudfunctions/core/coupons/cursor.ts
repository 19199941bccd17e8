/** Where the next page of the wallet begins: opaque to the phone, checked when it comes back. Pure. */
import type { DayKey } from '../../../typings/domain';
import { isDayKey } from '../calendar';

/** The last coupon shown. */
export interface Place {
  until: DayKey;
  id: string;
}

/** The last use shown. */
export interface UsePlace {
  at: number;
  id: string;
}

export function cursorAfter({ until, id }: Place): string {
  return sealed(`c1.${until}.${id}`);
}

export function cursorAfterUse({ at, id }: UsePlace): string {
  return sealed(`u1.${at}.${id}`);
}

/** The place that a cursor stands for; null for anything that was never handed out. */
export function placeOf(cursor: string): Place | null {
  const [, until, id] = /^c1\.(\d{4}-\d\d-\d\d)\.([0-9a-zA-Z_-]{1,64})$/.exec(opened(cursor)) ?? [];
  if (until === undefined || id === undefined || !isDayKey(until)) return null;
  const place = { until, id };
  return cursorAfter(place) === cursor ? place : null;
}

export function usePlaceOf(cursor: string): UsePlace | null {
  const [, at, id] = /^u1\.([1-9]\d{0,14})\.([0-9a-zA-Z_-]{1,64})$/.exec(opened(cursor)) ?? [];
  if (at === undefined || id === undefined) return null;
  const place = { at: Number(at), id };
  return cursorAfterUse(place) === cursor ? place : null;
}

function sealed(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function opened(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString('latin1');
}
