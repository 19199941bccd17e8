import * as v from 'valibot';

const line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));

const store = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20)),
  address: line(120),
  hours: line(60),
  phone: line(30),
});

export type StoreInfo = v.InferOutput<typeof store>;

/** Where a record belongs that names no store. */
export const DEFAULT_STORE = 'default';

export const storesSchema = v.strictObject({
  shape: v.literal(1),
  list: v.pipe(
    v.array(store),
    v.minLength(1),
    v.maxLength(200),
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

/** What members are told of a place: nothing while the shop has only one. */
export function storeNamed(stores: readonly StoreInfo[], id: string): string {
  return stores.length > 1 ? (storeOf(stores, id)?.name ?? '') : '';
}
