import type { Refusal } from '../platform/refusal';

/** The refusal, with the field it is about when it does not say so itself. */
export function about(refusal: Refusal, field: string | undefined): Refusal {
  if (refusal.details?.field !== undefined || field === undefined || refusal.code === 'BUSY') return refusal;
  return { ...refusal, details: { ...refusal.details, field } };
}
