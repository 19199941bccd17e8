/** The rules in sentences, as the shopper's guide says them wherever it has one. A draft may be unfinished: then that is said. Pure. */
import type {
  Grant,
  MilestoneDraft,
  PartCode,
  ProgrammeDraft,
  RewardDraft,
  RuleDraft,
} from '../../../../typings/api/programme';
import { whenText } from '../../../views/conditions';
import { figure, money, times } from '../../../views/figures';
import type { Known } from './asking';
import { whenOf } from './kinds';

type Say = (draft: ProgrammeDraft, known: Known) => string[];
export type Sectioned = Exclude<PartCode, 'rule' | 'order' | 'tier'>;

const whole = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const shown = (value: unknown) => (whole(value) ? figure(value) : '—');
const priced = (value: unknown) => (whole(value) ? money(value) : '—');
const timed = (value: unknown) => (whole(value) ? times(value) : '—');

export function inPoints(value: unknown, { points, words }: Known): string {
  return whole(value) ? words.figures.points(figure(value), points.unit) : '—';
}

function couponNamed(template: string, { forms, own }: Known): string {
  return forms.templates.find(({ code }) => code === template)?.name ?? (template || own.say.couponNone);
}

function coupons(grants: readonly Grant[] | undefined, known: Known): string {
  const told = (grants ?? []).map(({ template, count }) =>
    known.own.say.couponCount(couponNamed(template, known), shown(count)),
  );
  return told.join(known.words.conditions.listed);
}

/** Points, coupons, or both. */
function gift({ points, coupons: grants }: RewardDraft, known: Known): string {
  const [some, more] = [points === 0 ? '' : inPoints(points, known), coupons(grants, known)];
  return some && more ? known.own.say.both(some, more) : some || more || inPoints(0, known);
}

/** Who joins, joins in the mini-program: the guide does not say so either. */
function told({ on, when }: RuleDraft): RuleDraft['when'] {
  return on.every((each) => each === 'join') ? when.filter(({ code }) => code !== 'channel') : when;
}

/** What one earning rule brings, on which occasions and when. */
export function ruleSentence(rule: RuleDraft, known: Known): string {
  const { words, own, points } = known;
  const when = whenText(whenOf(told(rule), known), words);
  const names: Partial<Record<string, string>> = own.occasions;
  const on = rule.on.map((each) => names[each] ?? each).join(words.conditions.listed);
  const { give } = rule;
  switch (give.code) {
    case 'perAmount':
      return words.guide.orderBase(when, priced(give.fen), inPoints(give.points, known));
    case 'fixed': {
      const more = rule.on.includes('order') || rule.on.includes('checkin');
      return own.say[more ? 'fixed' : 'only'](when, on, inPoints(give.points, known));
    }
    case 'multiply':
      return own.say.factor(when, on, timed(give.factor), points.name);
    case 'coupon':
      return own.say.coupon(when, on, couponNamed(String(give.template ?? ''), known), shown(give.count));
    default:
      return `${when}${on}`;
  }
}

function milestoneSentences(
  { streak, points, factor, right, coupons: grants }: MilestoneDraft,
  known: Known,
): string[] {
  const { guide } = known.words;
  return [
    ...(points > 0 ? [guide.streak(streak, inPoints(points, known))] : []),
    ...(factor > 100 ? [guide.double(streak, timed(factor), known.points.name)] : []),
    ...(right ? [guide.right(streak, right.name || '—')] : []),
    ...(grants ?? []).map(({ template, count }) => guide.couponStreak(streak, couponNamed(template, known), count)),
  ];
}

const points: Say = ({ validity, waiting, refund }, { words, own, points: { name } }) => {
  const { say } = own;
  const ends =
    validity.kind === 'rolling'
      ? words.guide.validity(validity.months, name)
      : words.guide.fixedEnd(validity.month, validity.years, name);
  const days = shown(waiting.days);
  const waits =
    waiting.from === 'paid' ? say.waitingPaid(days) : say.waitingCompleted(days, shown(waiting.completeAfterDays));
  return [ends, waiting.days === 0 ? say.atOnce : waits, refund.shortfall === 'debt' ? say.debt : say.waive];
};

