/** A member's entries, coupons and redemptions, as they see them themselves, and whether their books are sound. */
import type { MemberActions } from '../../../typings/api/members';
import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import { checkBook, type Member } from '../account';
import { dayOf } from '../calendar';
import { walletOf } from '../coupons';
import { historyOf } from '../points';
import { redemptionsOf } from '../rewards';
import { loadSettings, type Settings } from '../settings';
import type { Staff } from '../staffing';
import { tooFast } from './limits';
import { subjectOf } from './subject';

const PAGE = 20;

type Answer<Name extends keyof MemberActions> = Promise<Result<MemberActions[Name][1]>>;

async function open(env: Environment, id: string): Promise<Result<{ settings: Settings; member: Member }>> {
  const settings = await loadSettings(env);
  const subject = await subjectOf(env, settings, id);
  return subject.ok ? accept({ settings, member: subject.data }) : subject;
}

type Paging<Name extends keyof MemberActions> = MemberActions[Name][0];

/** All refuse with MEMBER_NOT_FOUND, BUSY, and INVALID_INPUT for a cursor that was never handed out. */
export async function timeline(
  env: Environment,
  { id, ...paging }: Paging<'members.timeline'>,
): Answer<'members.timeline'> {
  const opened = await open(env, id);
  if (!opened.ok) return opened;
  return historyOf(env, opened.data.settings, opened.data.member, { ...paging, limit: PAGE });
}

export async function couponsOf(
  env: Environment,
  { id, ...paging }: Paging<'members.coupons'>,
): Answer<'members.coupons'> {
  const opened = await open(env, id);
  if (!opened.ok) return opened;
  const { settings, member } = opened.data;
  return walletOf(env, settings, member, { ...paging, limit: PAGE });
}

/** Without codes, and with addresses masked: they are for whoever sends goods. */
export async function redemptionsOfMember(
  env: Environment,
  { id, ...paging }: Paging<'members.redemptions'>,
): Answer<'members.redemptions'> {
  const opened = await open(env, id);
  if (!opened.ok) return opened;
  const { settings, member } = opened.data;
  const page = await redemptionsOf(env, settings, member, { ...paging, limit: PAGE }, false);
  if (!page.ok) return page;
  const { now, today, redemptions, nextCursor } = page.data;
  return accept({ now, today, redemptions: redemptions.map((each) => ({ ...each, code: null })), nextCursor });
}

/** Refuses with TOO_FAST, MEMBER_NOT_FOUND and BUSY. */
export async function books(env: Environment, staff: Staff, { id }: { id: string }): Answer<'members.books'> {
  const hurried = await tooFast(env, staff, 'books');
  if (hurried) return hurried;
  const opened = await open(env, id);
  if (!opened.ok) return opened;
  const { settings, member } = opened.data;
  const { facts, wrong } = await checkBook(env.store, member);
  return accept({ now: env.now, today: dayOf(env.now, settings.programme.zone), entries: facts.length, wrong });
}
