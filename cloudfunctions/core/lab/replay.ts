/**
 * What a booked event brings under one programme and under another, by the rules that book events. Pure.
 *
 * Laws: under two equal programmes the two are equal; under the programme that it was booked by, an event brings what its
 * entry says. What an entry does not tell enough of is taken as it was booked, on both sides, and counted.
 */
import type { DayKey, EntryKind, EpochMs, Fen, MonthDay, Points } from '../../../typings/domain';
import type { Fact } from '../account';
import { dayOf } from '../calendar';
import { type CheckInContext, paidFor } from '../checkin';
import { type EarningEvent, evaluate } from '../earning';
import { type Context, happened, knownOf, type OrderResult, targetOf } from '../orders';
import type { Programme } from '../programme';
import { type Ladder, ladderOf, tierFactor, tierIn, tierOn } from '../tiers';
import { type Labels, labelsOf, NOTHING, plain, together, type Worth, worthOf } from './worth';

/** Entries that bring points by the programme's rules. */
export const REPLAYED: readonly EntryKind[] = [
  'order',
  'refund',
  'checkin',
  'makeup',
  'join',
  'birthday',
  'visit',
  'referral',
  'assist',
  'gift',
];

/** An entry as far as a replay looks at it; what the database is asked for. */
export const FIELDS = [
  'memberId',
  'seq',
  'at',
  'key',
  'kind',
  'ref',
  'points',
  'growth',
  'because',
  'result',
  'storeId',
  'channel',
  'programmeVersion',
] as const;

export type Event = Pick<Fact, Exclude<(typeof FIELDS)[number], 'memberId'>> & { _id: string; memberId: string };

/** One of the two programmes. */
export interface Side {
  programme: Programme;
  labels: Labels;
  /** What a tier is called under it. */
  tier(code: string): string;
}

export interface Bench {
  now: Side;
  draft: Side;
}

export interface Replayed {
  now: Worth;
  draft: Worth;
  /** Tier held at the time, as it is called now; '' when the entry does not tell. */
  tier: string;
  /** Of a payment, what was paid; null for everything else. */
  amountFen: Fen | null;
  /** Taken as it was booked: 'unpinned' for an entry of before such things were written down. */
  asBooked: 'unpinned' | 'makeup' | null;
}

const FAR = '9999-12-31' as DayKey;

export function benchOf(current: Programme, draft: Programme, ladders: readonly Ladder[]): Bench {
  return { now: sideOf(current, ladders), draft: sideOf(draft, [...ladders, ladderOf(draft.tiers, FAR)]) };
}

function sideOf(programme: Programme, ladders: readonly Ladder[]): Side {
  const called = new Map(programme.tiers.list.map(({ code }) => [code, code]));
  const tier = (code: string) => {
    const known = called.get(code);
    if (known !== undefined) return known;
    const found = tierOn(code, ladders, FAR);
    called.set(code, found);
    return found;
  };
  return { programme, labels: labelsOf(programme), tier };
}

/** Whether the order's earlier entries must be read: a return takes back what the payment brought. */
export function asksForOrder({ kind, because }: Event): boolean {
  return kind === 'refund' || (kind === 'order' && because.some(({ code }) => code === 'order.refunded'));
}

/** @param earlier of an order that asks for them: its entries before this one */
export function replay(bench: Bench, event: Event, earlier: readonly Fact[] = []): Replayed {
  const told = toldOf(event, earlier);
  if (told === null) {
    const same = plain('asBooked', event.points);
    const asBooked = event.kind === 'makeup' ? ('makeup' as const) : ('unpinned' as const);
    return { now: same, draft: same, tier: '', amountFen: null, asBooked };
  }
  const { tier, worth, amountFen = null } = told;
  return {
    now: worth(bench.now, calledIn(bench.now, event, bench.now, tier)),
    draft: worth(bench.draft, calledIn(bench.draft, event, bench.now, tier)),
    tier: tier === '' ? '' : bench.now.tier(tier),
    amountFen,
    asBooked: null,
  };
}

/** How many points the entry says its event brought: what a return waived counts as taken. */
export function bookedPoints({ points, result }: Event): number {
  const { waived } = result as { waived?: unknown };
  return points - (typeof waived === 'number' ? waived : 0);
}

/** An entry of the day on which new tiers were published may name one that its own programme did not have any more. */
function calledIn(side: Side, event: Event, now: Side, code: string): string {
  const has = (one: Side) => one.programme.tiers.list.some((tier) => tier.code === code);
  if (event.programmeVersion === now.programme.version && !has(now) && !has(side)) return code;
  return code === '' ? code : side.tier(code);
}

interface Told {
  tier: string;
  amountFen?: Fen;
  worth(side: Side, tier: string): Worth;
}

/** Null when the entry does not tell enough. */
function toldOf(event: Event, earlier: readonly Fact[]): Told | null {
  switch (event.kind) {
    case 'order':
    case 'refund':
      return orderTold(event, earlier);
    case 'checkin':
      return checkInTold(event);
    case 'visit':
      return visitTold(event);
    case 'birthday':
      return birthdayTold(event);
    case 'join':
      return joinTold(event);
    case 'gift':
      return giftTold(event);
    case 'referral':
    case 'assist':
      return friendsTold(event);
    default:
      return null;
  }
}

