import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import { ensure } from '../../platform/store';
import { saveTemplates } from '../coupons';
import { saveReward } from '../rewards';
import { readSettings } from '../settings';
import type { Catalogue } from './catalogue';

/**
 * Puts a catalogue into a shop: coupon templates, rewards with their stock, categories. What the shop already has under the
 * same names stays as it is, so a repeat completes what broke off. Refuses with what a template or a reward is refused for.
 */
export async function installCatalogue(env: Environment, catalogue: Catalogue): Promise<Result<null>> {
  const { categories, rewards } = catalogue;
  const { templates: present } = await readSettings(env.store);
  const added = catalogue.templates.filter(({ code }) => !present.some((each) => each.code === code));
  const saved = await saveTemplates(env, [...present, ...added]);
  if (!saved.ok) return saved;
  const ids = rewards.map(({ reward }) => reward._id);
  const known = await env.store.find<{ _id: string }>('rewards', {
    where: { _id: { in: ids } },
    limit: ids.length,
    fields: ['_id'],
  });
  for (const { reward, made } of rewards) {
    if (known.some(({ _id }) => _id === reward._id)) continue;
    const placed = await saveReward(env, reward, made);
    if (!placed.ok) return placed;
  }
  await ensure(env.store, 'settings', { _id: 'mall', shape: 1, categories } as { _id: string });
  return accept(null);
}
