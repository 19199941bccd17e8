/** Something limited in the simulated shop, and what must be true of it in the end. */
import {
  type Command,
  checkBook,
  type Executed,
  execute,
  memberOf,
  type Posting,
  printOf,
  StockBooks,
  type StoredMember,
  spend,
  sweepHolds,
  type Take,
  tapKey,
} from '../../../cloudfunctions/core/account';
import { makeStock, type Stock, type StockId, wrongInCoupon } from '../../../cloudfunctions/core/stock';
import type { Coupon } from '../../../cloudfunctions/core/templates';
import { accept, type Result, refuse } from '../../../cloudfunctions/platform/refusal';
import type { Store } from '../../../cloudfunctions/platform/store';
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Memory } from './memory-store';
import type { Process } from './schedule';
import { call, environment, NOON, stamp, world } from './world';

export const UNITS: StockId = 'reward:r';
export const QUOTA: StockId = 'quota:q';
export const COUPON: StockId = 'coupon:c';
export const PRICE = 10;

export const use = { by: 'staff:s1', storeId: 'default', channel: 'counter', ref: 'A1' } as const;
export const unit: Take = { stock: UNITS, n: 1 };
export const couponUsed: Take = { stock: COUPON, n: 1, use };

/** Members with points, units of a reward, a quota, and a usable coupon. */
export async function stocked(units: number, ...ids: string[]): Promise<Memory> {
  const memory = await world(...ids);
  const store = memory.plain();
  for (const id of ids) await call(store, id, { key: 'tap:rich', points: 100 });
  await makeStock(environment(store), UNITS, units);
  await makeStock(environment(store), QUOTA, 5);
  await store.add('coupons', coupon(ids[0] ?? ''));
  return memory;
}

export function coupon(memberId: string): Coupon {
  return {
    _id: 'c',
    shape: 1,
    memberId,
    template: 't',
    terms: {
      name: 'x',
      value: { kind: 'amount', fen: 100, thresholdFen: 0 },
      channels: [],
      stores: [],
      categories: [],
      stacking: null,
      note: '',
      pool: false,
    },
    source: 'claim',
    code: '7100000000000000',
    from: '2026-11-01' as DayKey,
    until: '2026-12-31' as DayKey,
    bornOn: '2026-11-01' as DayKey,
    state: 'usable',
    usedBy: null,
    uses: {},
    reservation: null,
    hold: null,
    look: null,
    external: null,
  };
}

/** `key`: the phone's own, with the number that it last saw or without; whole, when it has a colon. */
export interface Taking {
  key: string;
  takes: Take[];
  points?: number;
  later?: boolean;
}

/** Takes for points, or for none. */
export function taking({ key, takes, points = PRICE, later = false }: Taking): Command {
  const print = printOf('taking', [takes, points]);
  const known = key.includes(':') ? { key, known: () => 'ask' as const } : tapKey('taking', key);
  return {
    ...known,
    print,
    birthsLater: later,
    rule: (member, today): Result<Posting> => {
      const spent = points > 0 ? spend(member.lots, points as never, today) : { lots: member.lots, moves: [] };
      if (!spent) return refuse('INSUFFICIENT');
      const { lots, moves } = spent;
      const because = [{ code: 'checkin.base', args: { points: -points }, result: -points }];
      const draft = { key: known.key, kind: 'exchange' as const, ref: null, moves, because, print, result: {} };
      const births = [{ collection: 'identities' as const, document: { _id: `born-${member._id}-${known.key}` } }];
      return accept({ change: { lots }, drafts: [{ ...draft, takes, births }] });
    },
  };
}

export function take(memberId: string, what: Taking, now = NOON): Process['run'] {
  return (store) => taken(store, memberId, what, now);
}

export async function taken(store: Store, memberId: string, what: Taking, now = NOON): Promise<Result<Executed>> {
  const env = environment(store, now);
  const [first] = await store.find<StoredMember>('members', { where: { _id: memberId }, limit: 1 });
  if (!first) throw new Error(`no member ${memberId}`);
  return execute(env, memberOf(first), taking(what), { ...stamp, at: now });
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

export function stockOf(memory: Memory, id: StockId = UNITS): Stock {
  return memory.all('stock').find(({ _id }) => _id === id) as unknown as Stock;
}

export function couponOf(memory: Memory): Coupon {
  return memory.all('coupons')[0] as unknown as Coupon;
}
