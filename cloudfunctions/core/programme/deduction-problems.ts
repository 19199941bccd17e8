/** What is wrong with points off a price, in a programme that has the right shape. Pure. */
import type { Problem } from './problem';
import type { Programme } from './programme';

export function deductionProblems({ deduction, earning }: Programme): Problem[] {
  if (!deduction) return [];
  const { points, fen, minimumFen, maxRate } = deduction;
  const most = Math.floor((minimumFen * maxRate) / 100);
  const problems: Problem[] = [];
  if (minimumFen > 0 && most < fen) {
    problems.push({
      field: 'deduction.minimumFen',
      code: 'neverReached',
      message: `满 ${yuan(minimumFen)} 元最多抵 ${maxRate}%，不够抵一份 ${yuan(fen)} 元，请提高门槛或上限`,
    });
  }
  for (const { give, name } of earning.rules) {
    if (give.code !== 'perAmount') continue;
    // What an order brings must be worth less than the order, or buying would pay.
    if (give.points * fen < give.fen * points) continue;
    problems.push({
      field: 'deduction.fen',
      code: 'tooGenerous',
      message: `按「${name}」每消费 ${yuan(give.fen)} 元得 ${give.points} 积分，抵回来不比花的少，请调低抵扣的金额`,
    });
  }
  return problems;
}

function yuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}
