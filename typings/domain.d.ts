/** Words of the domain that phone and cloud share. Types only. */
declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** A calendar day in the programme's time zone: '2026-11-21'. */
export type DayKey = Brand<string, 'DayKey'>;
/** A calendar month in the programme's time zone: '2026-11'. */
export type MonthKey = Brand<string, 'MonthKey'>;
/** Whole points. A gain is positive, a spend negative. */
export type Points = Brand<number, 'Points'>;
/** Money in fen (1/100 yuan), whole. */
export type Fen = Brand<number, 'Fen'>;
/** An instant, milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Brand<number, 'EpochMs'>;

/** What can be switched on and off in a shop. A module that is not built is never in this list. */
export type ModuleName = 'checkin' | 'mall' | 'coupons' | 'invite';

/** One line of the explanation of a ledger entry. `code` names a sentence in the phone's words (all in codes.d.ts), `args` fill it, `result` is the running sum. */
export interface Because {
  code: string;
  args: Record<string, string | number>;
  result: number;
}

/** A day of every year: '02-29'. */
export type MonthDay = Brand<string, 'MonthDay'>;

/** Where something happened: in the mini-program, at the counter by staff, at a till, in a web shop, by the clock. */
export type Channel = 'mini' | 'counter' | 'till' | 'web' | 'system';

/** Who did it. */
export type Actor = 'member' | 'staff' | 'partner' | 'timer';

/**
 * Kinds of ledger entries. 'order', 'completed' and 'refund' are the events of one order; 'tier' is a tier that changed by
 * the passing of time (0 points), 'gift' what reaching a tier brought, 'merge' either side of two members becoming one.
 * 'exchange' is a reward taken for points and 'cancel' the same given back; 'reserve', 'captured', 'released' and 'late'
 * are the steps of one that costs money too; 'claim' is a coupon taken; 'deduct' are points taken off an order's price,
 * 'restore' the same given back; 'referral' is what a friend's joining or first order brought their inviter, 'assist' what
 * friends' help brought, 'visit' a check-in at a store. 'adjust' is a correction by the staff, 'state' an account that was
 * paused or opened again (0 points), 'opening' the balance somebody brings from an older system, or its undoing.
 */
export type EntryKind =
  | 'join'
  | 'checkin'
  | 'makeup'
  | 'expiry'
  | 'profile'
  | 'order'
  | 'completed'
  | 'refund'
  | 'birthday'
  | 'tier'
  | 'gift'
  | 'merge'
  | 'exchange'
  | 'cancel'
  | 'reserve'
  | 'captured'
  | 'released'
  | 'late'
  | 'claim'
  | 'deduct'
  | 'restore'
  | 'referral'
  | 'assist'
  | 'visit'
  | 'adjust'
  | 'state'
  | 'opening';
