import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Refusal, type Result, refuse } from '../../platform/refusal';
import {
  balanceOf,
  type Command,
  type Executed,
  execute,
  follow,
  journalOf,
  type Member,
  type Posting,
  printOf,
} from '../account';
import { stampOf } from '../membership';
import type { Programme } from '../programme';
import { programmeAt, type Settings } from '../settings';
import { storeNamed } from '../stores';
import { granterOf } from '../templates';
import { type Beside, type Besides, NOTHING_BESIDE } from './beside';
import { claimAgain, claimOrder } from './claim';
import { type Booked, keyOf, type OrderEvent, type OrderOrigin, refOf, timeOf } from './event';
import { type Happened, knownOf, type OrderResult } from './known';
import { type BookedPosting, book } from './rules';

const AHEAD_MS = 5 * 60_000;
const OLDEST_MS = 90 * 86_400_000;
/** ¥10,000,000 */
const AMOUNT_MAX_FEN = 1_000_000_000;
/** A rule may find two things missing: who owns the order, and the programme of its time. */
const ROUNDS = 4;

/**
 * Books one event of an order on this member, once. A frozen account takes it too: it keeps what comes in. Refuses with
 * INVALID_INPUT, TIME_AHEAD, TOO_OLD, TOO_MANY, REFUND_TOO_LARGE, ORDER_OF_OTHER, KEY_REUSED, CLOSED, BUSY (the same
 * event may be sent again), or with what `alongside` or `besides` refuses.
 * @param alongside runs once, together with the reading of the order's facts, before anything is committed
 * @param besides committed together with the event. Where it pays for everything, nothing is left to be paid: only then
 *   the event's own amount may be 0
 */
export async function bookEvent(
  env: Environment,
  settings: Settings,
  member: Member,
  order: OrderOrigin,
  event: OrderEvent,
  alongside: () => Promise<Refusal | null> = async () => null,
  besides: Besides | null = null,
): Promise<Result<Booked>> {
  if (!isAmount(event, besides ? 0 : 1)) return refuse('INVALID_INPUT', { field: 'amountFen' });
  const executed = await withAllItTakes(env, settings, member, order, event, alongside, besides);
  return executed.ok ? accept(bookedOf(executed.data)) : executed;
}

/** The rule is pure: what it finds missing is fetched, and it runs again. */
async function withAllItTakes(
  env: Environment,
  settings: Settings,
  member: Member,
  order: OrderOrigin,
  event: OrderEvent,
  alongside: () => Promise<Refusal | null>,
  besides: Besides | null,
): Promise<Result<Executed>> {
  const { storeId, channel, actor, partnerId } = order;
  const stamp = stampOf(env, settings, { storeId, channel, actor, partnerId });
  const followed = await follow(env, member, stamp);
  if (!followed.ok) return followed;
  const account = followed.data;
  const known: Known = { untimely: untimely(event, env.now), claimed: false, programmes: new Map(), missing: null };
  if (event.type === 'paid' && !known.untimely) await learn(env, settings, known, event.paidAt);
  const claims = async () => {
    // What is refused must not bind the order to a member. So must not an untimely event, unless it was booked before.
    const refused = await alongside();
    if (refused) return refused;
    known.claimed = known.untimely || hasEntry(account, order) ? true : await claimOrder(env, account, order);
    return null;
  };
  const command = commandOf(settings, order, event, env.now, known, besides);
  for (let round = 0; round < ROUNDS; round += 1) {
    known.missing = null;
    const executed = await execute(env, account, round === 0 ? { ...command, alongside: claims } : command, stamp);
    if (executed.ok || !known.missing) return executed;
    const refused = await supply(env, settings, account, order, known, known.missing);
    if (refused) return refused;
  }
  return refuse('BUSY');
}

interface Known {
  /** Why the event's time is refused, unless it has been booked before. */
  untimely: Refusal | null;
  /** The order is known to be this member's. */
  claimed: boolean;
  /** By the instant at which they were in force. */
  programmes: Map<EpochMs, Programme>;
  /** What the rule could not decide without. */
  missing: Missing | null;
}

type Missing = { programmeOf: EpochMs } | 'owner';

async function supply(
  env: Environment,
  settings: Settings,
  account: Member,
  order: OrderOrigin,
  known: Known,
  missing: Missing,
): Promise<Refusal | null> {
  if (missing !== 'owner') {
    await learn(env, settings, known, missing.programmeOf);
    return null;
  }
  const refused = await claimAgain(env, account, order);
  known.claimed = refused === null;
  return refused;
}

