/**
 * The sections of a copy, in their order, each read in parts. Rows are small, so that a part stays far below the 500 KB
 * an answer may have: a row of the ledger explains itself in at most some twenty lines.
 */
import type { CopiedFriend, CopyPart, CopySection } from '../../../typings/api/account';
import type { RedemptionView } from '../../../typings/api/mall';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { cursorAfter, pageOf, placeOf } from '../../platform/pages';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Collection, Match } from '../../platform/store';
import { journalOf, type Member } from '../account';
import type { Assist } from '../assist';
import { dayOf, wallClock } from '../calendar';
import { couponView } from '../coupons';
import { inboxOf } from '../inbox';
import type { Referral, StageState } from '../inviting';
import type { Given } from '../outbox';
import { type Payment, refundsOf } from '../payments';
import { historyOf } from '../points';
import { type Redemption, redemptionView } from '../rewards';
import type { Settings } from '../settings';
import type { Coupon } from '../templates';
import { aboutOf } from './about';

/** Rows of a part. */
const ROWS = 100;

export interface Asking {
  env: Environment;
  settings: Settings;
  member: Member;
  today: DayKey;
}

/** `next` is the section's own cursor; null after its last row. */
type Part = Result<{ part: CopyPart; next: string | null }>;
type Reading = (asking: Asking, within: string) => Promise<Part>;

const READINGS: Readonly<Record<CopySection, Reading>> = {
  about: async ({ env, settings, member }) =>
    accept({ part: { section: 'about', about: await aboutOf(env, settings, member) }, next: null }),

  entries: async ({ env, settings, member }, within) => {
    const page = await historyOf(env, settings, member, { limit: ROWS, ...(within ? { cursor: within } : {}) });
    if (!page.ok) return page;
    return accept({ part: { section: 'entries', rows: page.data.entries }, next: page.data.nextCursor });
  },

  coupons: async (asking, within) => {
    const { env, settings, today } = asking;
    const page = await rowsOf<Coupon>(asking, 'coupons', { by: 'until', type: 'string', within, own: ownOf(asking) });
    return page.ok ? partOf('coupons', page.data, (each) => couponView(each, settings, today, env.now)) : page;
  },

  redemptions: async (asking, within) => {
    const page = await rowsOf<Redemption>(asking, 'redemptions', { within, own: ownOf(asking) });
    if (!page.ok) return page;
    const trades = page.data.found.flatMap(({ trade, state }) => (trade && state === 'cancelled' ? [trade] : []));
    const refunds = await refundsOf(asking.env.store, trades);
    const { settings, today } = asking;
    const shown = (each: Redemption): RedemptionView =>
      redemptionView(each, settings, today, true, refunds.get(each.trade ?? '') ?? null);
    return partOf('redemptions', page.data, shown);
  },

  payments: async (asking, within) => {
    const page = await rowsOf<Payment>(asking, 'payments', { within, own: ownOf(asking) });
    const { zone } = asking.settings.programme;
    if (!page.ok) return page;
    return partOf('payments', page.data, ({ _id: trade, at, name, amountFen: cashFen, state }) => ({
      trade,
      ...wallClock(at, zone),
      name,
      cashFen,
      state,
    }));
  },

  notices: async ({ env, settings, member }, within) => {
    const page = await inboxOf(env, settings, member, { limit: ROWS, ...(within ? { cursor: within } : {}) });
    if (!page.ok) return page;
    return accept({ part: { section: 'notices', rows: page.data.notices }, next: page.data.nextCursor });
  },

  consents: async (asking, within) => {
    const page = await rowsOf<Given>(asking, 'consents', { within, own: ownOf(asking) });
    const { zone } = asking.settings.programme;
    if (!page.ok) return page;
    return partOf('consents', page.data, ({ kind, at, state }) => ({ kind, day: dayOf(at, zone), state }));
  },

  friends: async (asking, within) => {
    const page = await rowsOf<Referral>(asking, 'referrals', { within, own: { inviterId: asking.member._id } });
    return page.ok ? partOf('friends', page.data, friendOf) : page;
  },

  assists: async (asking, within) => {
    const page = await rowsOf<Assist>(asking, 'assists', { within, own: { starterId: asking.member._id } });
    const { zone } = asking.settings.programme;
    if (!page.ok) return page;
    return partOf('assists', page.data, ({ at, name, count, needed, state }) => ({
      day: dayOf(at, zone),
      name,
      helpers: count,
      needed,
      state,
    }));
  },
};

const ORDER = Object.keys(READINGS) as CopySection[];
export const SECTIONS = ORDER.length;

export async function readPart(asking: Asking, section: number, within: string): Promise<Part> {
  const name = ORDER[section];
  if (!name) throw new Error('there is no such section');
  return READINGS[name](asking, within);
}

interface Strip {
  by?: string;
  type?: 'number' | 'string';
  within: string;
  own: Match;
}

/** Newest first; before them what the entries of the last minutes have brought and nobody has written down yet. */
async function rowsOf<T extends { _id: string }>(
  { env, member }: Asking,
  collection: Collection,
  { by = 'at', type = 'number', within, own: where }: Strip,
): Promise<Result<{ found: T[]; next: string | null }>> {
  const place = within === '' ? null : placeOf(within, type);
  if (within !== '' && !place) return refuse('INVALID_INPUT', { field: 'payload.cursor' });
  const [page, unborn] = await Promise.all([
    pageOf<T>(env.store, collection, { where, by, towards: 'desc', place, limit: ROWS }),
    place ? [] : unbornOf<T>(env, member, collection),
  ]);
  return accept({ found: [...unborn, ...page.found], next: page.next && cursorAfter(page.next) });
}

async function unbornOf<T extends { _id: string }>(
  env: Environment,
  member: Member,
  collection: Collection,
): Promise<T[]> {
  const born = journalOf(member)
    .flatMap(({ births }) => births)
    // An entry may bring something to somebody else too.
    .filter((birth) => birth.collection === collection && isOf(member, birth.document))
    .map(({ document }) => document as T);
  if (born.length === 0) return [];
  const where = { _id: { in: born.map(({ _id }) => _id) } };
  const there = await env.store.find<{ _id: string }>(collection, { where, limit: born.length, fields: ['_id'] });
  return born.filter(({ _id }) => !there.some((each) => each._id === _id));
}

function isOf({ _id }: Member, document: object): boolean {
  return 'memberId' in document && document.memberId === _id;
}

type Listed = Exclude<CopyPart, { section: 'about' }>;
type RowOf<S extends Listed['section']> = Extract<Listed, { section: S }>['rows'][number];

function partOf<S extends Listed['section'], T>(
  section: S,
  { found, next }: { found: T[]; next: string | null },
  view: (each: T) => RowOf<S>,
): Part {
  return accept({ part: { section, rows: found.map(view) } as unknown as CopyPart, next });
}

function ownOf({ member }: Asking): Match {
  return { memberId: { in: [member._id, ...member.aliases] } };
}

const STAGES: Readonly<Record<StageState, 'waiting' | 'paid' | 'none'>> = {
  waiting: 'waiting',
  review: 'waiting',
  granted: 'waiting',
  paid: 'paid',
  limited: 'none',
  refused: 'none',
  lapsed: 'none',
  none: 'none',
};

function friendOf({ joinedOn: day, by, registered, firstOrder }: Referral): CopiedFriend {
  return {
    day,
    by,
    stages: [
      { stage: 'registered', state: STAGES[registered.state], day: registered.day },
      { stage: 'firstOrder', state: STAGES[firstOrder.state], day: firstOrder.day },
    ],
  };
}
