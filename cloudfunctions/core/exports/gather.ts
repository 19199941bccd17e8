/** One piece of a list: so many rows, in their order, as text in cloud storage. */
import { createHmac } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Filing } from '../../platform/filing';
import { keyFor } from '../../platform/secrets';
import type { Match, Store } from '../../platform/store';
import type { Member } from '../account';
import { addDays, dayOf, startOf } from '../calendar';
import type { Settings } from '../settings';
import { exact, linesOf } from './cell';
import type { Around, Column } from './columns/column';
import { onDisk } from './disk';
import type { Part, StoredExport } from './export';
import { kinds } from './kinds';
import { type Cursor, type Found, type Place, pageAfter, type Source } from './pages';

/** The database gives up to 1,000; smaller answers are gone again before the heap grows for them. */
const PAGE = 250;
/** Rows of a piece at most. */
const PART = 10_000;
/** Numbers of members that are remembered from page to page. */
const NAMES_KEPT = 20_000;

/** `cursor` is null when there is nothing behind it. */
export interface Gathered {
  part: Part | null;
  cursor: Cursor | null;
}

/** The piece that begins at the list's cursor. The same list always gives the same pieces. */
export async function gather(
  env: Environment,
  settings: Settings,
  filing: Filing,
  list: StoredExport,
): Promise<Gathered | 'unavailable'> {
  const place = list.parts.length + 1;
  return onDisk(env, `${list._id}-part-${place}`, async (local) => {
    const { rows, bytes, cursor } = await written(env, settings, list, local);
    if (rows === 0) return { part: null, cursor };
    const fileId = await filing.keepFrom(`exports/${list._id}/part-${place}.csv`, local);
    return fileId === 'unavailable' ? fileId : { part: { fileId, rows, bytes }, cursor };
  });
}

/** Page after page into a file: what waits for the piece to be whole does not wait in memory. */
async function written(env: Environment, settings: Settings, list: StoredExport, local: string) {
  const source = sourceOf(list, settings);
  const names = new Names(list.personal);
  const around: Around = { settings, now: list.at, memberNamed: (id) => names.of(id) };
  const columns = kinds[list.kind].columns(list.personal) as readonly Column<unknown>[];
  let cursor: Cursor | null = list.cursor;
  let [rows, bytes] = [0, 0];
  while (cursor !== null && rows <= PART - PAGE) {
    const page: { rows: Found[]; next: Cursor | null } = await pageAfter(env.store, source, cursor, PAGE);
    await names.learn(env.store, page.rows);
    const lines = linesOf(page.rows.map((row) => columns.map(({ cell }) => cell(row, around))));
    appendFileSync(local, lines);
    rows += page.rows.length;
    bytes += Buffer.byteLength(lines);
    cursor = page.next;
  }
  return { rows, bytes, cursor };
}

function sourceOf({ kind, until, stores, at, bornAt }: StoredExport, settings: Settings): Source {
  const { collection, by, counted, where, fields } = kinds[kind];
  const { zone } = settings.programme;
  const asked: Match = {
    ...where,
    ...(stores === null ? {} : { storeId: { in: stores } }),
    // By the database's clock on both sides: what is written from now on is in no list that has begun.
    bornAt: { lte: bornAt },
  };
  const last = until ?? dayOf(at, zone);
  const behind = addDays(last, 1);
  const before: Place = counted === 'day' ? behind : until === null ? at + 1 : startOf(behind as DayKey, zone);
  return { collection, by, where: asked, before, fields };
}

/** What members are called in a list. */
class Names {
  #known = new Map<string, string>();

  constructor(private readonly personal: boolean) {}

  of(id: string): string {
    return this.#known.get(id) ?? '';
  }

  async learn(store: Store, rows: readonly Found[]): Promise<void> {
    const ids = new Set(rows.map(memberIdOf).filter((id) => id !== null && !this.#known.has(id)) as string[]);
    if (ids.size === 0) return;
    if (this.#known.size + ids.size > NAMES_KEPT) this.#known.clear();
    if (!this.personal) {
      for (const id of rows.map(memberIdOf)) if (id !== null) this.#known.set(id, pseudonymOf(id));
      return;
    }
    // Once the memory was cleared, those of this page that were known have to be asked for again.
    const missing = [...new Set(rows.map(memberIdOf))].filter((id) => id !== null && !this.#known.has(id)) as string[];
    const query = { where: { _id: { in: missing } }, limit: missing.length, fields: ['number'] };
    const members = await store.find<Pick<Member, '_id' | 'number'>>('members', query);
    for (const { _id, number } of members) this.#known.set(_id, exact(number));
  }
}

/** A member's own row is their document; every other names them. */
function memberIdOf(row: Found): string | null {
  if (typeof row.memberId === 'string') return row.memberId;
  return typeof row.joinedAt === 'number' ? row._id : null;
}

/** The same in every list of this shop, and nothing that leads back to a member without the shop's secret. */
function pseudonymOf(memberId: string): string {
  return createHmac('sha256', keyFor('pseudonym')).update(memberId).digest('hex').slice(0, 12).toUpperCase();
}
