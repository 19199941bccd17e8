/** What the schema refuses, as sentences. Pure. */
import * as v from 'valibot';
import { labelOf, told } from './labels';
import type { Problem } from './problem';

type Issue = v.BaseIssue<unknown>;

export function shapeProblem(issue: Issue): Problem {
  const field = v.getDotPath(issue) ?? '';
  for (const special of [sharing, uncapped, noSuchDay, ofLists]) {
    const problem = special(field, issue);
    if (problem) return problem;
  }
  const { label, unit } = labelOf(field);
  const [code, message] = general(issue, label, (value) => told(value, unit));
  return { field, code, message };
}

/** The platform forbids it: rules of operation of mini-programs, on inducing people to share. */
function sharing(field: string, { input }: Issue): Problem | null {
  if (!/^earning\.rules\.\d+\.on\.\d+$/.test(field) || input !== 'share') return null;
  return {
    field,
    code: 'shareReward',
    message: '微信不允许奖励「分享」这个动作，否则小程序会被限制。可以改为奖励下单、签到或入会',
  };
}

function uncapped(field: string, { input }: Issue): Problem | null {
  if (field !== 'earning.cap') return null;
  const message =
    typeof input === 'number' && input < 100
      ? '倍数封顶最小是 1 倍'
      : '几种加倍会互相叠加，一定要写明合计最高几倍，从 1 倍到 10 倍';
  return { field, code: 'uncapped', message };
}

const DATES = /^earning\.rules\.\d+\.when\.\d+\.(from|until|days\.\d+)$/;

function noSuchDay(field: string, { input }: Issue): Problem | null {
  if (!DATES.test(field) || input === undefined) return null;
  return { field, code: 'impossibleDate', message: `没有「${String(input)}」这一天，请换成日历上有的日子` };
}

function ofLists(field: string, { type }: Issue): Problem | null {
  if (type !== 'check') return null;
  if (field === 'checkIn.steps')
    return { field, code: 'stepsOrder', message: '签到分值要从第 1 天写起，后一行的天数比前一行大' };
  if (field === 'zone') return { field, code: 'unknownZone', message: '时区要写成 Asia/Shanghai 这样的名字' };
  return { field, code: 'repeated', message: `「${labelOf(field).label}」里同一项只能写一次` };
}

function general(issue: Issue, label: string, tell: (value: unknown) => string): [code: string, message: string] {
  const { type, input, expected } = issue;
  const { requirement } = issue as { requirement?: unknown };
  if (type === 'strict_object' && expected === 'never') return ['unknown', `「${label}」不是规则里的内容，请去掉`];
  if (input === undefined) return ['missing', `缺少「${label}」`];
  const list = Array.isArray(input);
  switch (type) {
    case 'min_value':
      return ['tooSmall', `「${label}」最小是 ${tell(requirement)}`];
    case 'max_value':
      return ['tooLarge', `「${label}」最大是 ${tell(requirement)}`];
    case 'min_length':
      return list ? ['tooFew', `「${label}」至少要有 ${String(requirement)} 项`] : ['empty', `「${label}」不能空着`];
    case 'max_length':
      return list
        ? ['tooMany', `「${label}」最多 ${String(requirement)} 项`]
        : ['tooLong', `「${label}」最多 ${String(requirement)} 个字`];
    case 'number':
    case 'safe_integer':
      return ['notWhole', `「${label}」要填整数`];
    default:
      return ['invalid', `「${label}」填得不对`];
  }
}
