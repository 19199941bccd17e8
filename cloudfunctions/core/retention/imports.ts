/** Rows of lists from an older system: first their import says that they are gone, then they go. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { oldOf } from './bounds';

const PAGE = 50;

/** Also those of a check that broke off, which no import knows. */
export async function importRows(env: Environment, stopAt: EpochMs): Promise<number> {
  const until = oldOf('imports', env.now);
  const where = { at: { lte: until }, look: null, gone: null };
  const ended = await env.store.find<{ _id: string; rev: number }>('imports', {
    where,
    order: ['at', 'asc'],
    limit: PAGE,
    fields: ['rev'],
  });
  for (const { _id, rev } of ended)
    await env.store.update('imports', _id, { rev, look: null }, { set: { gone: true, rev: rev + 1 } });
  const running = await env.store.find<{ sheaf: string }>('imports', {
    where: { look: { gt: 0 } },
    limit: PAGE,
    fields: ['sheaf'],
  });
  let forgotten = ended.length;
  // Pieces are no imports: they have no state.
  const old = { state: null, bornAt: { lte: new Date(until) } };
  while (env.clock() < stopAt) {
    const found = await env.store.find<{ _id: string }>('imports', { where: old, limit: PAGE, fields: ['_id'] });
    const ids = found.map(({ _id }) => _id).filter((id) => !running.some(({ sheaf }) => id.startsWith(`${sheaf}:`)));
    if (ids.length > 0) forgotten += await env.store.remove('imports', { _id: { in: ids } }, PAGE);
    if (found.length < PAGE || ids.length === 0) break;
  }
  return forgotten;
}
