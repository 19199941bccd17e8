/** What runs on each day of a month. Pure. */
import type { MarkView } from '../../../typings/api/programme';
import type { DayKey, EpochMs, MonthKey } from '../../../typings/domain';
import { dayOf, daysOf } from '../calendar';
import { type EarningRule, isOfDays, runsOn } from '../earning';
import type { AssistTerms } from '../inviting';
import { discountOn, type Reward } from '../rewards';
import type { CouponTemplate } from '../templates';

export interface Running {
  zone: string;
  rules: { rule: EarningRule; draft: boolean }[];
  assists: { terms: AssistTerms; draft: boolean }[];
  templates: readonly CouponTemplate[];
  rewards: readonly Pick<Reward, '_id' | 'name' | 'discounts' | 'window'>[];
}

export function monthOfCampaigns(month: MonthKey, running: Running): { day: DayKey; marks: MarkView[] }[] {
  return daysOf(month).map((day) => ({ day, marks: marksOf(day, running) }));
}

function marksOf(day: DayKey, { zone, rules, assists, templates, rewards }: Running): MarkView[] {
  return [
    ...rules
      .filter(({ rule }) => isOfDays(rule) && runsOn(rule, day))
      .map(({ rule, draft }) => mark(kindOf(rule), rule.code, rule.name, draft)),
    ...rewards.flatMap((reward) => discounted(reward, day, zone)),
    ...assists
      .filter(({ terms }) => terms.firstDay <= day && day <= terms.lastDay)
      .map(({ terms, draft }) => mark('assist', terms.campaign, terms.name, draft)),
    ...templates
      .filter(({ state, validity }) => state === 'on' && validity.kind === 'fixed' && holds(validity, day))
      .map(({ code, name }) => mark('coupon', code, name, false)),
  ];
}

/** A campaign has a beginning and an end; a member day comes again and again. */
function kindOf({ when }: EarningRule): 'campaign' | 'memberDay' {
  return when.some(({ code }) => code === 'dateRange') ? 'campaign' : 'memberDay';
}

function mark(kind: MarkView['kind'], id: string, name: string, draft: boolean): MarkView {
  return { kind, id, name, draft };
}

function holds({ from, until }: { from: string; until: string }, day: DayKey): boolean {
  return from <= day && day <= until;
}

/** As who redeems on that day gets it. */
function discounted(
  { window: { from, until }, ...reward }: Running['rewards'][number],
  day: DayKey,
  zone: string,
): MarkView[] {
  const opens = from === null ? day : dayOf(from as EpochMs, zone);
  const closes = until === null ? day : dayOf((until - 1) as EpochMs, zone);
  const discount = opens <= day && day <= closes ? discountOn(reward, day) : null;
  return discount ? [{ ...mark('discount', reward._id, reward.name, false), rate: discount.rate }] : [];
}
