/** What is wrong with validity, return window and check-in of a programme that has the right shape. Pure. */
import type { Problem } from './problem';
import type { Programme } from './programme';
import { repeatedAt } from './repeated';

/** Shortest month and year, days. */
const MONTH_DAYS = 28;
const YEAR_DAYS = 365;

export function pointsProblems(programme: Programme): Problem[] {
  return [...waitingProblems(programme), ...checkInProblems(programme)];
}

function waitingProblems({ waiting, validity }: Programme): Problem[] {
  const problems: Problem[] = [];
  const longest = waiting.days + (waiting.from === 'completed' ? waiting.completeAfterDays : 0);
  if (waiting.from === 'completed' && waiting.completeAfterDays === 0) {
    problems.push({
      field: 'waiting.completeAfterDays',
      code: 'neverCompleted',
      message: '退货期从订单完成算起时，要写明多少天没有消息就自动算作完成，至少 1 天',
    });
  }
  const life = validity.kind === 'rolling' ? validity.months * MONTH_DAYS : validity.years * YEAR_DAYS;
  if (longest > 0 && longest >= life) {
    problems.push({
      field: 'waiting.days',
      code: 'neverSpendable',
      message: `积分最短 ${life} 天就到期，却要等 ${longest} 天才能用，请缩短退货期或延长有效期`,
    });
  }
  return problems;
}

function checkInProblems({ checkIn: { milestones } }: Programme): Problem[] {
  const repeated = repeatedAt(milestones.map(({ streak }) => streak)).map((i) => ({
    field: `checkIn.milestones.${i}.streak`,
    code: 'repeated',
    message: `连签 ${milestones[i]?.streak} 天的奖励写了两次`,
  }));
  const empty = milestones.flatMap(({ streak, points, factor, right, coupons = [] }, i) =>
    points === 0 && factor === 100 && right === null && coupons.length === 0
      ? [{ field: `checkIn.milestones.${i}`, code: 'nothing', message: `连签 ${streak} 天什么也没有送` }]
      : [],
  );
  return [...repeated, ...empty];
}
