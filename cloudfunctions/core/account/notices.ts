/** Notices among what entries give birth to: the member document counts them and keeps the newest. Pure. */
import type { EpochMs } from '../../../typings/domain';
import type { LastNotice, Notice } from '../messaging';
import type { Birth, Entry } from './entry';
import type { Member } from './member';

export function countNotices(
  before: Pick<Member, 'noticed' | 'lastNotice'>,
  entries: readonly Entry[],
  at: EpochMs,
): Pick<Member, 'noticed' | 'lastNotice'> {
  const due = entries
    .flatMap(({ births }) => births.flatMap((birth) => noticeOf(birth) ?? []))
    .filter((notice) => notice.dueAt <= at && notice.counted !== false);
  const newest = due.reduce<Notice | null>((last, next) => (last && last.dueAt > next.dueAt ? last : next), null);
  return { noticed: before.noticed + due.length, lastNotice: newest ? lastOf(newest) : before.lastNotice };
}

function noticeOf({ collection, document }: Birth): Notice | null {
  return collection === 'notices' ? (document as Notice) : null;
}

function lastOf({ _id, kind, facts, dueAt }: Notice): LastNotice {
  return { id: _id, kind, facts, at: dueAt };
}
