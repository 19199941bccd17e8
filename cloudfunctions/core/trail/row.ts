/** What a row of the trail tells. Pure. */
import type { TrailView } from '../../../typings/api/team';
import { wallClock } from '../calendar';
import type { CounterAct } from '../counter';
import type { Settings } from '../settings';
import { type AdminAct, groupOf, type ParcelAct, type StaffAction, type StaffChange } from '../staffing';
import { storeNamed } from '../stores';

export type TrailAct = CounterAct | ParcelAct | StaffChange | AdminAct;

/** Under which action the acts of the counter are done. */
const ACTIONS = {
  coupon: 'counter.useCoupon',
  redemption: 'counter.handOver',
  sale: 'counter.sell',
  refund: 'counter.refund',
  member: 'counter.createMember',
  parcel: 'parcels.ship',
} as const satisfies Record<(CounterAct | ParcelAct)['kind'], StaffAction>;

/** Ids that may be a member's or a colleague's: what stands in the books has no names in it. */
export function namedIn(act: TrailAct): string | null {
  return 'memberId' in act ? act.memberId : act.subject;
}

export interface Names {
  /** Member id -> number. */
  numbers: ReadonlyMap<string, string>;
  /** Staff id -> name. */
  colleagues: ReadonlyMap<string, string>;
}

export function trailView(act: TrailAct, { numbers, colleagues }: Names, settings: Settings): TrailView {
  const { day, time } = wallClock(act.at, settings.programme.zone);
  const named = namedIn(act) ?? '';
  return {
    id: act._id,
    day,
    time,
    staffId: act.staffId,
    by: act.by,
    store: storeNamed(settings.stores, act.storeId),
    ...done(act, settings),
    member: numbers.get(named)?.slice(-4) ?? null,
    colleague: colleagues.get(named) ?? null,
    name: 'name' in act ? act.name : '',
    undone: 'undone' in act && act.undone !== null,
  };
}

function done(act: TrailAct, settings: Settings): Pick<TrailView, 'what' | 'group' | 'facts'> {
  if (act.kind === 'staff') {
    const stores = act.stores.map((id) => storeNamed(settings.stores, id)).filter((name) => name !== '');
    return { what: `staff.${act.change}`, group: 'team', facts: { role: act.role, stores: stores.join('、') } };
  }
  const what = act.kind === 'admin' ? act.what : ACTIONS[act.kind];
  return { what, group: groupOf(what)?.code ?? '', facts: factsOf(act) };
}

function factsOf(act: Exclude<TrailAct, StaffChange>): TrailView['facts'] {
  if (act.kind === 'admin') return act.facts;
  if (act.kind === 'sale') return { fen: act.netFen, points: act.earned - act.deducted };
  if (act.kind === 'refund') return { fen: act.fen, points: act.points };
  return {};
}
