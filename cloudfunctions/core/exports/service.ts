/** What the staff asks of lists that are on their way or done. */
import type { ExportLink, ExportsView, ExportView } from '../../../typings/api/transfer';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Filing } from '../../platform/filing';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { dayOf, wallClock } from '../calendar';
import { cursorAfter, placeOf } from '../counter';
import { loadSettings } from '../settings';
import { boundTo, leads, type Staff } from '../staffing';
import { type Export, exportView, maySee } from './export';
import { kindViews } from './kinds';
import { goOn } from './step';

const PAGE = 20;
/** Lists of one and the same millisecond, and those of others, that a page may have to pass over. */
const MORE = 60;
const STEP_MS = 8_000;
const LINK_S = 3_600;

/** Refuses with INVALID_INPUT for a cursor that was never handed out. */
export async function exportsView(
  env: Environment,
  staff: Staff,
  { cursor }: { cursor?: string },
): Promise<Result<ExportsView>> {
  const place = cursor === undefined ? null : placeOf(cursor);
  if (cursor !== undefined && !place) return refuse('INVALID_INPUT', { field: 'cursor' });
  const where = { at: { lte: place?.at ?? env.now }, ...(leads(staff.role) ? {} : { staffId: staff._id }) };
  const [settings, found] = await Promise.all([
    loadSettings(env),
    env.store.find<Export>('exports', { where, order: ['at', 'desc'], limit: PAGE + MORE }),
  ]);
  const after = found
    .filter((each) => maySee(staff, each))
    .sort((a, b) => b.at - a.at || (a._id < b._id ? -1 : 1))
    .filter(({ at, _id }) => place === null || at < place.at || _id > place.id);
  const page = after.slice(0, PAGE);
  const last = page.at(-1);
  const bound = boundTo(staff);
  return accept({
    now: env.now,
    today: dayOf(env.now, settings.programme.zone),
    exports: page.map((each) => exportView(each, settings)),
    nextCursor: after.length > PAGE && last ? cursorAfter({ at: last.at, id: last._id }) : null,
    kinds: kindViews(staff),
    stores: settings.stores.filter(({ id }) => bound?.includes(id) ?? true).map(({ id, name }) => ({ id, name })),
  });
}

/** Refuses with NOT_FOUND for what is not theirs to see. */
async function seen(env: Environment, staff: Staff, id: string): Promise<Result<Export>> {
  const found = await findById<Export>(env.store, 'exports', id);
  return found && maySee(staff, found) ? accept(found) : refuse('NOT_FOUND');
}

async function viewOf(env: Environment, staff: Staff, id: string): Promise<Result<ExportView>> {
  const [settings, found] = await Promise.all([loadSettings(env), seen(env, staff, id)]);
  return found.ok ? accept(exportView(found.data, settings)) : found;
}

/** Refuses with NOT_FOUND, or BUSY when cloud storage did not answer: it can be asked again. */
export async function stepExport(
  env: Environment,
  staff: Staff,
  { id }: { id: string },
  filing: Filing,
): Promise<Result<ExportView>> {
  const [settings, found] = await Promise.all([loadSettings(env), seen(env, staff, id)]);
  if (!found.ok) return found;
  const stepped = await goOn(env, settings, filing, id, (env.clock() + STEP_MS) as EpochMs);
  return stepped === 'unavailable' ? refuse('BUSY') : viewOf(env, staff, id);
}

/** What is done stays; what is on its way stops, and its pieces are deleted by the timer. */
export async function cancelExport(
  env: Environment,
  staff: Staff,
  { id }: { id: string },
): Promise<Result<ExportView>> {
  for (;;) {
    const found = await seen(env, staff, id);
    if (!found.ok) return found;
    const { state, rev } = found.data;
    if (state !== 'running' && state !== 'joining') return viewOf(env, staff, id);
    const set = { state: 'cancelled', look: env.now, rev: rev + 1 };
    if (await env.store.update('exports', id, { rev }, { set })) return viewOf(env, staff, id);
  }
}

/** Refuses with NOT_FOUND for what has no such file, or has it no more; with BUSY when storage gave no link. */
export async function exportLink(
  env: Environment,
  staff: Staff,
  { id, file }: { id: string; file: number },
  filing: Filing,
): Promise<Result<ExportLink>> {
  const [settings, found] = await Promise.all([loadSettings(env), seen(env, staff, id)]);
  if (!found.ok) return found;
  const volume = found.data.state === 'done' ? found.data.volumes[file] : undefined;
  if (!volume) return refuse('NOT_FOUND');
  const url = await filing.link(volume.fileId, LINK_S);
  if (url === 'unavailable') return refuse('BUSY');
  const until = (env.now + LINK_S * 1_000) as EpochMs;
  const { time: untilTime } = wallClock(until, settings.programme.zone);
  return accept({ url, until, untilTime, name: volume.name });
}
