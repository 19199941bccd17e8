/** A member's notices: what happened to the account, newest first. */
import type { InboxInput, InboxView } from '../../../typings/api/shopper';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { journalOf, type Member } from '../account';
import { dayOf } from '../calendar';
import { findMember } from '../membership';
import { type Notice, noticeMark, noticeView } from '../messaging';
import { loadSettings, type Settings } from '../settings';
import { cursorAfter, type Place, placeOf } from './cursor';

const PAGE = 20;
/** More notices than this are never due in one and the same millisecond. */
const TIES = 50;
const ATTEMPTS = 3;

/** One page; notices that are not due yet are not in it. Those of members that became this one are. */
export async function inbox(env: Environment, openid: string, input: InboxInput): Promise<Result<InboxView>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  return member ? inboxOf(env, settings, member, input) : refuse('NOT_MEMBER');
}

/** The same of a member just read. */
export async function inboxOf(
  env: Environment,
  settings: Settings,
  member: Member,
  input: InboxInput,
): Promise<Result<InboxView>> {
  const after = input.cursor === undefined ? null : placeOf(input.cursor);
  if (input.cursor !== undefined && after === null) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const limit = input.limit ?? PAGE;
  const found = await noticesAfter(env, member, after, limit + 1);
  const page = found.slice(0, limit);
  let shown = after?.shown ?? 0;
  const unread = unreadOf(member);
  const last = page.at(-1);
  const { zone } = settings.programme;
  const notices = page.map(({ _id, memberId, kind, facts, dueAt, counted }) => {
    // What another account was told before it became this one lies behind: new is only that it has come.
    const own = memberId === member._id && counted !== false;
    const isUnread = own && shown < unread;
    if (own) shown += 1;
    return noticeView({ id: _id, kind, facts, at: dueAt }, zone, isUnread);
  });
  return accept({
    now: env.now,
    today: dayOf(env.now, zone),
    notices,
    nextCursor:
      found.length > limit && last ? cursorAfter({ at: last.dueAt, mark: noticeMark(last._id), shown }) : null,
  });
}

/**
 * Everything up to now counts as read. It moves nothing, so it is no entry and leaves the revision alone: a command
 * under way is not made to begin again because its member has looked.
 */
export async function inboxSeen(env: Environment, openid: string): Promise<Result<{ unread: number }>> {
  let member = await findMember(env.store, openid);
  for (let attempt = 1; member && attempt <= ATTEMPTS; attempt += 1) {
    if (unreadOf(member) === 0) return accept({ unread: 0 });
    if (await markSeen(env, member)) return accept({ unread: 0 });
    member = await findMember(env.store, openid);
  }
  return member ? accept({ unread: unreadOf(member) }) : refuse('NOT_MEMBER');
}

/** Only from what was read: a look that began earlier and ends later would set it back. */
async function markSeen(env: Environment, { _id, noticed, noticesSeen }: Member): Promise<boolean> {
  const change = { set: { noticesSeen: noticed } };
  if (await env.store.update('members', _id, { noticesSeen }, change)) return true;
  // A member written by an older version has no such field yet.
  return noticesSeen === 0 && env.store.update('members', _id, { noticesSeen: null }, change);
}

function unreadOf({ noticed, noticesSeen }: Member): number {
  return Math.max(0, noticed - noticesSeen);
}

/** At most `limit`. Those of one instant are ordered by their marks, as the database orders them in no way. */
async function noticesAfter(env: Environment, member: Member, after: Place | null, limit: number): Promise<Notice[]> {
  const until = Math.min(env.now, after?.at ?? env.now) as EpochMs;
  const found = await env.store.find<Notice>('notices', {
    where: { memberId: { in: [member._id, ...member.aliases] }, dueAt: { lte: until } },
    order: ['dueAt', 'desc'],
    limit: limit + TIES,
  });
  const all = new Map([...waitingIn(member, until), ...found].map((notice) => [notice._id, notice]));
  return [...all.values()]
    .map((notice) => ({ notice, mark: noticeMark(notice._id) }))
    .sort((a, b) => b.notice.dueAt - a.notice.dueAt || (a.mark < b.mark ? -1 : 1))
    .filter(({ notice, mark }) => after === null || notice.dueAt < after.at || mark > after.mark)
    .map(({ notice }) => notice)
    .slice(0, limit);
}

/** A till does not wait until its notices are written: what is still in the journal is shown from there. */
function waitingIn(member: Member, until: EpochMs): Notice[] {
  return (
    journalOf(member)
      .flatMap(({ births }) => births)
      .filter(({ collection }) => collection === 'notices')
      .map(({ document }) => document as Notice)
      // An entry may be news to somebody else too.
      .filter(({ memberId, dueAt }) => memberId === member._id && dueAt <= until)
  );
}
