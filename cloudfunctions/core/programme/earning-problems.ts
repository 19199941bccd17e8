/** What is wrong with the earning rules of a programme that has the right shape. Pure. */
import { type Condition, conditionOf, type EarningRule, giveOf, type Occasion, standardKinds } from '../earning';
import type { StoreInfo } from '../stores';
import type { Problem } from './problem';
import type { Programme } from './programme';
import { repeatedAt } from './repeated';

const OCCASIONS: Record<Occasion, string> = {
  order: '消费',
  checkin: '签到',
  join: '入会',
  birthday: '生日',
  visit: '到店打卡',
};

export function earningProblems(programme: Programme, stores: readonly StoreInfo[]): Problem[] {
  const { rules } = programme.earning;
  const repeated = repeatedAt(rules.map(({ code }) => code)).map((i) => ({
    field: `earning.rules.${i}.code`,
    code: 'repeated',
    message: `规则编号「${rules[i]?.code}」用了两次`,
  }));
  const known = {
    tiers: new Set(programme.tiers.list.map(({ code }) => code)),
    stores: new Set(stores.map(({ id }) => id)),
  };
  return [
    ...repeated,
    ...visitProblems(programme),
    ...rules.flatMap((rule, i) => ruleProblems(rule, `earning.rules.${i}`, known)),
  ];
}

/** A reward for visits that nobody can make. */
function visitProblems({ earning, visits }: Programme): Problem[] {
  if (visits) return [];
  return earning.rules.flatMap(({ on, name }, i) =>
    on.includes('visit')
      ? [{ field: `earning.rules.${i}.on`, code: 'visitsOff', message: `「${name}」用在到店打卡上，请先开放到店打卡` }]
      : [],
  );
}

type Known = { tiers: ReadonlySet<string>; stores: ReadonlySet<string> };

function ruleProblems(rule: EarningRule, field: string, known: Known): Problem[] {
  const repeated = repeatedAt(rule.when.map(({ code }) => code)).map((i) => ({
    field: `${field}.when.${i}`,
    code: 'repeated',
    message: `「${rule.name}」里同一种条件写了两次，请合成一条`,
  }));
  const conditions = rule.when.flatMap((each, i) => [
    ...pointless(rule, conditionOf(standardKinds, each.code).occasions, `${field}.when.${i}`),
    ...conditionProblems(each, rule, `${field}.when.${i}`, known),
  ]);
  return [
    ...repeated,
    ...pointless(rule, giveOf(standardKinds, rule.give.code).occasions, `${field}.give`),
    ...conditions,
  ];
}

/** A condition or give on an occasion where it can never mean anything. */
function pointless(rule: EarningRule, occasions: readonly Occasion[], field: string): Problem[] {
  return rule.on
    .filter((on) => !occasions.includes(on))
    .map((on) => ({
      field,
      code: 'pointless',
      message: `「${rule.name}」用在${OCCASIONS[on]}上时，这一项不起作用，请去掉或分成两条规则`,
    }));
}

function conditionProblems(condition: Condition, { name }: EarningRule, field: string, known: Known): Problem[] {
  switch (condition.code) {
    case 'dateRange':
      return condition.until < condition.from
        ? [{ field: `${field}.until`, code: 'impossibleDate', message: `「${name}」的结束日期早于开始日期` }]
        : [];
    case 'tier':
      return unknown(condition.tiers, known.tiers, `${field}.tiers`, `「${name}」里的会员等级`);
    case 'store':
      return unknown(condition.stores, known.stores, `${field}.stores`, `「${name}」里的门店`);
    default:
      return [];
  }
}

function unknown(codes: readonly string[], known: ReadonlySet<string>, field: string, what: string): Problem[] {
  return codes.flatMap((code, i) =>
    known.has(code) ? [] : [{ field: `${field}.${i}`, code: 'unknownCode', message: `${what}「${code}」不存在` }],
  );
}
