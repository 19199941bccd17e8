/** A list is asked for. */
import type { ExportView, TransferActions } from '../../../typings/api/transfer';
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, findById } from '../../platform/store';
import { dayOf, startOf } from '../calendar';
import { loadSettings, type Settings } from '../settings';
import { actIdOf, boundTo, type Staff, worksIn } from '../staffing';
import { takeTurn } from '../tallies';
import { type Export, exportView, MINUTE_MS } from './export';
import { isPersonal, kinds, mayHave } from './kinds';
import type { Place } from './pages';

/** At once, in the whole shop. */
const RUNNING_MAX = 3;
/** A day, of the whole shop. */
const STARTED_MAX = 20;
const TALLY_MS = 3 * 86_400_000;

type Asked = TransferActions['exports.start'][0];

/**
 * Refuses with ROLE_REQUIRED, STORE_UNKNOWN, STORE_NOT_YOURS, INVALID_INPUT for a period that ends before it begins,
 * RUNNING when three are on their way, TOO_MANY when the day's are used up.
 */
export async function startExport(
  env: Environment,
  staff: Staff,
  asked: Asked,
  key: string,
): Promise<Result<ExportView>> {
  const settings = await loadSettings(env);
  const refused = mayHave(staff, asked.kind);
  if (refused === 'role') return refuse('ROLE_REQUIRED');
  if (refused === 'store') return refuse('STORE_NOT_YOURS', { field: 'kind' });
  const { from = null, until = null, storeId = '' } = asked;
  if (from !== null && until !== null && until < from) return refuse('INVALID_INPUT', { field: 'until' });
  if (storeId !== '') {
    if (!kinds[asked.kind].stores) return refuse('INVALID_INPUT', { field: 'storeId' });
    const works = worksIn(staff, settings.stores, storeId);
    if (!works.ok) return works;
  }
  const id = actIdOf(staff._id, key);
  const there = await findById<Export>(env.store, 'exports', id);
  if (there) return accept(exportView(there, settings));
  const full = await noRoom(env, settings);
  if (full) return refuse(full);
  const made: Export = {
    ...blank(env, settings, asked),
    _id: id,
    from,
    until,
    storeId,
    stores: storeId !== '' ? [storeId] : ownStores(staff),
    personal: isPersonal(staff, asked.kind),
    staffId: staff._id,
    by: staff.name,
  };
  await ensure(env.store, 'exports', made);
  return accept(exportView(made, settings));
}

function ownStores(staff: Staff): string[] | null {
  const bound = boundTo(staff);
  return bound === null ? null : [...bound];
}

async function noRoom(env: Environment, settings: Settings): Promise<'RUNNING' | 'TOO_MANY' | null> {
  const where = { state: { in: ['running', 'joining'] }, look: { gte: 1 } };
  const running = await env.store.find('exports', { where, limit: RUNNING_MAX, fields: ['_id'] });
  if (running.length >= RUNNING_MAX) return 'RUNNING';
  const until = (env.now + TALLY_MS) as EpochMs;
  const today = dayOf(env.now, settings.programme.zone);
  const turn = await takeTurn(env.store, { id: `exports:${today}`, max: STARTED_MAX, until });
  return turn ? null : 'TOO_MANY';
}

function blank(env: Environment, settings: Settings, { kind, from }: Asked) {
  return {
    shape: 1 as const,
    kind,
    at: env.now,
    state: 'running' as const,
    rev: 0,
    cursor: { from: beginning(kind, from, settings), after: null },
    rows: 0,
    parts: [],
    volumes: [],
    look: (env.now + MINUTE_MS) as EpochMs,
    goneAt: null,
    tries: 0,
  };
}

function beginning(kind: Asked['kind'], from: DayKey | undefined, settings: Settings): Place {
  if (kinds[kind].counted === 'day') return from ?? '';
  return from === undefined ? 0 : startOf(from, settings.programme.zone);
}
