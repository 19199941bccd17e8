import type { EntryView, HistoryInput, HistoryView } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { FAR_DAY, type Fact, factsBefore } from '../account';
import { dayOf, monthOf, wallClock } from '../calendar';
import { findMember } from '../membership';
import { loadSettings, type Settings } from '../settings';
import { storeOf } from '../stores';
import { cursorAfter, seqOfCursor } from './cursor';

const PAGE = 20;

/** A member's entries, newest first. Changes of name or picture move no points and are left out. */
export async function history(env: Environment, openid: string, input: HistoryInput): Promise<Result<HistoryView>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!member) return refuse('NOT_MEMBER');
  const shown = input.cursor === undefined ? member.seq + 1 : seqOfCursor(input.cursor);
  if (shown === null || shown > member.seq + 1) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const limit = input.limit ?? PAGE;
  // One more than shown: it says whether there is another page.
  const facts = await factsBefore(env.store, member, shown - 1, limit + 1, 'profile');
  const page = facts.slice(0, limit);
  const last = page.at(-1);
  const { zone } = settings.programme;
  return accept({
    now: env.now,
    today: dayOf(env.now, zone),
    entries: page.map((fact) => entryView(fact, settings)),
    nextCursor: facts.length > limit && last ? cursorAfter(last.seq) : null,
  });
}

function entryView(fact: Fact, { programme, stores }: Settings): EntryView {
  const { day, time } = wallClock(fact.at, programme.zone);
  const { points, balanceAfter, because, programmeVersion, monthIn, monthOut, kind, growth, channel } = fact;
  return {
    id: entryId(fact),
    kind,
    day,
    time,
    month: monthOf(day),
    points,
    balanceAfter,
    because,
    programmeVersion,
    growth,
    channel,
    // What time did happened nowhere.
    store: stores.length > 1 && channel !== 'system' ? (storeOf(stores, fact.storeId)?.name ?? '') : '',
    from: firstDayOf(fact),
    lastDay: lastDayOf(fact),
    monthIn,
    monthOut,
  };
}

/** Shown in 有疑问? and read out to the staff: short, and it leads to the entry without saying whose it is. */
export function entryId({ seq, hash }: Pick<Fact, 'seq' | 'hash'>): string {
  return `${seq}-${hash.replace(/[^A-Za-z0-9]/g, '').slice(0, 8)}`;
}

/** The first day of what an entry brought, when it waits for a return window; null too while that day is not known. */
function firstDayOf(fact: Fact): DayKey | null {
  const days = fact.moves.flatMap(({ points, from }) =>
    points > 0 && from !== null && from !== FAR_DAY ? [from] : [],
  );
  return days.sort()[0] ?? null;
}

/** The last day of what an entry brought; null for what it took. */
function lastDayOf(fact: Fact): DayKey | null {
  const gains = fact.moves.filter((move) => move.points > 0).map((move) => move.until);
  return gains.sort().at(-1) ?? null;
}
