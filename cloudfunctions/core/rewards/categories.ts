/** The mall's categories: one settings document with a revision. */
import type { CategoriesView } from '../../../typings/api/catalogue';
import { parse } from '../../platform/envelope';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { dayOf } from '../calendar';
import { loadSettings, readRevised, saveRevised } from '../settings';
import { mallSchema } from '../shop';
import type { Reward } from './reward';

/** More in one category are told as so many. */
const COUNTED = 100;

type Category = { code: string; name: string };

export async function categoriesView(env: Environment): Promise<CategoriesView> {
  const [{ programme }, { rev, content }] = await Promise.all([loadSettings(env), readRevised(env.store, 'mall')]);
  const list = (content as { categories: Category[] } | null)?.categories ?? [];
  const counts = await Promise.all(list.map(({ code }) => rewardsIn(env, code)));
  const counted = list.map(({ code, name }, n) => ({ code, name, rewards: counts[n] ?? 0 }));
  return { now: env.now, today: dayOf(env.now, programme.zone), rev, list: counted };
}

/**
 * The whole list. A new one gets its code from `seed`. Refuses with INVALID_INPUT: what the schema does not allow, two of
 * one name, or one that is gone while rewards stand in it; and with OUTDATED.
 */
export async function saveCategories(
  env: Environment,
  wanted: { rev: number; list: readonly { code: string | null; name: string }[] },
  by: string,
  seed: string,
): Promise<Result<CategoriesView>> {
  const list = wanted.list.map(({ code, name }, n) => ({ code: code ?? codeFrom(`${seed} ${n}`), name }));
  const parsed = parse(mallSchema, { shape: 1, categories: list }, 'list');
  if (!parsed.ok) return parsed;
  const { categories } = parsed.data;
  const twice = categories.findIndex(({ name }, n) => categories.findIndex((each) => each.name === name) < n);
  if (twice >= 0) return refuse('INVALID_INPUT', { field: `list.categories.${twice}.name`, reason: 'twice' });
  const { content } = await readRevised(env.store, 'mall');
  const before = (content as { categories: Category[] } | null)?.categories ?? [];
  for (const { code, name } of before.filter((each) => !categories.some((other) => other.code === each.code))) {
    const rewards = await rewardsIn(env, code);
    if (rewards > 0) return refuse('INVALID_INPUT', { field: 'list', reason: 'used', name, rewards });
  }
  const saved = await saveRevised(env, 'mall', { shape: 1, categories }, wanted.rev, by);
  return saved.ok ? accept(await categoriesView(env)) : saved;
}

async function rewardsIn(env: Environment, category: string): Promise<number> {
  const where = { state: { in: ['on', 'off'] }, category };
  return (await env.store.find<Pick<Reward, '_id'>>('rewards', { where, limit: COUNTED, fields: ['_id'] })).length;
}

function codeFrom(seed: string): string {
  return `c${digest(`category ${seed}`)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 12)}`;
}
