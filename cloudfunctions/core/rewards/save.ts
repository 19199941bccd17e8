import { parse } from '../../platform/envelope';
import type { Environment } from '../../platform/environment';
import { canonical } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure, findById } from '../../platform/store';
import { MADE_MAX, makeStock, readStocks, restock } from '../stock';
import { SOLD_OUT_RANK, stockOf } from './rank';
import { type Reward, rewardSchema } from './reward';
import { TIES } from './shelf';

/** Units of a counted reward there have ever been. */
type Made = number | 'kept' | null;

/**
 * Puts a reward into the catalogue, or changes it: `version` is 1 for a new one and one more for each change of what was
 * read. `made` is how many units there have ever been of a counted one, 'kept' leaves them as they are; null where nothing is
 * counted. Refuses with INVALID_INPUT,
 * KEY_REUSED when somebody has changed it meanwhile, TOO_MANY when too many stand at the same place, or what the stock
 * refuses. May be repeated.
 */
export async function saveReward(env: Environment, wanted: unknown, made: Made): Promise<Result<Reward>> {
  const parsed = parse(rewardSchema, wanted, 'reward');
  if (!parsed.ok) return parsed;
  const reward = parsed.data;
  if (!fits(reward, made)) return refuse('INVALID_INPUT', { field: 'made' });
  const [before, beside] = await Promise.all([
    findById<Reward>(env.store, 'rewards', reward._id),
    env.store.find<Pick<Reward, '_id'>>('rewards', {
      where: { order: reward.order, state: 'on' },
      limit: TIES,
      fields: ['_id'],
    }),
  ]);
  if (beside.length >= TIES && !beside.some(({ _id }) => _id === reward._id)) return refuse('TOO_MANY');
  if (before && before.version === reward.version) {
    const same = canonical(contentOf(before)) === canonical(contentOf(reward));
    return same ? accept(before) : refuse('KEY_REUSED', { version: before.version });
  }
  if ((before?.version ?? 0) !== reward.version - 1) return refuse('KEY_REUSED', { version: before?.version ?? 0 });
  const left = made === null ? null : await (made === 'kept' ? leftNow(env, reward) : supply(env, reward, made));
  if (left && !left.ok) return left;
  const rank = reward.order + (left?.data === 0 ? SOLD_OUT_RANK : 0);
  return put(env, { ...reward, rank }, before);
}

function fits({ counted }: Reward, made: Made): boolean {
  if (made === null) return !counted;
  return counted && (made === 'kept' || (Number.isSafeInteger(made) && made >= 0 && made <= MADE_MAX));
}

/** On the version and the place that were read: whoever arranges the shelf meanwhile is not outdone. */
async function put(env: Environment, reward: Reward, before: Reward | null): Promise<Result<Reward>> {
  if (!before) {
    const isNew = await ensure(env.store, 'rewards', reward);
    return isNew ? accept(reward) : refuse('BUSY');
  }
  const { _id, ...set } = reward;
  const where = { version: before.version, order: before.order };
  const held = await env.store.update('rewards', _id, where, { set });
  return held ? accept(reward) : refuse('BUSY');
}

/** Units that are left once there have been `made` in all. */
async function supply(env: Environment, { _id, version }: Reward, made: number): Promise<Result<number>> {
  const id = stockOf(_id);
  await makeStock(env, id, made);
  const stock = (await readStocks(env.store, [id])).get(id);
  if (!stock) return refuse('BUSY');
  if (stock.made === made) return accept(stock.left);
  const changed = await restock(env, id, made - stock.made, `reward:${_id}:v${version}:${made}`);
  return changed.ok ? accept(changed.data.left) : changed;
}

async function leftNow(env: Environment, { _id }: Reward): Promise<Result<number>> {
  const stock = (await readStocks(env.store, [stockOf(_id)])).get(stockOf(_id));
  return stock ? accept(stock.left) : refuse('INVALID_INPUT', { field: 'made' });
}

/** Where it stands follows from its stock, and is nothing that somebody writes. */
export function contentOf({ rank: _rank, ...content }: Reward): Omit<Reward, 'rank'> {
  const { bornAt: _bornAt, ...written } = content as typeof content & { bornAt?: unknown };
  return written;
}
