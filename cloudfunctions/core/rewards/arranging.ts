/** On sale and off, how many there are, and in which order they stand. */
import type { RewardRow } from '../../../typings/api/catalogue';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { restock } from '../stock';
import { rewardRow } from './listing';
import { backOnShelf, stockOf } from './rank';
import type { Reward } from './reward';
import { saveReward } from './save';
import { stocksOf } from './stocked';

const ATTEMPTS = 3;
const AT_ONCE = 20;

/** Whatever else is being changed of it. Refuses with REWARD_OFF when there is none of this id, TOO_MANY or BUSY. */
export async function switchReward(env: Environment, id: string, on: boolean): Promise<Result<RewardRow>> {
  const state = on ? 'on' : 'off';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await findById<Reward & { bornAt?: unknown }>(env.store, 'rewards', id);
    if (!before) return refuse('REWARD_OFF');
    if (before.state === state) return accept(await rowOf(env, before));
    const { bornAt: _bornAt, ...content } = before;
    const wanted = { ...content, state, version: before.version + 1 };
    const saved = await saveReward(env, wanted, before.counted ? 'kept' : null);
    if (saved.ok) return accept(await rowOf(env, saved.data));
    if (saved.code !== 'KEY_REUSED' && saved.code !== 'BUSY') return saved;
  }
  return refuse('BUSY');
}

/**
 * `by` units more, or fewer. Refuses with REWARD_OFF when there is none of this id, INVALID_INPUT where nothing is counted,
 * OUT_OF_STOCK with how many are left when so many are not, or BUSY. May be repeated under its key.
 */
export async function restockReward(env: Environment, id: string, by: number, key: string): Promise<Result<RewardRow>> {
  const reward = await findById<Reward>(env.store, 'rewards', id);
  if (!reward) return refuse('REWARD_OFF');
  if (!reward.counted) return refuse('INVALID_INPUT', { field: 'by', reason: 'uncounted' });
  const changed = await restock(env, stockOf(id), by, key);
  if (!changed.ok) return changed;
  if (changed.data.left > 0) await backOnShelf(env, id);
  return accept(await rowOf(env, reward));
}

/**
 * Puts rewards on sale into this order, in the places that they have among the others. Refuses with OUTDATED when they do not
 * stand as in `was` any more (nor in the wanted order already), INVALID_INPUT when both are not the same rewards.
 */
export async function arrangeRewards(
  env: Environment,
  ids: readonly string[],
  was: readonly string[],
): Promise<Result<{ moved: number }>> {
  const same = new Set(ids).size === ids.length && ids.length === was.length && was.every((id) => ids.includes(id));
  if (!same) return refuse('INVALID_INPUT', { field: 'ids' });
  const found = await env.store.find<Pick<Reward, '_id' | 'order'>>('rewards', {
    where: { _id: { in: ids } },
    limit: ids.length,
    fields: ['order'],
  });
  if (found.length < ids.length) return refuse('OUTDATED');
  const standing = [...found].sort((a, b) => a.order - b.order || (a._id < b._id ? -1 : 1));
  const stands = (list: readonly string[]) => standing.every(({ _id }, place) => _id === list[place]);
  if (stands(ids)) return accept({ moved: 0 });
  if (!stands(was)) return refuse('OUTDATED');
  const moves = movesTo(ids, standing);
  const held: boolean[] = [];
  for (let start = 0; start < moves.length; start += AT_ONCE)
    held.push(...(await Promise.all(moves.slice(start, start + AT_ONCE).map((move) => carryOut(env, move)))));
  return held.every(Boolean) ? accept({ moved: moves.length }) : refuse('OUTDATED');
}

interface Move {
  id: string;
  from: number;
  to: number;
}

/** The places that they have now, one each; where two share one, the second moves on. */
function movesTo(ids: readonly string[], standing: readonly Pick<Reward, '_id' | 'order'>[]): Move[] {
  let last = -1;
  return ids.flatMap((id, place) => {
    const to = Math.max(standing[place]?.order ?? 0, last + 1);
    last = to;
    const from = standing.find(({ _id }) => _id === id)?.order ?? to;
    return from === to ? [] : [{ id, from, to }];
  });
}

/** What is sold out stays behind the others: its rank moves by as much. */
function carryOut(env: Environment, { id, from, to }: Move): Promise<boolean> {
  return env.store.update('rewards', id, { order: from }, { inc: { order: to - from, rank: to - from } });
}

async function rowOf(env: Environment, reward: Reward): Promise<RewardRow> {
  return rewardRow(reward, (await stocksOf(env.store, [reward])).get(reward._id) ?? null);
}
