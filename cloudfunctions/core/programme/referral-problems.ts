/** What is wrong with inviting, in a programme that has the right shape. Pure. */
import type { Reward } from '../inviting';
import type { Problem } from './problem';
import type { Programme } from './programme';

export function referralProblems({ referral, assist }: Programme): Problem[] {
  if (!referral) return [];
  const { registered, firstOrder, friend, perDay, inAll, budget, campaign } = referral;
  const parts: [field: string, name: string, reward: Reward | null][] = [
    ['registered', '好友入会', registered],
    ['firstOrder', '好友首单', firstOrder],
    ['friend', '好友的见面礼', friend],
  ];
  const problems = parts.flatMap(([field, name, reward]) => (reward ? emptyProblem(field, name, reward) : []));
  if (!registered && !firstOrder && !friend)
    problems.push({ field: 'referral', code: 'nothing', message: '邀请好友什么也没有送，请写上奖励，或者关掉邀请' });
  if (inAll < perDay)
    problems.push({
      field: 'referral.inAll',
      code: 'neverReached',
      message: `邀请的总上限是 ${inAll} 位，比每天的 ${perDay} 位还少`,
    });
  const largest = Math.max(registered?.points ?? 0, firstOrder?.points ?? 0);
  if (budget !== null && budget < largest)
    problems.push({
      field: 'referral.budget',
      code: 'neverReached',
      message: `邀请的预算是 ${budget} 积分，连一份 ${largest} 积分的奖励都不够发`,
    });
  // Their counts and their receipts would be told apart; whoever reads the budget in the stock would not.
  if (assist?.campaign === campaign)
    problems.push({
      field: 'assist.campaign',
      code: 'repeated',
      message: `邀请和好友助力用了同一个活动编号「${campaign}」，请换一个`,
    });
  return problems;
}

function emptyProblem(field: string, name: string, { points, coupons = [] }: Reward): Problem[] {
  if (points > 0 || coupons.length > 0) return [];
  return [
    { field: `referral.${field}`, code: 'nothing', message: `${name}什么也没有送，请写上积分或优惠券，或者去掉` },
  ];
}
