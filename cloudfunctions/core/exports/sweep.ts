/** What the timer does for lists: goes on with those that nobody goes on with, and deletes the files of old ones. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Filing } from '../../platform/filing';
import type { Settings } from '../settings';
import { type Export, MINUTE_MS } from './export';
import { goOn } from './step';

const PAGE = 20;
/** So often without getting further: then it is given up, and what it has left behind is deleted. */
const TRIES_MAX = 20;

export interface ExportsSwept {
  continued: number;
  deleted: number;
}

export async function sweepExports(
  env: Environment,
  settings: Settings,
  filing: Filing,
  stopAt: EpochMs,
): Promise<ExportsSwept> {
  const swept = { continued: 0, deleted: 0 };
  const where = { look: { lte: env.now } };
  const due = await env.store.find<Export>('exports', { where, order: ['look', 'asc'], limit: PAGE });
  for (const list of due) {
    if (env.clock() >= stopAt) break;
    if (list.state === 'running' || list.state === 'joining') {
      if (await takenUp(env, list)) await goOn(env, settings, filing, list._id, stopAt);
      swept.continued += 1;
    } else if (await cleared(env, filing, list)) swept.deleted += 1;
  }
  return swept;
}

/** Counted before it is tried: what kills the timer each time is given up in the end. */
async function takenUp(env: Environment, { _id, rev, tries }: Export): Promise<boolean> {
  const given = tries >= TRIES_MAX;
  const set = given
    ? { state: 'failed', look: env.now, rev: rev + 1 }
    : { tries: tries + 1, look: env.clock() + MINUTE_MS, rev: rev + 1 };
  const mine = await env.store.update('exports', _id, { rev }, { set });
  return mine && !given;
}

async function cleared(env: Environment, filing: Filing, list: Export): Promise<boolean> {
  const { _id, rev, state, parts, volumes } = list;
  if (!(await filing.remove([...parts, ...volumes].map(({ fileId }) => fileId)))) return false;
  const set = { parts: [], volumes: [], look: null, rev: rev + 1, ...(state === 'done' ? { state: 'gone' } : {}) };
  return env.store.update('exports', _id, { rev }, { set });
}
