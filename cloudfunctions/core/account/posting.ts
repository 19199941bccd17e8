/** From what a rule decided to the update that commits it. */
import type { Because, EntryKind, EpochMs, Points } from '../../../typings/domain';
import type { Change } from '../../platform/store';
import { dayOf, monthOf } from '../calendar';
import type { Hold, Take } from '../stock';
import type { Clockwork } from './clockwork';
import { debtPaid } from './debt';
import { wakeOf } from './due';
import { type Birth, type Credit, type Entry, type Origin, sealed } from './entry';
import { balanceOf } from './lots';
import { type Member, type MemberState, slot } from './member';
import { countNotices } from './notices';
import type { Lot } from './window';

/** One entry as a rule decides it. */
export interface Draft {
  key: string;
  kind: EntryKind;
  ref: string | null;
  moves: Lot[];
  growth?: number;
  because: Because[];
  print: string;
  result: Record<string, unknown>;
  /**
   * What this entry needs of something limited. The command places the holds before it commits and names them in the
   * entry; only the draft under the command's own key may take anything.
   */
  takes?: Take[];
  holds?: Hold[];
  births?: Birth[];
  credits?: Credit[];
  credited?: boolean;
  /** Where this entry comes from, when not from where its commit does. */
  origin?: Origin;
  /** The programme it follows, when not the one in force at its commit: a late order's is the one of its own time. */
  programmeVersion?: number;
}

/** What a rule decided: the new state as far as it changes, and the entries that say why, oldest first. */
export interface Posting {
  change: Partial<Omit<MemberState, 'month'>>;
  drafts: Draft[];
  /** The account is closed: in the same commit the document forgets whose it was. */
  leaves?: boolean;
}

/** How days are counted, and what they bring. */
export interface Timekeeping {
  /** IANA name; the month sums follow the programme's months. */
  zone: string;
  clockwork: Clockwork;
}

/** What a commit is made with. */
export interface Stamp extends Timekeeping {
  at: EpochMs;
  programmeVersion: number;
  origin: Origin;
  /** How long the sweeper leaves the entries to whoever makes them, ms; a minute when absent. */
  graceMs?: number;
}

export interface Prepared {
  /** The member as it will be. */
  after: Member;
  entries: Entry[];
  update: Change;
}

/** How long the sweeper leaves a fresh entry to the call that made it, ms. */
const GRACE_MS = 60_000;

export function prepare(before: Member, posting: Posting, stamp: Stamp): Prepared {
  const entries: Entry[] = [];
  let { seq, head, balance, month } = before;
  const today = dayOf(stamp.at, stamp.zone);
  const monthKey = monthOf(today);
  if (month.key !== monthKey) month = { key: monthKey, in: 0 as Points, out: 0 as Points };
  for (const draft of posting.drafts) {
    if ((draft.takes ?? []).length !== (draft.holds ?? []).length)
      throw new Error(`${draft.key} holds not what it takes`);
    const points = balanceOf(draft.moves);
    seq += 1;
    balance = (balance + points) as Points;
    month = {
      key: monthKey,
      in: (month.in + Math.max(points, 0)) as Points,
      out: (month.out + Math.max(-points, 0)) as Points,
    };
    const entry = sealEntry(draft, { seq, points, balance, month, head }, stamp);
    head = entry.hash;
    entries.push(entry);
  }
  const rev = before.rev + 1;
  // Always written, also when the snapshot has one: a sweeper may be clearing it at this very revision.
  const due = Math.min(before.due ?? Number.POSITIVE_INFINITY, stamp.at + (stamp.graceMs ?? GRACE_MS)) as EpochMs;
  const slots = Object.fromEntries(entries.map((entry) => [slot(entry.seq), entry]));
  const told = countNotices(before, entries, stamp.at);
  const gone = posting.leaves ? nobody(before) : {};
  const booked = { ...posting.change, ...told, ...gone, month, balance, seq, head, due };
  const asBooked: Member = { ...before, ...booked, rev, journal: { ...before.journal, ...slots } };
  assertSums(before, asBooked, entries);
  const state = { ...booked, wake: wakeOf(asBooked, stamp.clockwork, today) };
  const journal = Object.fromEntries(Object.entries(slots).map(([name, entry]) => [`journal.${name}`, entry]));
  return { after: { ...asBooked, ...state }, entries, update: { inc: { rev: 1 }, set: { ...state, ...journal } } };
}

/** What a member document says of a person beside its state. Tags have their own revision, and a late writer must lose. */
function nobody({ tagsRev = 0 }: Member): Pick<Member, 'openid' | 'lastNotice' | 'tags' | 'tagsRev'> {
  return { openid: null, lastNotice: null, tags: [], tagsRev: tagsRev + 1 };
}

/** What the books prove later must hold before it is written. */
function assertSums(before: Member, after: Member, entries: readonly Entry[]): void {
  if (balanceOf(after.lots) !== after.balance) throw new Error('the lots do not add up to the balance');
  const grown = entries.reduce((sum, { growth }) => sum + growth, before.growth);
  if (grown !== after.growth) throw new Error('the growth is not the sum of its entries');
}

interface Position {
  seq: number;
  points: Points;
  balance: Points;
  month: MemberState['month'];
  head: string;
}

function sealEntry(draft: Draft, position: Position, stamp: Stamp): Entry {
  const fact = sealed({
    shape: 1,
    key: draft.key,
    seq: position.seq,
    at: stamp.at,
    kind: draft.kind,
    ref: draft.ref,
    points: position.points,
    growth: draft.growth ?? 0,
    balanceAfter: position.balance,
    monthIn: position.month.in,
    monthOut: position.month.out,
    moves: draft.moves,
    // Of a closed account what is owed is waived: nobody has paid it.
    because: draft.kind === 'state' ? draft.because : withDebt(draft.because, draft.moves),
    programmeVersion: draft.programmeVersion ?? stamp.programmeVersion,
    print: draft.print,
    result: draft.result,
    holds: draft.holds ?? [],
    credited: draft.credited ?? false,
    prev: position.head,
    ...(draft.origin ?? stamp.origin),
  });
  return { ...fact, births: draft.births ?? [], credits: draft.credits ?? [], tries: 0 };
}

/** Whatever brought the points: that they paid off a debt is said once, here. */
function withDebt(because: readonly Because[], moves: readonly Lot[]): Because[] {
  const paid = debtPaid(moves);
  if (paid === 0) return [...because];
  return [...because, { code: 'debt.paid', args: { points: paid }, result: because.at(-1)?.result ?? 0 }];
}
