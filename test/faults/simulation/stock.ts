/** Something limited in the simulated shop, and what must be true of it in the end. */
import {
  type Command,
  type Executed,
  execute,
  memberOf,
  type Posting,
  printOf,
  type StoredMember,
  spend,
  type Take,
  tapKey,
} from '../../../cloudfunctions/core/account';
import { makeStock, type Stock, type StockId } from '../../../cloudfunctions/core/stock';
import type { Coupon } from '../../../cloudfunctions/core/templates';
import { accept, type Result, refuse } from '../../../cloudfunctions/platform/refusal';
import type { Store } from '../../../cloudfunctions/platform/store';
import type { DayKey } from '../../../typings/domain';
import type { Memory } from './memory-store';
import type { Process } from './schedule';
import { call, environment, NOON, stamp, world } from './world';

export { tickHolds, wrongStock } from './world';

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

export function stockOf(memory: Memory, id: StockId = UNITS): Stock {
  return memory.all('stock').find(({ _id }) => _id === id) as unknown as Stock;
}

export function couponOf(memory: Memory): Coupon {
  return memory.all('coupons')[0] as unknown as Coupon;
}
