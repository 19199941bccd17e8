/** The programme as rows that the phone words: the guide is never written by hand. Pure. */
import type { GuideRow } from '../../../typings/api/shopper';
import type { GuideArgs } from '../../../typings/codes';
import type { DayKey } from '../../../typings/domain';
import { type EarningRule, isOfDays, type Names, phrasesOf } from '../earning';
import { type StoreInfo, storeOf } from '../stores';
import type { CouponTemplate, Grant } from '../templates';
import type { Programme } from './programme';

export function row<Code extends keyof GuideArgs>(code: Code, args: GuideArgs[Code]): GuideRow {
  return { code, args };
}

export interface GuideNames extends Names {
  /** Null for a coupon that is not given at present. */
  coupon(template: string): string | null;
}

/** The merchant's words; a code that is no longer there is told as it is. */
export function namesOf(
  programme: Programme,
  stores: readonly StoreInfo[],
  templates: readonly CouponTemplate[] = [],
): GuideNames {
  return {
    tier: (code) => programme.tiers.list.find((tier) => tier.code === code)?.name ?? code,
    store: (id) => storeOf(stores, id)?.name ?? id,
    coupon: (template) => templates.find(({ code, state }) => code === template && state === 'on')?.name ?? null,
  };
}

/** Points and coupons for joining. */
export function welcomeRows({ earning: { rules } }: Programme, names: GuideNames): GuideRow[] {
  return rules
    .filter(({ on }) => on.includes('join'))
    .flatMap((rule) =>
      rule.give.code === 'fixed' ? [row('join.points', { points: rule.give.points })] : couponRow(here(rule), names),
    );
}

/** Who reads of joining, joins in the mini-program: where it counts, a channel of orders would be named. */
function here(rule: EarningRule): EarningRule {
  return { ...rule, when: rule.when.filter(({ code }) => code !== 'channel') };
}

/** How spending earns. */
export function orderRateRows({ earning: { rules } }: Programme, names: Names): GuideRow[] {
  return rules.flatMap((rule) =>
    rule.give.code === 'perAmount'
      ? [row('order.base', { perFen: rule.give.fen, points: rule.give.points, when: phrasesOf(rule, names) })]
      : [],
  );
}

/** What rules add to a check-in, on certain days too; those that are over left out. */
export function checkInRuleRows(programme: Programme, names: GuideNames, today: DayKey): GuideRow[] {
  return programme.earning.rules.filter((rule) => !isOver(rule, today)).flatMap((rule) => checkInRow(rule, names));
}

/** Everything that earns, member days apart. */
export function earningGuide(programme: Programme, names: GuideNames): GuideRow[] {
  const { earning, birthday, tiers } = programme;
  const always = earning.rules.filter((rule) => !isOfDays(rule));
  const birthdays = earning.rules.flatMap(({ on, name, give }) =>
    on.includes('birthday') && give.code === 'fixed'
      ? [row('birthday.rule', { name, points: give.points, minimumDays: birthday.minimumDays })]
      : [],
  );
  const multipliers =
    earning.rules.filter(({ give }) => give.code === 'multiply').length +
    (tiers.list.some(({ rights }) => rights.some(({ code }) => code === 'multiplier' || code === 'checkIn')) ? 1 : 0);
  return [
    ...welcomeRows(programme, names),
    ...orderRateRows(programme, names),
    ...always.flatMap((rule) => orderRow(rule, names)),
    ...birthdays,
    ...always.filter(({ on }) => !on.includes('join') && !isForCheckIns(on)).flatMap((rule) => couponRow(rule, names)),
    ...visitsGuide(programme, always, names),
    ...(multipliers > 1 ? [row('rule.cap', { cap: earning.cap })] : []),
  ];
}

/** Member days and campaigns, those that are over left out. */
export function daysGuide(programme: Programme, names: GuideNames, today: DayKey): GuideRow[] {
  return programme.earning.rules
    .filter((rule) => isOfDays(rule) && !isOver(rule, today))
    .flatMap((rule) => rowsOfRule(rule, names));
}

/** What a rule adds, on each occasion it speaks of. */
export function rowsOfRule(rule: EarningRule, names: GuideNames): GuideRow[] {
  const coupons = isForCheckIns(rule.on) ? [] : couponRow(rule, names);
  return [...orderRow(rule, names), ...checkInRow(rule, names), ...visitRow(rule, names), ...coupons];
}

/** What a visit to the store brings, and how often. */
function visitsGuide({ visits }: Programme, rules: readonly EarningRule[], names: Names): GuideRow[] {
  if (!visits) return [];
  return [...rules.flatMap((rule) => visitRow(rule, names)), row('visit.limit', { perDay: visits.perDay })];
}

