/** What is wrong with friends' help, in a programme that has the right shape. Pure. */
import type { DayKey } from '../../../typings/domain';
import { daysBetween, isDayKey } from '../calendar';
import type { Problem } from './problem';
import type { Programme } from './programme';

/** A campaign has an end that people can wait for. */
const DAYS_MAX = 366;

export function assistProblems({ assist }: Programme): Problem[] {
  if (!assist) return [];
  const { firstDay, lastDay, reward, budget } = assist;
  const problems: Problem[] = dayProblems(firstDay, lastDay);
  if (reward.points === 0 && (reward.coupons ?? []).length === 0)
    problems.push({ field: 'assist.reward', code: 'nothing', message: '好友助力什么也没有送，请写上积分或优惠券' });
  if (budget !== null && budget < reward.points)
    problems.push({
      field: 'assist.budget',
      code: 'neverReached',
      message: `好友助力的预算是 ${budget} 积分，连一份 ${reward.points} 积分的奖励都不够发`,
    });
  return problems;
}

function dayProblems(firstDay: string, lastDay: string): Problem[] {
  const unreal = (['firstDay', 'lastDay'] as const)
    .map((name) => ({ field: `assist.${name}`, day: { firstDay, lastDay }[name] }))
    .filter(({ day }) => !isDayKey(day))
    .map(({ field, day }) => ({ field, code: 'noDay', message: `好友助力写了「${day}」，没有这一天` }));
  if (unreal.length > 0) return unreal;
  const days = daysBetween(firstDay as DayKey, lastDay as DayKey) + 1;
  if (days < 1)
    return [{ field: 'assist.lastDay', code: 'endsFirst', message: '好友助力的最后一天在第一天之前，请改一下日期' }];
  if (days > DAYS_MAX)
    return [{ field: 'assist.lastDay', code: 'tooLong', message: `好友助力最长办 ${DAYS_MAX} 天，请把日期改近一些` }];
  return [];
}
