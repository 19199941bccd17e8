import type { EntryView, HistoryInput, HistoryView } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { FAR_DAY, type Fact, factsBefore, formerly, type Member } from '../account';
import { dayOf, monthOf, wallClock } from '../calendar';
import { findMember } from '../membership';
import { loadSettings, type Settings } from '../settings';
import { storeNamed } from '../stores';
import { cursorAfter, STRANDS_MAX, seqsOfCursor } from './cursor';
import { type Woven, weave } from './weave';

const PAGE = 20;

/**
 * A person's entries, newest first, also those of members that became one with this one. Changes of name or picture move
 * no points and are left out. A cursor goes on with the members it was made for: one that came later begins with the
 * next first page, like every newer entry.
 */
export async function history(env: Environment, openid: string, input: HistoryInput): Promise<Result<HistoryView>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  return member ? historyOf(env, settings, member, input) : refuse('NOT_MEMBER');
}

/** The same of a member just read. */
export async function historyOf(
  env: Environment,
  settings: Settings,
  member: Member,
  input: Omit<HistoryInput, 'month'>,
): Promise<Result<HistoryView>> {
  const members = [member, ...(await formerly(env.store, member, STRANDS_MAX - 1))];
  const places = input.cursor === undefined ? members.map(({ seq }) => seq + 1) : seqsOfCursor(input.cursor);
  if (!places || places.some((place, strand) => place > (members[strand]?.seq ?? -1) + 1))
    return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const limit = input.limit ?? PAGE;
  const { zone } = settings.programme;
  // One more than shown: it says whether there is another page.
  const strands = await Promise.all(
    places.map((place, strand) => {
      const owner = members[strand];
      return owner ? factsBefore(env.store, owner, place - 1, limit + 1, 'profile') : [];
    }),
  );
  const rows = weave(strands, limit, (at) => monthOf(dayOf(at, zone)));
  const more = strands.reduce((count, facts) => count + facts.length, 0) > rows.length;
  return accept({
    now: env.now,
    today: dayOf(env.now, zone),
    entries: rows.map((row) => entryView(row, settings)),
    nextCursor: more ? cursorAfter(places.map((place, strand) => lastShown(rows, strand) ?? place)) : null,
  });
}

function lastShown(rows: readonly Woven[], strand: number): number | undefined {
  return rows.filter((row) => row.strand === strand).at(-1)?.fact.seq;
}

function entryView(row: Woven, { programme, stores }: Settings): EntryView {
  const { fact, balanceAfter, monthIn, monthOut } = row;
  const { day, time } = wallClock(fact.at, programme.zone);
  const { points, because, programmeVersion, kind, growth, channel } = fact;
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
    store: channel === 'system' ? '' : storeNamed(stores, fact.storeId),
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
