/**
 * The most that one order can bring: every rule that can hold together holds. Pure.
 *
 * Law: no order of this amount brings more on any of the days looked at, whoever makes it and wherever.
 */
import type { LabStack } from '../../../typings/api/lab';
import type { Channel, DayKey, Fen, MonthDay, Points } from '../../../typings/domain';
import { addDays } from '../calendar';
import { type Earned, type EarningEvent, type EarningRule, evaluate, holds } from '../earning';
import type { Programme } from '../programme';
import { tierFactor } from '../tiers';

/** Rules of a month's or a week's day come round within a year; a campaign further ahead is not looked at. */
const AHEAD_DAYS = 366;
const CHANNELS: readonly Channel[] = ['mini', 'counter', 'till', 'web'];

export type Stack = Omit<LabStack, 'fen'>;

export function worstOf(programme: Programme, amountFen: Fen, stores: readonly string[], today: DayKey): Stack {
  const { earning, tiers } = programme;
  const rules = earning.rules.filter(({ on }) => on.includes('order'));
  const tried: Tried = { amountFen, today, tier: tiers.list[0]?.code ?? '' };
  let worst: { earned: Earned; event: EarningEvent; before: number } | null = null;
  let before = 0;
  for (const place of together(programme, rules, tried, ['default', ...stores])) {
    const event = eventAt(programme, { ...tried, ...place });
    const earned = evaluate({ ...earning, rules }, event);
    const uncapped = beforeCap(earned);
    before = Math.max(before, uncapped);
    const more = !worst || earned.points > worst.earned.points;
    if (more || (earned.points === worst?.earned.points && uncapped > worst.before))
      worst = { earned, event, before: uncapped };
  }
  if (!worst) throw new Error('a programme has at least one tier');
  const { earned, event } = worst;
  return {
    points: earned.points,
    beforeCap: before as Points,
    coupons: earned.grants.reduce((sum, { count }) => sum + count, 0),
    rules: rules.filter((rule) => holds(rule, event)).map(({ name }) => name),
    tier: event.tier.name,
    day: event.day,
    channel: event.channel,
  };
}

interface Tried {
  amountFen: Fen;
  tier: string;
  today: DayKey;
  day?: DayKey;
  storeId?: string;
  channel?: Channel;
}

/** Of somebody's first order, in the month of their birthday: no rule is for anybody else. */
function eventAt(programme: Programme, tried: Tried): EarningEvent {
  const { amountFen, tier, today, day = today, storeId = 'default', channel = 'mini' } = tried;
  return {
    occasion: 'order',
    day,
    channel,
    storeId,
    tier: tierFactor(programme.tiers, tier, 'order'),
    birthday: day.slice('2026-'.length) as MonthDay,
    firstOrder: true,
    amountFen,
    base: 0 as Points,
  };
}

function daysFrom(today: DayKey): DayKey[] {
  return Array.from({ length: AHEAD_DAYS }, (_, n) => addDays(today, n));
}

type Place = Required<Pick<Tried, 'tier' | 'channel' | 'storeId' | 'day'>>;
/** Which rules are left open, a bit each. */
type Open = bigint;

/**
 * One place for every set of rules that can hold together, tier by tier. A condition looks at one thing alone (a day, a
 * store …), so what is open is open in each of them: millions of places are a few sets.
 */
function together(
  programme: Programme,
  rules: readonly EarningRule[],
  tried: Tried,
  stores: readonly string[],
): Place[] {
  const openAt = (place: Partial<Place>) => openIn(rules, tried, place, (each) => eventAt(programme, each));
  const days = apart(daysFrom(tried.today), (day) => openAt({ day }));
  const stands = apart(stores, (storeId) => openAt({ storeId }));
  const ways = apart(CHANNELS, (channel) => openAt({ channel }));
  return programme.tiers.list.flatMap(({ code: tier }) => {
    const ofTier = openAt({ tier });
    const places = new Map<Open, Place>();
    for (const [inStore, storeId] of stands)
      for (const [byWay, channel] of ways)
        for (const [onDay, day] of days) {
          const open = ofTier & inStore & byWay & onDay;
          if (!places.has(open)) places.set(open, { tier, channel, storeId, day });
        }
    return [...places.values()];
  });
}

/** The conditions that look at what `place` names; the others leave their rules open. */
const LOOKS: Record<keyof Place, readonly string[]> = {
  tier: ['tier'],
  channel: ['channel'],
  storeId: ['store'],
  day: ['weekday', 'monthDay', 'dateRange'],
};

function openIn(
  rules: readonly EarningRule[],
  tried: Tried,
  place: Partial<Place>,
  eventOf: (tried: Tried) => EarningEvent,
): Open {
  const looked = (Object.keys(place) as (keyof Place)[]).flatMap((name) => LOOKS[name]);
  const event = eventOf({ ...tried, ...place });
  return rules.reduce((open, rule, n) => {
    const when = rule.when.filter(({ code }) => looked.includes(code));
    return holds({ ...rule, when }, event) ? open | (1n << BigInt(n)) : open;
  }, 0n);
}

/** The first of each kind. */
function apart<Value>(values: readonly Value[], openOf: (value: Value) => Open): [Open, Value][] {
  const kinds = new Map<Open, Value>();
  for (const value of values) {
    const open = openOf(value);
    if (!kinds.has(open)) kinds.set(open, value);
  }
  return [...kinds];
}

/** The line before the cap's says what it would have been; what comes on top comes in either case. */
function beforeCap({ points, because }: Earned): number {
  const place = because.findIndex(({ code }) => code === 'cap.reached');
  if (place < 0) return points;
  const [reached, multiplied] = [because[place], because[place - 1]];
  return points + Math.max(0, (multiplied?.result ?? 0) - (reached?.result ?? 0));
}
