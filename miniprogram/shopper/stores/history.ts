import type { EntryView } from '../../../typings/api/shopper';
import { call } from '../../services/cloud';
import { type Fetched, Paged, type PageInput } from '../../stores/paged';

/** '' for one's own; another member's is for the staff, whose pages have told the way to the cloud which actions there are. */
let subject = '';

export function lookAt(memberId: string): void {
  if (memberId !== subject) history.leave();
  subject = memberId;
}

async function fetched({ cursor, limit }: PageInput): Promise<Fetched<EntryView>> {
  const after = cursor === undefined ? {} : { cursor };
  const outcome = subject
    ? await call('members.timeline', { id: subject, ...after })
    : await call('points.history', { limit, ...after });
  if (!outcome.ok) return outcome;
  const { entries, nextCursor, today } = outcome.data;
  return { ok: true, data: { items: entries, nextCursor, today } };
}

/** The ledger entries fetched so far, newest first. */
export const history = new Paged<EntryView>(fetched);