function orderTold(event: Event, earlier: readonly Fact[]): Told | null {
  const result = event.result as OrderResult;
  const known = knownOf(earlier);
  const pinned = known.context ?? result.context;
  // Before its payment is known a return brings nothing; with one that cannot be found it cannot be judged.
  if (!pinned) return event.kind === 'refund' && event.points === 0 ? { tier: '', worth: () => NOTHING } : null;
  const next = happened(known, result.event, event);
  const paid = event.kind === 'order' && result.event.type === 'paid' ? result.event.amountFen : null;
  return {
    tier: pinned.tier,
    ...(paid === null ? {} : { amountFen: paid }),
    worth: (side, tier) => {
      const context = { ...pinned, tier };
      const after = targetWorth(side, next, context, event.kind === 'order');
      if (earlier.length === 0) return after;
      return together(after, targetWorth(side, known, known.context && context, false), -1);
    },
  };
}

function targetWorth(
  { programme, labels }: Side,
  order: Parameters<typeof targetOf>[0],
  context: Context | null,
  withCoupons: boolean,
): Worth {
  const { because, grants } = targetOf(order, context, programme);
  return worthOf(because, labels, withCoupons ? grants : []);
}

function checkInTold({ key, result }: Event): Told | null {
  const { context } = result as { context?: CheckInContext };
  if (!context) return null;
  const day = key.slice('checkin:'.length) as DayKey;
  const { position, birthdayMonth } = context;
  return {
    tier: context.tier,
    worth: ({ programme, labels }, tier) => {
      const { checkIn, earning, tiers } = programme;
      const terms = { checkIn, earning, tiers, tier, birthday: birthdayIn(day, birthdayMonth) };
      const { because, grants } = paidFor(terms, { position, day });
      return worthOf(because, labels, grants);
    },
  };
}

function visitTold({ at, storeId, result }: Event): Told | null {
  const { context } = result as { context?: Omit<CheckInContext, 'position'> };
  if (!context) return null;
  return {
    tier: context.tier,
    worth: ({ programme, labels }, tier) => {
      // Without visits no code is good.
      if (!programme.visits) return NOTHING;
      const day = dayOf(at, programme.zone);
      const birthday = birthdayIn(day, context.birthdayMonth);
      return earned(programme, labels, { occasion: 'visit', day, channel: 'mini', storeId, tier, birthday });
    },
  };
}

function birthdayTold({ result }: Event): Told | null {
  const { context } = result as { context?: { tier: string; day: DayKey } };
  if (!context) return null;
  const { day } = context;
  return {
    tier: context.tier,
    worth: ({ programme, labels }, tier) => {
      const birthday = birthdayIn(day, true);
      const at = { occasion: 'birthday', day, channel: 'system', storeId: 'default', tier, birthday } as const;
      const pack = tierIn(programme.tiers, tier).rights.find(({ code }) => code === 'birthdayPack');
      const { points = 0, coupons = [] } = pack?.code === 'birthdayPack' ? pack : {};
      return together(earned(programme, labels, at), plain('birthdayPack', points, coupons));
    },
  };
}

/** Who has just joined holds the first tier. */
function joinTold({ at, storeId, channel, because }: Event): Told {
  const invited = because.some(({ code }) => code === 'invited.pack');
  return {
    tier: '',
    worth: ({ programme, labels }) => {
      const tier = programme.tiers.list[0]?.code ?? '';
      const day = dayOf(at as EpochMs, programme.zone);
      const own = earned(programme, labels, { occasion: 'join', day, channel, storeId, tier, birthday: null });
      const friend = invited ? programme.referral?.friend : null;
      return friend ? together(own, plain('friendPack', friend.points, friend.coupons)) : own;
    },
  };
}

function giftTold({ key }: Event): Told {
  const code = key.slice('gift:'.length);
  return {
    tier: code,
    worth: ({ programme }) => {
      const tier = programme.tiers.list.find((each) => each.code === code);
      return tier ? plain('tierGift', tier.gift, tier.giftCoupons) : NOTHING;
    },
  };
}

function friendsTold({ kind, key, result }: Event): Told {
  const paid = (result as { outcome?: unknown }).outcome === 'paid';
  const stage = key.endsWith(':firstOrder') ? 'firstOrder' : 'registered';
  return {
    tier: '',
    worth: ({ programme }) => {
      if (!paid) return NOTHING;
      const reward = kind === 'assist' ? programme.assist?.reward : programme.referral?.[stage];
      return reward ? plain(kind === 'assist' ? 'assist' : stage, reward.points, reward.coupons) : NOTHING;
    },
  };
}

function earned(
  { earning, tiers }: Programme,
  labels: Labels,
  event: Pick<EarningEvent, 'occasion' | 'day' | 'channel' | 'storeId' | 'birthday'> & { tier: string },
): Worth {
  const { because, grants } = evaluate(earning, {
    ...event,
    tier: tierFactor(tiers, event.tier, event.occasion),
    firstOrder: false,
    amountFen: 0 as Fen,
    base: 0 as Points,
  });
  return worthOf(because, labels, grants);
}

/** Rules ask for the month alone, and the month is all that was kept. */
function birthdayIn(day: DayKey, inMonth: boolean): MonthDay | null {
  return inMonth ? (day.slice('2026-'.length) as MonthDay) : null;
}
