/**
 * Tags by which the shop tells members apart. They stand on the member's document, but are the shop's and not the
 * member's: they are written outside of commits, under a revision of their own, and no history shows them.
 */
import type { MemberActions } from '../../../typings/api/members';
import type { Environment } from '../../platform/environment';
import { canonical } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { type Store, StoreError } from '../../platform/store';
import { findMemberById, type Member } from '../account';
import { dayOf } from '../calendar';
import { loadSettings } from '../settings';
import type { Staff } from '../staffing';
import { subjectOf } from './subject';

export const TAGS_MAX = 10;

/** Refuses with MEMBER_NOT_FOUND, CLOSED, and OUTDATED for the second of two at once. */
export async function tag(
  env: Environment,
  _staff: Staff,
  { id, tags, rev }: MemberActions['members.tag'][0],
): Promise<Result<MemberActions['members.tag'][1]>> {
  const settings = await loadSettings(env);
  const subject = await subjectOf(env, settings, id);
  if (!subject.ok) return subject;
  if (subject.data.state === 'closed') return refuse('CLOSED');
  const wanted = [...new Set(tags)];
  const today = dayOf(env.now, settings.programme.zone);
  if (await write(env.store, subject.data._id, wanted, rev))
    return accept({ now: env.now, today, tags: wanted, tagsRev: rev + 1 });
  const now = await findMemberById(env.store, subject.data._id);
  const present = tagsOf(now);
  // The answer of the first call was lost.
  if (present.tagsRev === rev + 1 && canonical(present.tags) === canonical(wanted))
    return accept({ now: env.now, today, ...present });
  return refuse('OUTDATED', { rev: present.tagsRev });
}

export function tagsOf(member: Pick<Member, 'tags' | 'tagsRev'> | null): { tags: string[]; tagsRev: number } {
  return { tags: [...(member?.tags ?? [])], tagsRev: member?.tagsRev ?? 0 };
}

/** Who has become another brings their tags along, as far as there is room. May be repeated. */
export async function bringTags(env: Environment, from: Member, into: Member): Promise<void> {
  const [{ tags }, present] = [tagsOf(from), tagsOf(into)];
  const all = [...new Set([...present.tags, ...tags])].slice(0, TAGS_MAX);
  if (all.length > present.tags.length) await write(env.store, into._id, all, present.tagsRev);
}

async function write(store: Store, id: string, tags: readonly string[], rev: number): Promise<boolean> {
  const where = { tagsRev: rev === 0 ? null : rev };
  try {
    return await store.update('members', id, where, { set: { tags, tagsRev: rev + 1 } });
  } catch (unanswered) {
    if (!(unanswered instanceof StoreError)) throw unanswered;
    return false;
  }
}