function commandOf(
  settings: Settings,
  order: OrderOrigin,
  event: OrderEvent,
  now: EpochMs,
  known: Known,
  besides: Besides | null,
): Command {
  const content = contentOf(order, event);
  const print = printOf(`order.${event.type}`, besides ? { ...content, besides: besides.content } : content);
  const lacks = (missing: Missing) => {
    known.missing = missing;
    return refuse('BUSY');
  };
  return {
    key: keyOf(refOf(order), event),
    ref: refOf(order),
    print,
    known: () => 'ask',
    whenFrozen: true,
    birthsLater: true,
    rule: (member, today, facts) => {
      if (known.untimely) return known.untimely;
      if (facts.length === 0 && !known.claimed) return lacks('owner');
      const at = programmeTime(settings, event, knownOf(facts));
      // Another instance has booked the payment under a programme that this one will know in some seconds.
      if (at === null) return refuse('BUSY');
      const programme = known.programmes.get(at) ?? runningAt(settings, at);
      if (!programme) return lacks({ programmeOf: at });
      const store = storeNamed(settings.stores, order.storeId);
      const { ladders } = settings;
      const { tiers } = settings.programme;
      const beside = besides ? besides.rule(member, today) : accept(NOTHING_BESIDE);
      if (!beside.ok) return beside;
      const after = asAfter(member, beside.data);
      const grant = granterOf(settings.templates, now);
      const told = { ladders, tiers, store, today, now, grant };
      const posting = book({ member: after, facts, order, event, print, programme, ...told });
      return typeof posting === 'string' ? refuse(posting) : accept(inFront(beside.data, posting));
    },
  };
}

function asAfter(member: Member, { change }: Beside): Member {
  return { ...member, ...change, balance: balanceOf(change.lots ?? member.lots) };
}

function inFront(
  { change, drafts, takes, because }: Beside,
  { change: booked, drafts: [own] }: BookedPosting,
): Posting {
  const draft = { ...own, because: [...because, ...own.because], ...(takes.length > 0 ? { takes } : {}) };
  return { change: { ...change, ...booked }, drafts: [...drafts, draft] };
}

/** The store is left out: where the till names none, it is what the shop's settings say, and those may change. */
function contentOf({ channel }: OrderOrigin, event: OrderEvent): object {
  return event.type === 'paid' ? { ...event, channel } : event;
}

function isAmount(event: OrderEvent, leastFen: number): boolean {
  if (event.type === 'completed') return true;
  const { amountFen } = event;
  return Number.isSafeInteger(amountFen) && amountFen >= leastFen && amountFen <= AMOUNT_MAX_FEN;
}

function untimely(event: OrderEvent, now: EpochMs): Refusal | null {
  const at = timeOf(event);
  if (!Number.isSafeInteger(at)) return refuse('INVALID_INPUT', { field: 'time' });
  if (at > now + AHEAD_MS) return refuse('TIME_AHEAD');
  return at < now - OLDEST_MS ? refuse('TOO_OLD') : null;
}

function hasEntry(member: Member, order: OrderOrigin): boolean {
  return journalOf(member).some(({ ref }) => ref === refOf(order));
}

/**
 * An instant at which the programme was in force that the order follows: the one its payment was booked under, and before
 * that the one of the event's own time. Null: a newer one than is known here.
 */
function programmeTime({ programme, versions }: Settings, event: OrderEvent, { paid }: Happened): EpochMs | null {
  if (!paid) return timeOf(event);
  if (paid.programmeVersion > programme.version) return null;
  return versions.find(({ version }) => version === paid.programmeVersion)?.from ?? paid.paidAt;
}

/** The programme in force now, if it was in force at that time already. */
function runningAt({ programme, versions }: Settings, at: EpochMs): Programme | null {
  const then = versions.filter(({ from }) => from <= at).at(-1) ?? versions[0];
  return then === undefined || then.version === programme.version ? programme : null;
}

async function learn(env: Environment, settings: Settings, known: Known, at: EpochMs): Promise<void> {
  known.programmes.set(at, runningAt(settings, at) ?? (await programmeAt(env, settings, at)));
}

function bookedOf({ repeated, member, fact }: Executed): Booked {
  const { spendableFrom } = fact.result as OrderResult;
  return { repeated, points: fact.points, growth: fact.growth, spendableFrom, because: fact.because, member };
}
