import type { NoticeView } from '../../../typings/api/shopper';
import { call } from '../../services/cloud';
import { membership } from '../../stores/membership';
import { Paged } from '../../stores/paged';

/** The notices fetched so far, newest first. */
export const inbox = new Paged<NoticeView>(async (input) => {
  const outcome = await call('inbox.list', input);
  if (!outcome.ok) return outcome;
  const { notices, nextCursor, today } = outcome.data;
  return { ok: true, data: { items: notices, nextCursor, today } };
});

/** What is on the screen has been read. The dots stay for this visit; when the cloud did not hear of it, they are there again. */
export async function markSeen(): Promise<void> {
  const unread = membership.home?.inbox.unread ?? 0;
  if (unread === 0 && !inbox.items.some((notice) => notice.unread)) return;
  const outcome = await call('inbox.seen', {});
  if (outcome.ok) membership.change({ inbox: { unread: outcome.data.unread, latest: null } });
}