function visitRow(rule: EarningRule, names: Names): GuideRow[] {
  const { on, name, give } = rule;
  if (!on.includes('visit') || give.code !== 'fixed') return [];
  return [row('visit.points', { name, points: give.points, when: phrasesOf(rule, names) })];
}

function couponRow(rule: EarningRule, names: GuideNames): GuideRow[] {
  const { name, give } = rule;
  const coupon = give.code === 'coupon' ? names.coupon(give.template) : null;
  if (give.code !== 'coupon' || coupon === null) return [];
  return [row('rule.coupon', { name, coupon, count: give.count, when: phrasesOf(rule, names) })];
}

function isForCheckIns(on: EarningRule['on']): boolean {
  return on.every((occasion) => occasion === 'checkin');
}

function orderRow(rule: EarningRule, names: Names): GuideRow[] {
  if (!rule.on.includes('order')) return [];
  const { name, give } = rule;
  const when = phrasesOf(rule, names);
  if (give.code === 'fixed') return [row('rule.fixed', { name, points: give.points, when })];
  return give.code === 'multiply' ? [row('rule.factor', { name, factor: give.factor, when })] : [];
}

function checkInRow(rule: EarningRule, names: GuideNames): GuideRow[] {
  if (!rule.on.includes('checkin')) return [];
  if (isForCheckIns(rule.on) && rule.give.code === 'coupon') return couponRow(rule, names);
  const { name, give } = rule;
  const when = phrasesOf(rule, names);
  if (give.code === 'multiply') return [row('checkin.factor', { name, factor: give.factor, when })];
  // A rule for orders too has told its points there.
  return give.code === 'fixed' && !rule.on.includes('order')
    ? [row('rule.fixed', { name, points: give.points, when })]
    : [];
}

function isOver({ when }: EarningRule, today: DayKey): boolean {
  return when.some((each) => each.code === 'dateRange' && each.until < today);
}

/** A row for each grant of coupons that are given at present. */
export function grantRows(
  grants: readonly Grant[],
  names: Pick<GuideNames, 'coupon'>,
  rowOf: (coupon: string, count: number) => GuideRow,
): GuideRow[] {
  return grants.flatMap(({ template, count }) => {
    const coupon = names.coupon(template);
    return coupon === null ? [] : [rowOf(coupon, count)];
  });
}

/** How growth comes about, what it reaches, and how long that holds. */
export function tiersGuide({ tiers, growth, waiting }: Programme, names: Pick<GuideNames, 'coupon'>): GuideRow[] {
  if (tiers.list.length === 1) return [];
  const { list, validityMonths, graceDays, warningDays } = tiers;
  const [, ...higher] = list;
  const lasting =
    validityMonths === null
      ? [row('tier.forever', {})]
      : [
          row('tier.validity', { months: validityMonths }),
          ...higher.map(({ name, keep }) => row('tier.keep', { tier: name, growth: keep })),
          row('tier.grace', { days: graceDays, warningDays }),
        ];
  return [
    ...(growth.perFen === null ? [] : [row('growth.perFen', { perFen: growth.perFen })]),
    ...(growth.checkIn > 0 ? [row('growth.checkin', { growth: growth.checkIn })] : []),
    ...(growth.join > 0 ? [row('growth.join', { growth: growth.join })] : []),
    ...higher.map(({ name, from }) => row('tier.reach', { tier: name, growth: from })),
    ...higher.flatMap(({ name: tier, giftCoupons = [] }) =>
      grantRows(giftCoupons, names, (coupon, count) => row('coupon.tier', { tier, coupon, count })),
    ),
    ...lasting,
    ...(waiting.days > 0 && growth.perFen !== null ? [row('tier.provisional', {})] : []),
  ];
}

/** Until when points hold, when they can be spent, and what a return takes. */
export function pointsGuide({ validity, waiting, refund, earning, deduction }: Programme): GuideRow[] {
  const ends =
    validity.kind === 'rolling'
      ? row('points.validity', { months: validity.months })
      : row('points.fixedEnd', { month: validity.month, years: validity.years });
  const spending = earning.rules.some(({ on }) => on.includes('order'));
  return [
    ends,
    ...(deduction ? [row('deduct.rate', deduction)] : []),
    ...(spending && waiting.days > 0 ? [row('points.waiting', { days: waiting.days, from: waiting.from })] : []),
    ...(spending ? [row('points.refund', { shortfall: refund.shortfall })] : []),
  ];
}
