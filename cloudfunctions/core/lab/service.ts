/** Replays that are begun, looked at and given up. */
import type { LabLook } from '../../../typings/api/lab';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, findById } from '../../platform/store';
import { addDays, dayOf, startOf } from '../calendar';
import { pointValueOf } from '../care';
import { checkDraft, type ProgrammeDocument, readProgramme } from '../programme';
import { loadSettings } from '../settings';
import { DESIGN, isDutyOf, type Staff } from '../staffing';
import { KEPT, type Lab, WEEKS } from './lab';
import { noRanking } from './ranking';
import { forgetParts, stepLab } from './step';
import { noSums } from './sums';
import { labView } from './view';

const WEEK_DAYS = 7;

/**
 * The same key begins the same replay; one that runs for this very draft already is gone on with. Refuses with OUTDATED
 * or PROGRAMME_INVALID.
 */
export async function startLab(
  env: Environment,
  staff: Staff,
  key: string,
  input: { rev: number; weeks?: number },
): Promise<Result<LabLook>> {
  const { weeks = WEEKS } = input;
  const id = digest(`lab ${staff._id} ${key}`);
  const [settings, document, own] = await Promise.all([
    loadSettings(env),
    readProgramme(env),
    findById<Lab>(env.store, 'labs', id),
  ]);
  if (own) return look(env, staff, own, document);
  if (document.rev !== input.rev || document.draft === null) return refuse('OUTDATED', { rev: document.rev });
  const checked = await checkDraft(env, JSON.parse(document.draft));
  if (!checked.ok) return refuse('PROGRAMME_INVALID', { field: checked.problems[0]?.field ?? '' });
  const running = await lastOf(env);
  if (running?.state === 'running' && running.draftRev === input.rev && running.weeks === weeks)
    return look(env, staff, running, document);
  const { current } = document;
  const draft = checked.programme;
  const today = dayOf(env.now, current.zone);
  const until = (env.now + 1) as EpochMs;
  const lab: Lab = {
    _id: id,
    shape: 1,
    rev: 0,
    state: 'running',
    phase: 'events',
    draftRev: input.rev,
    weeks,
    at: env.now,
    by: staff.name,
    from: startOf(addDays(today, -weeks * WEEK_DAYS), current.zone),
    until,
    cursor: { before: until },
    bucket: 0,
    steps: [],
    current: JSON.stringify(current),
    draft: JSON.stringify(draft),
    ladders: JSON.stringify(document.ladders),
    value: {
      now: pointValueOf(settings.care, current.deduction),
      draft: pointValueOf(settings.care, draft.deduction),
    },
    sums: noSums(),
    ranking: noRanking(),
    worst: null,
  };
  await ensure(env.store, 'labs', lab);
  await forgetOld(env);
  return look(env, staff, lab, document);
}

export async function goOn(env: Environment, staff: Staff, { id }: { id: string }): Promise<Result<LabLook>> {
  const stepped = await stepLab(env, await loadSettings(env), id);
  return stepped.ok ? look(env, staff, stepped.data) : stepped;
}

/** What is done stays done. Refuses with NOT_FOUND. */
export async function cancelLab(env: Environment, staff: Staff, { id }: { id: string }): Promise<Result<LabLook>> {
  const cancelled = await env.store.update('labs', id, { state: 'running' }, { set: { state: 'cancelled' } });
  if (cancelled) await forgetParts(env, id);
  return viewLab(env, staff, { id });
}

/** Refuses with NOT_FOUND when a replay is named that is not there. */
export async function viewLab(env: Environment, staff: Staff, { id }: { id?: string }): Promise<Result<LabLook>> {
  const lab = id === undefined ? await lastOf(env) : await findById<Lab>(env.store, 'labs', id);
  if (!lab && id !== undefined) return refuse('NOT_FOUND');
  return look(env, staff, lab);
}

async function look(
  env: Environment,
  staff: Staff,
  lab: Lab | null,
  known?: ProgrammeDocument,
): Promise<Result<LabLook>> {
  const document = known ?? (await readProgramme(env));
  const named = DESIGN.includes(staff.role);
  return accept({
    now: env.now,
    today: dayOf(env.now, document.current.zone),
    draftRev: document.draft === null ? null : document.rev,
    mayStart: isDutyOf(staff.role, 'lab.start'),
    lab: lab && (await labView(env, lab, named)),
  });
}

/** Parts have no `at`. */
async function lastOf({ store, now }: Environment): Promise<Lab | null> {
  const [last] = await store.find<Lab>('labs', { where: { at: { lte: now } }, order: ['at', 'desc'], limit: 1 });
  return last ?? null;
}

async function forgetOld(env: Environment): Promise<void> {
  const where = { at: { lte: env.now } };
  const labs = await env.store.find<Lab>('labs', { where, order: ['at', 'desc'], limit: 2 * KEPT, fields: ['at'] });
  for (const { _id } of labs.slice(KEPT)) {
    await forgetParts(env, _id);
    await env.store.remove('labs', { _id }, 1);
  }
}
