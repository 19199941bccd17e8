/** Assistances that somebody has to look at, and what they decide. */
import type { CaseView } from '../../../typings/api/staff';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import type { StoredMember } from '../account';
import { memberOf } from '../account';
import { dayOf } from '../calendar';
import { counterMember, type Place } from '../counter';
import { giftView } from '../referrals';
import type { Settings } from '../settings';
import type { Assist } from './assist';
import { settleAssist } from './settle';

/** Cases of one and the same millisecond. */
const TIES = 30;

/** What has waited longest first; at most `limit`. */
export async function assistCases(
  env: Environment,
  settings: Settings,
  after: Place | null,
  limit: number,
): Promise<CaseView[]> {
  const found = await env.store.find<Assist>('assists', {
    where: { case: { gte: after?.at ?? 1 } },
    order: ['case', 'asc'],
    limit: limit + TIES,
  });
  const page = found
    .sort((a, b) => Number(a.case) - Number(b.case) || (a._id < b._id ? -1 : 1))
    .filter((each) => after === null || Number(each.case) > after.at || each._id > after.id)
    .slice(0, limit);
  return viewsOf(env, settings, page);
}

async function viewsOf(env: Environment, settings: Settings, page: readonly Assist[]): Promise<CaseView[]> {
  if (page.length === 0) return [];
  const ids = [...new Set(page.map(({ starterId }) => starterId))];
  const stored = await env.store.find<StoredMember>('members', { where: { _id: { in: ids } }, limit: ids.length });
  const starters = new Map(stored.map((each) => [each._id, memberOf(each)]));
  const today = dayOf(env.now, settings.programme.zone);
  return page.map(({ _id, starterId, reward, reasons, case: at }) => {
    const starter = starters.get(starterId);
    if (!starter || at === null) throw new Error('a case without a member');
    const inviter = counterMember(starter, settings, today);
    return { id: _id, what: 'assist', inviter, friend: null, gift: giftView(settings, reward), reasons, at };
  });
}

/** Refuses with ASSIST_NOT_FOUND, or CASE_DECIDED for whoever comes second with another decision. */
export async function decideAssist(
  env: Environment,
  settings: Settings,
  { id, pay, by }: { id: string; pay: boolean; by: string },
): Promise<Result<null>> {
  const verdict = pay
    ? // Whoever pays in spite of an empty budget pays from outside of it.
      { state: 'granted' as const, look: env.now, budget: null }
    : { state: 'refused' as const, look: null };
  const set = { ...verdict, decidedBy: by, case: null };
  const decided = await env.store.update('assists', id, { state: 'review' }, { set });
  const assist = await findById<Assist>(env.store, 'assists', id);
  if (!assist) return refuse('ASSIST_NOT_FOUND');
  const same = assist.decidedBy === by && (assist.state === 'refused') === !pay;
  if (!decided && !same) return refuse('CASE_DECIDED');
  await settleAssist(env, settings, assist);
  return accept(null);
}
