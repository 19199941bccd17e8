import type { ErrorCode, Failure } from '../../typings/api/envelope';

/** An expected failure. The sentence is added at the border, in the caller's language. */
export interface Refusal {
  ok: false;
  code: ErrorCode;
  details?: NonNullable<Failure['details']>;
}

export type Result<T> = { ok: true; data: T } | Refusal;

export function refuse(code: ErrorCode, details?: NonNullable<Failure['details']>): Refusal {
  return details ? { ok: false, code, details } : { ok: false, code };
}

export function accept<T>(data: T): Result<T> {
  return { ok: true, data };
}
