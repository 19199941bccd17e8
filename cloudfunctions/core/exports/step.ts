/**
 * Goes on with a list: one piece or one file after the other, each committed under the list's revision. Whoever dies in
 * between leaves a piece that the next one writes again, to the same place and with the same rows.
 */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Filing } from '../../platform/filing';
import type { Change } from '../../platform/store';
import { findById } from '../../platform/store';
import { keepYoungGeneration } from '../../platform/young-generation';
import type { Settings } from '../settings';
import { KEPT_MS, MINUTE_MS, type StoredExport } from './export';
import { gather } from './gather';
import { joinNext } from './join';

/** Two million rows: nobody opens more, and a shorter period can be asked for. */
const PARTS_MAX = 200;

export type Stepped = 'ended' | 'time' | 'unavailable';

export async function goOn(
  env: Environment,
  settings: Settings,
  filing: Filing,
  id: string,
  stopAt: EpochMs,
): Promise<Stepped> {
  keepYoungGeneration();
  for (;;) {
    const list = await findById<StoredExport>(env.store, 'exports', id);
    if (!list || !(list.state === 'running' || list.state === 'joining')) return 'ended';
    const change =
      list.state === 'running'
        ? await gathered(env, settings, filing, list)
        : await joined(env, settings, filing, list);
    if (change === 'unavailable') return 'unavailable';
    const look = change.state === 'done' || change.state === 'failed' ? change.look : env.clock() + MINUTE_MS;
    const set: Change = { set: { ...change, look, tries: 0, rev: list.rev + 1 } };
    const mine = await env.store.update('exports', id, { rev: list.rev }, set);
    if (mine && change.state === 'done') await filing.remove(list.parts.map(({ fileId }) => fileId));
    if (!mine && list.state === 'running') await takeBack(env, filing, id, change);
    if (env.clock() >= stopAt) return 'time';
  }
}

/** Who comes late has written a piece again that may be deleted already; what dies before this, the week's end deletes. */
async function takeBack(env: Environment, filing: Filing, id: string, { parts }: Partial<StoredExport>): Promise<void> {
  const now = await findById<StoredExport>(env.store, 'exports', id);
  const late = parts?.at(-1);
  if (late && !(now?.state === 'running' || now?.state === 'joining')) await filing.remove([late.fileId]);
}

type Changed = Partial<StoredExport> | 'unavailable';

async function gathered(env: Environment, settings: Settings, filing: Filing, list: StoredExport): Promise<Changed> {
  if (list.parts.length >= PARTS_MAX) return { state: 'failed', look: env.now, goneAt: null };
  const piece = await gather(env, settings, filing, list);
  if (piece === 'unavailable') return piece;
  const { part, cursor } = piece;
  const parts = part ? [...list.parts, part] : list.parts;
  const rows = list.rows + (part?.rows ?? 0);
  return { parts, rows, ...(cursor ? { cursor } : { state: 'joining' as const }) };
}

async function joined(env: Environment, settings: Settings, filing: Filing, list: StoredExport): Promise<Changed> {
  const volume = await joinNext(env, settings, filing, list);
  if (volume === 'unavailable') return volume;
  const volumes = [...list.volumes, volume];
  const inFiles = volumes.reduce((sum, each) => sum + each.parts, 0);
  if (inFiles < list.parts.length) return { volumes };
  const goneAt = (env.now + KEPT_MS) as EpochMs;
  return { volumes, state: 'done', goneAt, look: goneAt };
}