const checkIn: Say = ({ checkIn: { steps, milestones, makeUp } }, known) => {
  const { guide } = known.words;
  const [first, ...later] = steps;
  return [
    ...(first ? [guide.daily(inPoints(first.points, known))] : []),
    ...later.map(({ from, points: each }) => guide.step(from, inPoints(each, known))),
    ...milestones.flatMap((each) => milestoneSentences(each, known)),
    makeUp.perMonth > 0 ? guide.makeUp(makeUp.perMonth, makeUp.windowDays) : known.own.say.makeUpNone,
  ];
};

const growth: Say = ({ growth: { perFen, checkIn: signed, join } }, { own: { say } }) => {
  const told = [
    ...(perFen === null ? [] : [say.growthPer(priced(perFen))]),
    ...(signed === 0 ? [] : [say.growthCheckIn(shown(signed))]),
    ...(join === 0 ? [] : [say.growthJoin(shown(join))]),
  ];
  return told.length > 0 ? told : [say.growthNone];
};

const deduction: Say = ({ deduction: terms }, known) => {
  if (!terms) return [];
  const { say } = known.own;
  return [
    say.deduct(inPoints(terms.points, known), priced(terms.fen)),
    ...(terms.minimumFen === 0 ? [] : [say.deductFrom(priced(terms.minimumFen))]),
    ...(terms.maxRate === 100 ? [] : [say.deductMost(shown(terms.maxRate))]),
  ];
};

const referral: Say = ({ referral: terms }, known) => {
  if (!terms) return [];
  const { say } = known.own;
  const { registered, firstOrder, friend, perDay, inAll, budget } = terms;
  const order = (each: NonNullable<typeof firstOrder>) =>
    each.minimumFen === 0
      ? say.firstOrder(gift(each, known))
      : say.firstOrderFrom(priced(each.minimumFen), gift(each, known));
  return [
    ...(registered ? [say.registered(gift(registered, known))] : []),
    ...(firstOrder ? [order(firstOrder)] : []),
    ...(friend ? [say.friend(gift(friend, known))] : []),
    say.limits(shown(perDay), shown(inAll)),
    ...(budget === null ? [] : [say.budget(inPoints(budget, known))]),
  ];
};

const assist: Say = ({ assist: terms }, known) => {
  if (!terms) return [];
  const { say } = known.own;
  return [
    say.assist(terms.name, shown(terms.hours), shown(terms.helpers), gift(terms.reward, known)),
    say.days(terms.firstDay, terms.lastDay),
  ];
};

const birthday: Say = ({ birthday: { on, minimumDays } }, { own: { say, fields } }) => {
  const when = on === 'day' ? fields.onDay : fields.onMonth;
  return [minimumDays === 0 ? say.birthdayPlain(when) : say.birthday(when, shown(minimumDays))];
};

const ladder: Say = ({ tiers: { validityMonths, graceDays, warningDays } }, { own: { say } }) =>
  validityMonths === null
    ? [say.forever]
    : [say.lasting(shown(validityMonths)), say.grace(shown(graceDays), shown(warningDays))];

const SENTENCES: Record<Sectioned, Say> = {
  points,
  checkIn,
  cap: ({ earning: { cap } }, { own: { say } }) => [say.cap(timed(cap))],
  growth,
  deduction,
  birthday,
  referral,
  assist,
  visits: ({ visits }, { own: { say } }) => (visits ? [say.visits(shown(visits.perDay))] : []),
  ladder,
};

/** None where the part is off. */
export function sentencesOf(part: Sectioned, draft: ProgrammeDraft, known: Known): string[] {
  return SENTENCES[part](draft, known);
}

/** The tiers by name and growth, in one line each. */
export function tierSentences({ tiers: { list } }: ProgrammeDraft, { own: { say } }: Known): string[] {
  return list.map(({ name, from }) => say.tier(name, shown(from)));
}
