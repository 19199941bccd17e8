/** Saving coupon templates. Coupons that were given keep the terms they were given under. */
import * as v from 'valibot';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { ensure } from '../../platform/store';
import { readProgramme, templatesNamed } from '../programme';
import { makeStock, readStocks, restock } from '../stock';
import { type CouponTemplate, templatesSchema } from '../templates';
import { quotaOf } from './offers';

/**
 * The whole list; of two at once the last stands. Quotas are made, and changed by the difference: what was claimed stays
 * claimed. Refuses with INVALID_INPUT naming the field: what the schema does not allow, a fixed validity that ends before
 * it begins, a template that the programme names and that would be gone or off; and with OUT_OF_STOCK when a quota
 * would fall below what was claimed.
 */
export async function saveTemplates(env: Environment, list: readonly unknown[]): Promise<Result<CouponTemplate[]>> {
  const parsed = v.safeParse(templatesSchema, { shape: 1, list });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return refuse('INVALID_INPUT', { field: v.getDotPath(issue) ?? 'list', reason: issue.message });
  }
  const templates = parsed.output.list;
  const ends = templates.findIndex(({ validity }) => validity.kind === 'fixed' && validity.until < validity.from);
  if (ends >= 0)
    return refuse('INVALID_INPUT', { field: `list.${ends}.validity.until`, reason: 'ends before it begins' });
  const on = new Set(templates.filter(({ state }) => state === 'on').map(({ code }) => code));
  const { current } = await readProgramme(env);
  const promised = templatesNamed(current).find((code) => !on.has(code));
  if (promised !== undefined) return refuse('INVALID_INPUT', { field: 'list', reason: 'promised', template: promised });
  // An offer stands only when there is something to take.
  for (const template of templates) {
    const supplied = await supply(env, template);
    if (!supplied.ok) return supplied;
  }
  const document = { _id: 'templates', shape: 1 as const, list: templates };
  if (!(await ensure(env.store, 'settings', document)))
    await env.store.update('settings', document._id, {}, { set: { shape: 1, list: templates } });
  return accept(templates);
}

async function supply(env: Environment, template: CouponTemplate): Promise<Result<unknown>> {
  const quota = template.claim?.quota ?? null;
  if (quota === null) return accept(null);
  const id = quotaOf(template);
  await makeStock(env, id, quota);
  const made = (await readStocks(env.store, [id])).get(id)?.made ?? quota;
  return made === quota ? accept(null) : restock(env, id, quota - made, `quota:${made}:${quota}`);
}
