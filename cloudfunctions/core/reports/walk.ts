/** Rows in the order of an indexed number, each once, a page at a time, however many of them have the same number. */
import type { Environment } from '../../platform/environment';
import type { Bound, Collection } from '../../platform/store';

const PAGE = 1000;

export interface Walk<T> {
  collection: Collection;
  field: string;
  from: number;
  before: number;
  fields: readonly string[];
  /** How the database keeps the number. */
  bound(value: number): Bound;
  /** The number of a row. */
  of(row: T): number;
}

export async function* walk<T extends { _id: string }>(env: Environment, walked: Walk<T>): AsyncGenerator<T[]> {
  const { collection, field, before, bound, of } = walked;
  const fields = [...walked.fields, field];
  let { from } = walked;
  let seen = new Set<string>();
  while (from < before) {
    const where = { [field]: { from: bound(from), before: bound(before) } };
    const page = await env.store.find<T>(collection, { where, order: [field, 'asc'], limit: PAGE, fields });
    const fresh = page.filter(({ _id }) => !seen.has(_id));
    if (fresh.length > 0) yield fresh;
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    if (of(last) === from) {
      yield* within(env, walked, from, fields, new Set([...seen, ...page.map(({ _id }) => _id)]));
      from += 1;
      seen = new Set();
    } else {
      from = of(last);
      seen = new Set(page.filter((row) => of(row) === from).map(({ _id }) => _id));
    }
  }
}

/** More rows than a page have the same number: they are told apart by their ids. */
async function* within<T extends { _id: string }>(
  env: Environment,
  { collection, field, bound }: Walk<T>,
  value: number,
  fields: readonly string[],
  seen: ReadonlySet<string>,
): AsyncGenerator<T[]> {
  let after = '';
  while (true) {
    const where = { [field]: { from: bound(value), before: bound(value + 1) }, _id: { gt: after } };
    const page = await env.store.find<T>(collection, { where, order: ['_id', 'asc'], limit: PAGE, fields });
    const fresh = page.filter(({ _id }) => !seen.has(_id));
    if (fresh.length > 0) yield fresh;
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    after = last._id;
  }
}
