/** Goes on with an import or with its undoing, piece by piece; a piece counts once it is done wholly. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { findById } from '../../platform/store';
import type { Settings } from '../settings';
import { bring, type Carried, takeBack } from './carry';
import { type Import, MINUTE_MS, type Piece, pieceId } from './import';

/** Rows at once: as many connections as a function may well have. */
const AT_ONCE = 8;

/** 'again': a row could not be decided; nothing is lost, and the next step tries it anew. */
export type Stepped = 'ended' | 'time' | 'again';

export async function goOn(env: Environment, settings: Settings, id: string, stopAt: EpochMs): Promise<Stepped> {
  for (;;) {
    const found = await findById<Import>(env.store, 'imports', id);
    if (!found || !(found.state === 'applying' || found.state === 'undoing')) return 'ended';
    const carried = found.next < found.pieces ? await pieceOf(env, settings, found) : [];
    if (carried === 'again') return 'again';
    const next = found.next + 1;
    const ended = next >= found.pieces;
    const set = {
      next: ended ? 0 : next,
      done: found.done + carried.length,
      skipped: found.skipped + carried.filter(({ skipped }) => skipped).length,
      short: found.short + carried.reduce((sum, { short }) => sum + short, 0),
      look: ended ? null : env.clock() + MINUTE_MS,
      rev: found.rev + 1,
      ...(ended ? { state: found.state === 'applying' ? 'applied' : 'undone' } : {}),
    };
    await env.store.update('imports', id, { rev: found.rev }, { set });
    if (env.clock() >= stopAt) return 'time';
  }
}

type Done = Exclude<Carried, 'again'>;

async function pieceOf(env: Environment, settings: Settings, found: Import): Promise<Done[] | 'again'> {
  const piece = await findById<Piece>(env.store, 'imports', pieceId(found.sheaf, found.next));
  if (!piece) throw new Error('a piece of an import has vanished');
  const carry = found.state === 'applying' ? bring : takeBack;
  const waiting = [...piece.rows];
  const done: Carried[] = [];
  const worker = async (): Promise<void> => {
    for (let row = waiting.shift(); row; row = waiting.shift()) done.push(await carry(env, settings, found._id, row));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done.every((each): each is Done => each !== 'again') ? done : 'again';
}
