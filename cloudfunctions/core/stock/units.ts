/**
 * The three operations on units, one update each. Placing moves them out of `left`; settling, when an entry names the
 * hold, makes them sold; dropping, when no entry ever can, puts them back. What is given back moves only when settled.
 */
import type { Environment } from '../../platform/environment';
import type { Store } from '../../platform/store';
import { type Bound, HOLDS_MAX, type Hold, type PlacedHold } from './stock';

/** Sent once for each hold. A request that was not answered must not be sent again: it may be applied at any later moment. */
export function placeUnits({ store }: Environment, { stock, hold, n }: Hold, bound: Bound): Promise<boolean> {
  const placed: PlacedHold = { ...bound, n };
  const enough = n > 0 ? { left: { gte: n } } : {};
  const moved = n > 0 ? { left: -n } : {};
  return store.update(
    'stock',
    stock,
    { ...enough, held: { lte: HOLDS_MAX - 1 }, [`holds.${hold}`]: null },
    { inc: { ...moved, held: 1 }, set: { [`holds.${hold}`]: placed } },
  );
}

/** May be repeated: without the hold there is nothing to do. */
export function settleUnits(store: Store, { stock, hold, n }: Hold): Promise<boolean> {
  const moved = n > 0 ? { sold: n } : { sold: n, left: -n };
  const change = { inc: { held: -1, ...moved }, unset: [`holds.${hold}`] };
  return store.update('stock', stock, { [`holds.${hold}.n`]: n }, change);
}

/** May be repeated. @param rev the revision at which the hold was judged dead */
export function dropUnits(store: Store, { stock, hold, n }: Hold, rev: number): Promise<boolean> {
  const moved = n > 0 ? { left: n } : {};
  const change = { inc: { held: -1, ...moved }, unset: [`holds.${hold}`] };
  return store.update('stock', stock, { [`holds.${hold}.rev`]: rev }, change);
}
