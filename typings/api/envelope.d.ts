import type { ConsentAnswer } from './messages';

/** How the phone calls a cloud function and what comes back. */
export type Language = 'zh-Hans' | 'zh-Hant';

export interface Request<Payload = unknown> {
  /** 'checkin.signIn' */
  action: string;
  payload: Payload;
  /** Idempotency key of a command: 1 to 64 characters of [A-Za-z0-9_-]; made once per intent, the same in every repeat. Required for commands. */
  key?: string;
  /** Language of error sentences; zh-Hans when absent. */
  lang?: Language;
  /** What WeChat's sheet answered in the tap of this command; at most 3, recorded with it. */
  consents?: ConsentAnswer[];
}

export interface Failure {
  code: ErrorCode;
  /** A sentence for the person who reads it. */
  message: string;
  details?: { field?: string; [name: string]: string | number | boolean | undefined };
}

export type Answer<Data> = { ok: true; data: Data } | { ok: false; error: Failure };

export type ErrorCode =
  | 'UNKNOWN_ACTION'
  | 'INVALID_INPUT'
  | 'TOO_LARGE'
  | 'NO_IDENTITY'
  | 'NOT_MEMBER'
  | 'NOT_ALLOWED'
  | 'MODULE_OFF'
  | 'CONSENT_OUTDATED'
  | 'KEY_REUSED'
  | 'BUSY'
  | 'DAY_CHANGED'
  | 'MAKEUP_NO_CARD'
  | 'MAKEUP_NOT_OPEN'
  | 'TEXT_REFUSED'
  | 'BIRTHDAY_SET'
  | 'PHONE_UNREADABLE'
  | 'PHONE_OF_OTHER'
  | 'UNSIGNED'
  | 'CLOCK_SKEW'
  | 'REPLAYED'
  | 'PARTNER_OFF'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'MEMBER_NOT_FOUND'
  | 'CODE_OUTDATED'
  | 'STORE_UNKNOWN'
  | 'ORDER_NOT_FOUND'
  | 'ORDER_OF_OTHER'
  | 'REFUND_TOO_LARGE'
  | 'TIME_AHEAD'
  | 'TOO_OLD'
  | 'TOO_MANY'
  | 'OUT_OF_STOCK'
  | 'INSUFFICIENT'
  | 'PRICE_CHANGED'
  | 'REWARD_OFF'
  | 'REWARD_SOON'
  | 'REWARD_OVER'
  | 'TIER_REQUIRED'
  | 'STREAK_REQUIRED'
  | 'RIGHT_REQUIRED'
  | 'TAG_REQUIRED'
  | 'LIMIT_REACHED'
  | 'REDEMPTION_NOT_FOUND'
  | 'REDEMPTION_ENDED'
  | 'REDEMPTION_EXPIRED'
  | 'REDEMPTION_STORE'
  | 'NOT_CANCELLABLE'
  | 'PAYMENT_OFF'
  | 'PAYMENT_ENDED'
  | 'PAYMENT_NOT_FOUND'
  | 'COUPON_NOT_FOUND'
  | 'COUPON_EXPIRED'
  | 'COUPON_NOT_YET'
  | 'COUPON_USED'
  | 'COUPON_RESERVED'
  | 'COUPON_VOID'
  | 'COUPON_THRESHOLD'
  | 'COUPON_STORE'
  | 'COUPON_CHANNEL'
  | 'COUPON_CATEGORY'
  | 'COUPON_MEMBER'
  | 'COUPON_STACKING'
  | 'COUPON_OFF'
  | 'DEDUCTION_OFF'
  | 'DEDUCTION_MINIMUM'
  | 'DEDUCTION_TOO_MUCH'
  | 'DEDUCTION_STEP'
  | 'DEDUCTION_NOT_FOUND'
  | 'DEDUCTION_ENDED'
  | 'CODE_NEEDED'
  | 'CODE_UNKNOWN'
  | 'UNDONE'
  | 'UNDO_TOO_LATE'
  | 'NOT_STAFF'
  | 'ROLE_REQUIRED'
  | 'STORE_NOT_YOURS'
  | 'SETUP_CODE_WRONG'
  | 'OWNER_EXISTS'
  | 'INVITE_INVALID'
  | 'TOO_MANY_GUESSES'
  | 'CASHIER_LIMIT'
  | 'INVITE_UNKNOWN'
  | 'ASSIST_OFF'
  | 'ASSIST_NOT_FOUND'
  | 'ASSIST_ENDED'
  | 'ASSIST_OWN'
  | 'VISIT_OFF'
  | 'VISIT_CODE'
  | 'VISIT_LIMIT'
  | 'CASE_DECIDED'
  | 'OUTDATED'
  | 'APPROVAL_OWN'
  | 'APPROVAL_DECIDED'
  | 'PICTURE_UNREADABLE'
  | 'PICTURE_TOO_LARGE'
  | 'PICTURE_REFUSED'
  | 'PROGRAMME_INVALID'
  | 'FILE_UNREADABLE'
  | 'RUNNING'
  | 'TOO_FAST'
  | 'COPY_LIMIT'
  | 'FROZEN'
  | 'CLOSED'
  | 'CLOSING_OPEN'
  | 'REJOIN_LATER'
  | 'INTERNAL';
