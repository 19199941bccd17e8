/** Who has not come for a long time, those who came last first: they are the likeliest to come back. */
import type { SleeperView, SleepingView } from '../../../typings/api/reports';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { memberOf, type StoredMember, spendable } from '../account';
import { addDays, dayOf, daysBetween } from '../calendar';
import { loadSettings } from '../settings';
import { nameOf, standingOn } from '../tiers';
import type { Activity } from './activity';
import { SLEEPS_AFTER_DAYS } from './census';

const LIMIT = 20;

export async function sleeping(
  env: Environment,
  { cursor, limit = LIMIT }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Result<SleepingView>> {
  if (cursor !== undefined && !/^[12]\d{3}-\d\d-\d\d [\w-]{1,64}$/.test(cursor))
    return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const settings = await loadSettings(env);
  const today = dayOf(env.now, settings.programme.zone);
  const awake = addDays(today, 1 - SLEEPS_AFTER_DAYS);
  const before = cursor !== undefined && cursor < awake ? cursor : awake;
  // From '1': whoever never was here has ''.
  const where = { last: { from: '1', before }, into: null };
  const fields = ['last'];
  const page = await env.store.find<Pick<Activity, '_id' | 'last'>>('activity', {
    where,
    order: ['last', 'desc'],
    limit: limit + 1,
    fields,
  });
  const shown = page.slice(0, limit);
  const ids = shown.map(({ _id }) => _id);
  const stored = await env.store.find<StoredMember>('members', { where: { _id: { in: ids } }, limit: limit + 1 });
  const members = new Map(stored.map((each) => [each._id, memberOf(each)]));
  const views = shown.flatMap(({ _id, last }): SleeperView[] => {
    const member = members.get(_id);
    if (!member || member.state === 'closed' || member.state === 'merged') return [];
    const lastDay = last.slice(0, 10) as DayKey;
    const { tier } = standingOn(member.tier, settings.ladders, today);
    return [
      {
        id: _id,
        number: member.number.slice(-4),
        nickname: member.profile.nickname,
        avatar: member.profile.avatar,
        tier: nameOf(settings.programme.tiers, tier),
        available: spendable(member.lots, today),
        lastDay,
        daysAgo: daysBetween(lastDay, today),
      },
    ];
  });
  return accept({
    now: env.now,
    today,
    days: SLEEPS_AFTER_DAYS,
    members: views,
    nextCursor: page.length > limit ? (shown.at(-1)?.last ?? null) : null,
  });
}
