/**
 * What an event brings under some rules. Pure.
 *
 * Laws: the base is multiplied exactly and rounded down once; no combination of multipliers passes the cap; fixed
 * points are added afterwards and never multiplied; coupons change no points; an order of nothing brings nothing; a
 * larger order never brings less.
 */
import type { Because, Points } from '../../../typings/domain';
import type { Earned, EarningEvent, Occasion } from './event';
import type { Amount } from './kind';
import { conditionOf, giveOf, type Kinds, standardKinds } from './kinds';

/** As far as evaluation looks at rules; the kinds know their own arguments. */
export interface Rules {
  rules: readonly Rule[];
  cap: number;
}

export interface Rule {
  name: string;
  on: readonly Occasion[];
  when: readonly { code: string }[];
  give: { code: string };
}

type Line = Pick<Because, 'code' | 'args'>;
/** Hundredths. */
type Factor = { factor: number; line: Line };
type Brought = { rule: Rule; amount: Amount };

const ONE = 100n;

export function evaluate(earning: Rules, event: EarningEvent, kinds: Kinds = standardKinds): Earned {
  if (event.occasion === 'order' && event.amountFen <= 0) return { points: 0 as Points, because: [], grants: [] };
  const brought = earning.rules
    .filter((rule) => holds(rule, event, kinds))
    .map((rule) => ({ rule, amount: giveOf(kinds, rule.give.code).amount(rule.give, event) }));
  const because: Because[] = [];
  let sum: number = event.base;
  for (const { rule, amount } of brought) {
    if (!('base' in amount) || amount.base === 0) continue;
    sum += amount.base;
    because.push({ ...baseLine(rule, event, amount.base), result: sum });
  }
  if (sum > 0) sum = multiplied(sum, factorsOf(event, brought), earning.cap, because);
  for (const { rule, amount } of brought) {
    if (!('extra' in amount)) continue;
    sum += amount.extra;
    because.push({ code: 'rule.fixed', args: { name: rule.name, points: amount.extra }, result: sum });
  }
  if (!Number.isSafeInteger(sum) || sum < 0) throw new RangeError('points are whole and not negative');
  const grants = brought.flatMap(({ amount }) => ('grants' in amount ? amount.grants : []));
  return { points: sum as Points, because, grants };
}

/** Whether the rule speaks of this event. */
export function holds(rule: Rule, event: EarningEvent, kinds: Kinds = standardKinds): boolean {
  return (
    rule.on.includes(event.occasion) && rule.when.every((each) => conditionOf(kinds, each.code).check(each, event))
  );
}

function factorsOf(event: EarningEvent, brought: readonly Brought[]): Factor[] {
  const { name, factor } = event.tier;
  const ofTier = { factor, line: { code: 'tier.factor', args: { tier: name, factor } } };
  const ofRules = brought.flatMap(({ rule, amount }) =>
    'factor' in amount
      ? [{ factor: amount.factor, line: { code: 'rule.factor', args: { name: rule.name, factor: amount.factor } } }]
      : [],
  );
  return [...(event.factors ?? []), ofTier, ...ofRules].filter((each) => each.factor !== 100);
}

/** The product stays a fraction of whole numbers, so that no order of multiplying makes a difference. */
function multiplied(base: number, factors: readonly Factor[], cap: number, because: Because[]): number {
  let [product, unit] = [1n, 1n];
  for (const { factor, line } of factors) {
    product *= BigInt(factor);
    unit *= ONE;
    because.push({ ...line, result: Number((BigInt(base) * product) / unit) });
  }
  const reached = product * ONE > BigInt(cap) * unit;
  const points = reached ? Number((BigInt(base) * BigInt(cap)) / ONE) : Number((BigInt(base) * product) / unit);
  if (reached) {
    const shown = Number((product * ONE) / unit);
    because.push({ code: 'cap.reached', args: { cap, product: shown }, result: points });
  } else if (factors.length > 1) because.push({ code: 'cap.open', args: { cap }, result: points });
  return points;
}

/** The rate is told where the give has one: `fen` of the order, so many points for so many fen. */
function baseLine({ name, give }: Rule, event: EarningEvent, points: number): Line {
  const { fen: perFen, points: rate } = give as { fen?: unknown; points?: unknown };
  return typeof perFen === 'number' && typeof rate === 'number'
    ? { code: 'order.base', args: { fen: event.amountFen, perFen, points: rate } }
    : { code: 'rule.fixed', args: { name, points } };
}
