/** Two members, ready to act, in a database in memory. */
import {
  type Birth,
  bookExpiry,
  type Clockwork,
  type Command,
  type Credit,
  checkBook,
  checkBooks,
  type Executed,
  execute,
  findMemberById,
  gain,
  type Member,
  memberOf,
  nextExpiry,
  type Posting,
  printOf,
  type Stamp,
  StockBooks,
  type StoredMember,
  sweep,
  sweepHolds,
  type Timekeeping,
} from '../../../cloudfunctions/core/account';
import { newborn } from '../../../cloudfunctions/core/membership/newborn';
import { readSettings, type Settings } from '../../../cloudfunctions/core/settings';
import { type Stock, wrongInCoupon } from '../../../cloudfunctions/core/stock';
import type { Coupon } from '../../../cloudfunctions/core/templates';
import type { Environment } from '../../../cloudfunctions/platform/environment';
import { accept, type Result } from '../../../cloudfunctions/platform/refusal';
import type { Store } from '../../../cloudfunctions/platform/store';
import type { DayKey, EpochMs, Points } from '../../../typings/domain';
import { Memory } from './memory-store';

export const NOON = Date.UTC(2026, 10, 21, 4) as EpochMs;
const MINUTE = 60_000;

/** A shop in which nothing is set. */
export const settings: Settings = await readSettings(new Memory(() => NOON).plain());

/** Time does nothing but end points. */
export const clockwork: Clockwork = {
  due: (member, today) => {
    const { member: after, draft } = bookExpiry(member, today);
    const { lots, lastExpiry } = after;
    return draft ? { change: { lots, lastExpiry }, drafts: [draft] } : { change: {}, drafts: [] };
  },
  wake: (member, today) => nextExpiry(member, today),
  absorb: () => ({}),
};

export const time: Timekeeping = { zone: 'Asia/Shanghai', clockwork };

/** No two are the same, whoever asks for them. */
let ids = 0;

export function environment(store: Store, now: EpochMs = NOON): Environment & { alarms: string[] } {
  const alarms: string[] = [];
  return {
    store,
    now,
    clock: () => now,
    pause: async () => undefined,
    chance: () => 0.5,
    newId: () => {
      ids += 1;
      return `id${ids}`;
    },
    alarm: (what) => alarms.push(what),
    alarms,
  };
}

export const stamp: Stamp = {
  ...time,
  at: NOON,
  programmeVersion: 1,
  origin: { storeId: 'default', channel: 'mini', actor: 'member', partnerId: null },
};

export function member(id: string, openid: string | null = `openid-${id}`): Member {
  const consent = { termsVersion: '1', privacyVersion: '1', at: NOON };
  const identity = { shape: 1 as const, _id: `i-${id}`, kind: 'openid' as const, memberId: id, at: NOON, consent };
  return newborn(identity, { openid, consent, number: '100000000000', phoneBound: false }, settings);
}

/** The members as a sweep left them: the first entry is in the ledger, and still in the journal. */
export async function world(...ids: string[]): Promise<Memory> {
  let now: number = NOON - 60 * MINUTE;
  const memory = new Memory(() => now);
  const store = memory.plain();
  for (const id of ids) await store.add('members', member(id));
  for (let round = 0; round < 2; round += 1) {
    const later = (NOON + 20 * MINUTE) as EpochMs;
    await sweep(environment(store, later), time, (later + 1) as EpochMs);
  }
  now = NOON;
  return memory;
}

export interface Giving {
  key: string;
  points: number;
  births?: Birth[];
  credits?: Credit[];
  /** A key proven by a field that only grows, as a check-in's. */
  daily?: boolean;
}

/** A command that gains points, as the product's own do. */
export function giving({ key, points, births = [], credits = [], daily = false }: Giving): Command {
  const today = '2026-11-21' as DayKey;
  return {
    key,
    print: printOf('giving', points),
    known: (snapshot) => (daily ? (snapshot.lastCheckIn === today ? 'used' : 'never') : 'ask'),
    rule: (snapshot): Result<Posting> => {
      const lot = { from: null, until: '2027-11-30' as DayKey, points: points as Points };
      const { lots, moves } = gain(snapshot.lots, lot, today);
      const because = [{ code: 'checkin.base', args: { points }, result: points }];
      const draft = {
        key,
        kind: 'checkin' as const,
        ref: null,
        moves,
        because,
        print: printOf('giving', points),
        result: {},
      };
      return accept({
        change: { lots, ...(daily ? { lastCheckIn: today } : {}) },
        drafts: [{ ...draft, births, credits }],
      });
    },
  };
}

/** What one call does: read the member, run the command. */
export async function call(store: Store, memberId: string, what: Giving, now = NOON): Promise<Result<Executed>> {
  const env = environment(store, now);
  const first = await findMemberById(store, memberId);
  if (!first) throw new Error(`no member ${memberId}`);
  return execute(env, first, giving(what), { ...stamp, at: now });
}

/** One tick of the timer, long enough after the commands for everything to be due. */
export async function tick(store: Store, minutes = 20): Promise<void> {
  const now = (NOON + minutes * MINUTE) as EpochMs;
  await sweep(environment(store, now), time, (now + 1) as EpochMs);
}

/** The timer's look at what calls have left held, long enough after them. */
export async function tickHolds(store: Store, minutes = 20): Promise<void> {
  const now = (NOON + minutes * 60_000) as EpochMs;
  await sweepHolds(environment(store, now), (now + 1) as EpochMs);
}

/** After the last sweep nothing is held, and what was sold is what the entries have taken. */
export async function wrongStock(memory: Memory): Promise<string[]> {
  const store = memory.plain();
  const stocks = memory.all('stock') as unknown as Stock[];
  const books = new StockBooks(stocks);
  for (const member of memory.all('members') as unknown as StoredMember[])
    books.add(await checkBook(store, memberOf(member)));
  const { wrong, moving } = books.result(stocks);
  wrong.push(...moving.map((id) => `${id} moves`));
  for (const { _id, held } of stocks) if (held > 0) wrong.push(`${_id}: ${held} holds are left`);
  for (const each of memory.all('coupons') as unknown as Coupon[]) {
    wrong.push(...wrongInCoupon(each));
    if (each.hold || each.look !== null) wrong.push(`coupon ${each._id} is still held`);
  }
  return wrong;
}

/** Ticks without faults until every back-off is over, then all that is wrong. */
export async function aftermath(memory: Memory): Promise<string[]> {
  const store = memory.plain();
  for (const minutes of [200, 400, 600]) {
    await tick(store, minutes);
    await tickHolds(store, minutes);
  }
  const wrong = await wrongStock(memory);
  for (const { _id } of memory.all('members')) {
    wrong.push(...(await checkBooks(store, _id)).map((what) => `${_id}: ${what}`));
    const after = await findMemberById(store, _id);
    if (after && Object.keys(after.journal).length > 0) wrong.push(`${_id}: entries are left in the journal`);
    if (after?.due !== undefined) wrong.push(`${_id}: still due`);
  }
  if (memory.all('stuck').length > 0) wrong.push('something is stuck');
  return wrong;
}
