/** What becomes of a page of due messages: who is sent what by which way, what waits, what is over. Pure. */
import type { MessageKind } from '../../../typings/api/messages';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { dayOf } from '../calendar';
import {
  type Content,
  contentOf,
  lastDayToTell,
  type MappedMessage,
  messageOf,
  type Notice,
  type Outcome,
  plainContent,
} from '../messaging';
import type { Settings } from '../settings';
import { opensOn, tomorrow } from './quiet';

export type Way = 'subscription' | 'officialAccount' | 'sms';

/** Whom a notice reaches: its member, or who that one has become. */
export interface Reader {
  memberId: string;
  /** By way; absent: not to be reached there. */
  addresses: Partial<Record<Way, string>>;
}

export interface Known {
  /** By the notice's member; absent for an account that is closed, frozen, or without WeChat. */
  readers: ReadonlyMap<string, Reader>;
  /** Open consents, oldest first. */
  consents: readonly { _id: string; memberId: string; kind: MessageKind }[];
  /** What notices tell of that is over: handed over, or given back. */
  over: ReadonlySet<string>;
  /** Messages that a member has had today. */
  sent: ReadonlyMap<string, number>;
  /** Kinds whose way is out of order for the rest of this tick. */
  closed: ReadonlySet<string>;
}

export interface Sending {
  notice: Notice;
  message: MessageKind;
  reader: Reader;
  way: Way;
  to: string;
  content: Content;
  /** The one that it uses up; null where none is needed. */
  consent: string | null;
}

export interface Plan {
  send: Sending[];
  end: { notice: Notice; outcome: Outcome }[];
  wait: { notice: Notice; until: EpochMs }[];
}

/** What is so old tells nobody anything, days. */
const STALE_MS = 3 * 86_400_000;
/** While a kind's set-up is wrong it is tried again so often, ms. */
export const PARKED_MS = 60 * 60_000;

export function closedName(way: Way, kind: MessageKind): string {
  return `${way} ${kind}`;
}

export function planOf(notices: readonly Notice[], known: Known, settings: Settings, now: EpochMs): Plan {
  const plan: Plan = { send: [], end: [], wait: [] };
  const spent: Spent = { used: new Set(), sent: new Map(known.sent) };
  for (const notice of notices) {
    const fate = fateOf(notice, known, spent, settings, now);
    if ('outcome' in fate) plan.end.push(fate);
    else if ('until' in fate) plan.wait.push(fate);
    else plan.send.push(fate);
  }
  return plan;
}

/** What this page has already taken. */
interface Spent {
  used: Set<string>;
  sent: Map<string, number>;
}

type Fate = Plan['send'][number] | Plan['end'][number] | Plan['wait'][number];

function fateOf(notice: Notice, known: Known, spent: Spent, settings: Settings, now: EpochMs): Fate {
  const { messages, programme } = settings;
  const { zone } = programme;
  const message = messageOf(notice.kind);
  const ways = message ? waysOf(notice, message, settings) : [];
  if (message === null || ways.length === 0) return { notice, outcome: 'off' };
  const isOver = notice.about !== undefined && known.over.has(notice.about);
  if (isOver || isLate(notice, dayOf(now, zone), now)) return { notice, outcome: 'late' };
  const reader = known.readers.get(notice.memberId);
  if (!reader) return { notice, outcome: 'unreachable' };
  const { memberId, addresses } = reader;
  const free = known.consents.find(
    (each) => each.memberId === memberId && each.kind === message && !spent.used.has(each._id),
  );
  const chosen = ways.find(({ way }) => addresses[way] !== undefined && (way !== 'subscription' || free));
  const to = chosen && addresses[chosen.way];
  if (!chosen || to === undefined) return { notice, outcome: ways.length > 1 ? 'unreachable' : 'unasked' };
  const { way, content } = chosen;
  if (known.closed.has(closedName(way, message))) return { notice, until: (now + PARKED_MS) as EpochMs };
  const count = spent.sent.get(memberId) ?? 0;
  if (count >= messages.perDay) return { notice, until: opensOn(tomorrow(now, zone), messages.quiet, zone) };
  const consent = way === 'subscription' && free ? free._id : null;
  if (consent !== null) spent.used.add(consent);
  spent.sent.set(memberId, count + 1);
  return { notice, message, reader, way, to, content: content(), consent };
}

/** In the order in which they are tried. */
function waysOf(notice: Notice, kind: MessageKind, settings: Settings): { way: Way; content: () => Content }[] {
  const { list, channels } = settings.messages;
  const mapped = (all: readonly MappedMessage[], way: Way) =>
    all
      .filter((each) => each.kind === kind)
      .map((each) => ({ way, content: () => contentOf(each, notice, settings.shopView) }));
  return [
    ...mapped(list, 'subscription'),
    ...mapped(channels.officialAccount, 'officialAccount'),
    ...(channels.sms.includes(kind) ? [{ way: 'sms' as const, content: () => plainContent(kind, notice) }] : []),
  ];
}

function isLate(notice: Notice, today: DayKey, now: EpochMs): boolean {
  const last = lastDayToTell(notice);
  return (last !== null && last < today) || notice.dueAt + STALE_MS < now;
}
