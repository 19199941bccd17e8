/** What who runs the shop asks of imports. */
import type { ImportsView, ImportView } from '../../../typings/api/transfer';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { dayOf } from '../calendar';
import { cursorAfter, placeOf } from '../counter';
import { loadSettings } from '../settings';
import { boundTo, note, type Staff } from '../staffing';
import { type Import, importView, MINUTE_MS } from './import';
import { goOn } from './step';

const PAGE = 10;
/** Of one and the same millisecond. */
const MORE = 20;
const STEP_MS = 8_000;

/** Refuses with INVALID_INPUT for a cursor that was never handed out. */
export async function importsView(env: Environment, { cursor }: { cursor?: string }): Promise<Result<ImportsView>> {
  const place = cursor === undefined ? null : placeOf(cursor);
  if (cursor !== undefined && !place) return refuse('INVALID_INPUT', { field: 'cursor' });
  const where = { at: { lte: place?.at ?? env.now } };
  const [settings, found] = await Promise.all([
    loadSettings(env),
    env.store.find<Import>('imports', { where, order: ['at', 'desc'], limit: PAGE + MORE }),
  ]);
  const after = found
    .sort((a, b) => b.at - a.at || (a._id < b._id ? -1 : 1))
    .filter(({ at, _id }) => place === null || at < place.at || _id > place.id);
  const page = after.slice(0, PAGE);
  const last = page.at(-1);
  return accept({
    now: env.now,
    today: dayOf(env.now, settings.programme.zone),
    imports: page.map((each) => importView(each, settings)),
    nextCursor: after.length > PAGE && last ? cursorAfter({ at: last.at, id: last._id }) : null,
  });
}

/** Refuses with NOT_FOUND. */
export async function viewImport(env: Environment, { id }: { id: string }): Promise<Result<ImportView>> {
  const [settings, found] = await Promise.all([loadSettings(env), findImport(env, id)]);
  return found ? accept(importView(found, settings)) : refuse('NOT_FOUND');
}

/** Pieces lie beside the imports and are none. */
async function findImport(env: Environment, id: string): Promise<Import | null> {
  const found = await findById<Import>(env.store, 'imports', id);
  return found && 'state' in found ? found : null;
}

/** Refuses with NOT_FOUND, UNDONE, TOO_OLD when its rows are gone, STORE_NOT_YOURS; BUSY when a row has to be tried again. */
export function applyImport(env: Environment, staff: Staff, input: { id: string }): Promise<Result<ImportView>> {
  return carry(env, staff, input.id, 'imports.apply');
}

/** Refuses with NOT_FOUND, RUNNING while it is being applied, TOO_OLD, STORE_NOT_YOURS; BUSY when a row has to be tried again. */
export function undoImport(env: Environment, staff: Staff, input: { id: string }): Promise<Result<ImportView>> {
  return carry(env, staff, input.id, 'imports.undo');
}

type Way = 'imports.apply' | 'imports.undo';

async function carry(env: Environment, staff: Staff, id: string, way: Way): Promise<Result<ImportView>> {
  if (boundTo(staff) !== null) return refuse('STORE_NOT_YOURS');
  const found = await findImport(env, id);
  if (!found) return refuse('NOT_FOUND');
  const refused = way === 'imports.apply' ? whyNotApplied(found) : whyNotUndone(found);
  if (refused) return refuse(refused);
  const begins = found.state === (way === 'imports.apply' ? 'checked' : 'applied');
  if (begins) await begin(env, staff, found, way);
  const settings = await loadSettings(env);
  const stepped = await goOn(env, settings, id, (env.clock() + STEP_MS) as EpochMs);
  return stepped === 'again' ? refuse('BUSY') : viewImport(env, { id });
}

function whyNotApplied({ state, gone }: Import): 'UNDONE' | 'TOO_OLD' | null {
  if (gone && state !== 'applied') return 'TOO_OLD';
  return state === 'undoing' || state === 'undone' ? 'UNDONE' : null;
}

function whyNotUndone({ state, gone }: Import): 'RUNNING' | 'NOT_FOUND' | 'TOO_OLD' | null {
  if (gone && state !== 'undone') return 'TOO_OLD';
  if (state === 'applying') return 'RUNNING';
  return state === 'checked' ? 'NOT_FOUND' : null;
}

/** Once: whoever comes second finds it begun. The row of the trail is written before, and again by the repeat. */
async function begin(env: Environment, staff: Staff, found: Import, way: Way): Promise<void> {
  const { _id, rev, total, fresh, known, name } = found;
  const facts = { rows: total, points: fresh.points + known.points, growth: fresh.growth + known.growth };
  await note(env, staff, `${way}:${_id}`, way, { subject: _id, name: name.slice(0, 40), facts });
  const look = env.clock() + MINUTE_MS;
  const from = { next: 0, done: 0, skipped: 0, short: 0, look, rev: rev + 1 };
  const set = { ...from, state: way === 'imports.apply' ? 'applying' : 'undoing' };
  await env.store.update('imports', _id, { rev }, { set });
}
