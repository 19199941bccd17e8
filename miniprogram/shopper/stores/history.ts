import type { EntryView } from '../../../typings/api/shopper';
import { call } from '../../services/cloud';
import { Paged } from '../../stores/paged';

/** The ledger entries fetched so far, newest first. */
export const history = new Paged<EntryView>(async (input) => {
  const outcome = await call('points.history', input);
  if (!outcome.ok) return outcome;
  const { entries, nextCursor, today } = outcome.data;
  return { ok: true, data: { items: entries, nextCursor, today } };
});
