/** What is wrong with the tiers of a programme that has the right shape. One tier alone is allowed. Pure. */
import type { Tier } from '../tiers';
import type { Problem } from './problem';
import type { Programme } from './programme';
import { repeatedAt } from './repeated';

const MONTH_DAYS = 28;

export function tierProblems(programme: Programme): Problem[] {
  const { list, validityMonths, graceDays, warningDays } = programme.tiers;
  const problems = [
    ...repeatedTiers(list),
    ...list.flatMap((tier, i) => oneTier(tier, list[i - 1], `tiers.list.${i}`)),
  ];
  const { perFen, checkIn, join } = programme.growth;
  if (list.length > 1 && perFen === null && checkIn === 0 && join === 0) {
    problems.push({
      field: 'growth',
      code: 'unreachable',
      message: '有几个等级，却没有任何办法得成长值，谁也升不了级',
    });
  }
  if (validityMonths !== null && warningDays > validityMonths * MONTH_DAYS + graceDays) {
    problems.push({
      field: 'tiers.warningDays',
      code: 'tooLarge',
      message: '降级提醒天数比等级有效期还长，会员一升级就会收到降级提醒',
    });
  }
  return problems;
}

function repeatedTiers(list: readonly Tier[]): Problem[] {
  const at = (field: 'code' | 'name', label: string) =>
    repeatedAt(list.map((tier) => tier[field])).map((i) => ({
      field: `tiers.list.${i}.${field}`,
      code: 'repeated',
      message: `${label}「${list[i]?.[field]}」用了两次`,
    }));
  return [...at('code', '等级编号'), ...at('name', '等级名称')];
}

function oneTier(tier: Tier, lower: Tier | undefined, field: string): Problem[] {
  const { name, from, keep, rights } = tier;
  const problems: Problem[] = [];
  const say = (part: string, code: string, message: string) =>
    problems.push({ field: `${field}.${part}`, code, message });
  if (rights.length === 0) say('rights', 'noRights', `「${name}」还没有任何权益，没有权益的等级不能发布`);
  for (const i of repeatedAt(rights.map(({ code }, i) => (code === 'custom' ? i : code))))
    say('rights', 'repeated', `「${name}」的同一种权益写了两次：${rights[i]?.code}`);
  if (!lower) {
    if (from !== 0) say('from', 'notFromZero', `第一级「${name}」要从 0 成长值开始，入会就是这一级`);
    if (keep !== 0) say('keep', 'nothingToKeep', `第一级「${name}」不会再降，保级成长值填 0`);
  } else {
    if (from <= lower.from)
      say('from', 'notAscending', `「${name}」的升级成长值要大于「${lower.name}」的 ${lower.from}`);
    if (keep > from) say('keep', 'keepAboveFrom', `「${name}」保级要 ${keep}，比升级的 ${from} 还高`);
  }
  return problems;
}
