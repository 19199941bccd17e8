/** Checking in at a store, and the code that its screen shows for that. */
import type { VisitView } from '../../../typings/api/friends';
import type { ShelfView } from '../../../typings/api/mall';
import type { VisitCodeView } from '../../../typings/api/staff';
import type { DayKey, EpochMs, Points } from '../../../typings/domain';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { keyFor } from '../../platform/secrets';
import { type Command, type Executed, execute, type Fact, factUnder, type Member, spendable } from '../account';
import { dayOf } from '../calendar';
import { findMember, memberOrigin, stampOf } from '../membership';
import { loadSettings, type Settings } from '../settings';
import { type Staff, worksIn } from '../staffing';
import { openOf, storeOf } from '../stores';
import { isPrinted, screenCodeAt, storeNamedIn, storeProvedBy } from './code';
import { printingsOf } from './printed';
import { earnedBy, isFull, visitKey, visitPosting, visitPrint } from './rules';

/** A tap is sent again within this time or not at all, ms. */
const TAP_MS = 600_000;

/**
 * Once a day and store, whatever code it was. Refuses with VISIT_OFF, NOT_MEMBER, VISIT_CODE, VISIT_LIMIT, FROZEN or
 * CLOSED; with BUSY when the same key is to be sent again.
 */
export async function visitStore(
  env: Environment,
  caller: Caller,
  { code }: { code: string },
): Promise<Result<VisitView>> {
  const [settings, member, printing] = await Promise.all([
    loadSettings(env),
    findMember(env.store, caller.openid),
    isPrinted(code) ? printingsOf(env.store) : () => null,
  ]);
  if (!settings.programme.visits) return refuse('VISIT_OFF');
  if (!member) return refuse('NOT_MEMBER');
  const today = dayOf(env.now, settings.programme.zone);
  const tap = digest(caller.key).slice(0, 12);
  const ids = openOf(settings.stores).map(({ id }) => id);
  const storeId = storeProvedBy(code, ids, printing, env.now, keyFor('visit'));
  const missed = await missedFact(env, settings, member, { tap, today, proved: storeId, named: storeNamedIn(code) });
  if (missed) return accept(visitView(env, settings, { fact: missed, member }, tap));
  if (storeId === null) return refuse('VISIT_CODE');
  const command: Command = {
    key: visitKey(storeId, today),
    print: visitPrint(storeId, today),
    known: () => 'ask',
    rule: (snapshot) =>
      isFull(settings, snapshot, today)
        ? refuse('VISIT_LIMIT', { perDay: settings.programme.visits?.perDay ?? 0 })
        : accept(visitPosting(settings, snapshot, { storeId, today, now: env.now, tap })),
  };
  const executed = await execute(env, member, command, stampOf(env, settings, { ...memberOrigin, storeId }));
  return executed.ok ? accept(visitView(env, settings, executed.data, tap)) : executed;
}

/**
 * What this very tap has already done, when its answer was lost and the code has run out since, or the day is another
 * one: sent again it must get that answer, and not a second visit.
 */
async function missedFact(
  env: Environment,
  settings: Settings,
  member: Member,
  { tap, today, proved, named }: { tap: string; today: DayKey; proved: string | null; named: string | null },
): Promise<Fact | null> {
  const storeId = proved ?? named;
  if (storeId === null) return null;
  const before = dayOf((env.now - TAP_MS) as EpochMs, settings.programme.zone);
  const days = [...(proved === null ? [today] : []), ...(before < today ? [before] : [])];
  for (const day of days) {
    const fact = await factUnder(env.store, member, visitKey(storeId, day));
    if (fact?.result.tap === tap) return fact;
  }
  return null;
}

function visitView(
  env: Environment,
  settings: Settings,
  { fact, member }: Pick<Executed, 'fact' | 'member'>,
  tap: string,
): VisitView {
  const today = dayOf(env.now, settings.programme.zone);
  const storeId = fact.result.store as string;
  return {
    now: env.now,
    today,
    // The same tap sent again gets the very answer it missed.
    repeated: fact.result.tap !== tap,
    store: { id: storeId, name: storeOf(settings.stores, storeId)?.name ?? '' },
    earned: fact.points,
    because: fact.because,
    available: spendable(member.lots, today),
  };
}

/** What a home page says of it: null while there is none. Of several stores the least that one of them brings. */
export function visitOffer(settings: Settings, member: Member | null, today: DayKey): ShelfView['visit'] {
  if (!settings.programme.visits) return null;
  const brought = openOf(settings.stores).map(({ id }) => earnedBy(settings, member, id, today).points);
  return { points: Math.min(...brought) as Points };
}

/** Refuses with VISIT_OFF, STORE_UNKNOWN or STORE_NOT_YOURS. */
export async function screenCode(
  env: Environment,
  staff: Staff,
  { storeId }: { storeId: string },
): Promise<Result<VisitCodeView>> {
  const settings = await loadSettings(env);
  if (!settings.programme.visits) return refuse('VISIT_OFF');
  const works = worksIn(staff, openOf(settings.stores), storeId);
  if (!works.ok) return works;
  const store = { id: storeId, name: storeOf(settings.stores, storeId)?.name ?? '' };
  const today = dayOf(env.now, settings.programme.zone);
  return accept({ now: env.now, today, store, ...screenCodeAt(storeId, env.now, keyFor('visit')) });
}
