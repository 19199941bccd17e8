/** How much there is of what is limited: made, changed by the staff, and read. */
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, findById, type Reader, StoreError } from '../../platform/store';
import type { Stock, StockId, StockLevel } from './stock';

const LEVEL = ['shape', 'made', 'left', 'sold', 'held', 'edit', 'lastEdit'] as const;
/** Ids asked for in one query. */
const IDS_AT_ONCE = 500;
const ATTEMPTS = 5;
/** Edits that are remembered; what is older is not sent again. */
const EDITS_KEPT = 100;
export const MADE_MAX = 100_000_000;

/** Makes a stock of `made` units. When it is there already, nothing changes. */
export async function makeStock(env: Environment, id: StockId, made: number): Promise<void> {
  if (!Number.isSafeInteger(made) || made < 0 || made > MADE_MAX) throw new Error(`a stock of ${made}`);
  const stock: Stock = { _id: id, shape: 1, made, left: made, sold: 0, held: 0, holds: {}, edit: 0, lastEdit: '' };
  await ensure(env.store, 'stock', stock);
}

/**
 * `by` more units, or with a negative `by` fewer: OUT_OF_STOCK when not so many are left. May be repeated under the same
 * `editKey` as long as it is one of the last hundred edits. Refuses with NOT_FOUND, INVALID_INPUT, or BUSY when another edit
 * is on its way.
 */
export async function restock(env: Environment, id: StockId, by: number, editKey: string): Promise<Result<StockLevel>> {
  if (!Number.isSafeInteger(by) || Math.abs(by) > MADE_MAX) return refuse('INVALID_INPUT', { field: 'by' });
  const mark = digest(editKey).slice(0, 16);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stock = await findById<StockLevel & Pick<Stock, 'edits'>>(env.store, 'stock', id, [...LEVEL, 'edits']);
    if (!stock) return refuse('NOT_FOUND');
    const { edits = {}, ...level } = stock;
    if (level.lastEdit === editKey || edits[mark] !== undefined) return accept(level);
    if (level.made + by > MADE_MAX) return refuse('INVALID_INPUT', { field: 'by' });
    if (level.left + by < 0) return refuse('OUT_OF_STOCK', { left: level.left });
    const { edit } = level;
    const forgotten = Object.keys(edits).filter((name) => (edits[name] ?? 0) <= edit - EDITS_KEPT);
    const change = {
      inc: { edit: 1, made: by, left: by },
      set: { lastEdit: editKey, [`edits.${mark}`]: edit + 1 },
      unset: forgotten.map((name) => `edits.${name}`),
    };
    try {
      const changed = await env.store.update('stock', id, { edit, left: { gte: Math.max(-by, 0) } }, change);
      if (changed)
        return accept({ ...level, made: level.made + by, left: level.left + by, edit: edit + 1, lastEdit: editKey });
    } catch (unanswered) {
      if (!(unanswered instanceof StoreError)) throw unanswered;
      // It may still be applied, but only at this edit: a repeat under the same key is safe.
      return refuse('BUSY');
    }
  }
  return refuse('BUSY');
}

/** What is not there is absent: it is not counted. */
export async function readStocks(store: Reader, ids: readonly StockId[]): Promise<Map<StockId, StockLevel>> {
  const found = new Map<StockId, StockLevel>();
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const asked = ids.slice(start, start + IDS_AT_ONCE);
    const query = { where: { _id: { in: asked } }, limit: IDS_AT_ONCE, fields: LEVEL };
    for (const stock of await store.find<StockLevel>('stock', query)) found.set(stock._id, stock);
  }
  return found;
}
