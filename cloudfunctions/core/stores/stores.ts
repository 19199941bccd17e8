import * as v from 'valibot';

const line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));

const store = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20)),
  address: line(120),
  hours: line(60),
  phone: line(30),
  /** It takes no customers any more: nobody can choose it, and what happened in it stays readable. */
  closed: v.exactOptional(v.boolean()),
});

export type StoreInfo = v.InferOutput<typeof store>;

export const STORES_MAX = 200;

/** Where a record belongs that names no store. */
export const DEFAULT_STORE = 'default';

export const storesSchema = v.strictObject({
  shape: v.literal(1),
  list: v.pipe(
    v.array(store),
    v.minLength(1),
    v.maxLength(STORES_MAX),
    v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'each id once'),
    // Every record names a store, and records from before there were several name this one.
    v.check((list) => list.some(({ id }) => id === DEFAULT_STORE), 'one of them is the default store'),
  ),
});

/** The one store of a shop that has told of none: the shop itself. */
export function storesOfShop(shop: Omit<StoreInfo, 'id'>): StoreInfo[] {
  const { name, address, hours, phone } = shop;
  return [{ id: DEFAULT_STORE, name, address, hours, phone }];
}

export const defaultStores: StoreInfo[] = storesOfShop({ name: '总店', address: '', hours: '', phone: '' });

export function storeOf(stores: readonly StoreInfo[], id: string): StoreInfo | null {
  return stores.find((each) => each.id === id) ?? null;
}

/** Where one can go and what one can choose. */
export function openOf<S extends Pick<StoreInfo, 'closed'>>(stores: readonly S[]): S[] {
  return stores.filter(({ closed }) => !closed);
}

/** What waits in the named stores (none named: in every one) is fetched there; in any other once those are all closed. */
export function isKeptIn(named: readonly string[], storeId: string, all: readonly StoreInfo[]): boolean {
  if (named.length === 0 || named.includes(storeId)) return true;
  const there = all.filter(({ id }) => named.includes(id));
  return there.length > 0 && openOf(there).length === 0;
}

/** What members are told of a place: nothing while the shop has only one. */
export function storeNamed(stores: readonly StoreInfo[], id: string): string {
  return stores.length > 1 ? (storeOf(stores, id)?.name ?? '') : '';
}
