/** Saving coupon templates. Coupons that were given keep the terms they were given under. */
import * as v from 'valibot';
import type { Environment } from '../../platform/environment';
import { accept, type Refusal, type Result, refuse } from '../../platform/refusal';
import { readProgramme, templatesNamed } from '../programme';
import { readRevised, saveRevised } from '../settings';
import { makeStock, readStocks, restock } from '../stock';
import { type CouponTemplate, templatesSchema } from '../templates';
import { quotaOf } from './offers';

/** Who sets a shop up. */
const BY = 'set-up';

/**
 * The whole list, as the shop is set up; BUSY when somebody changes it at this moment. Quotas are made, and changed by the
 * difference: what was claimed stays claimed. Refuses with INVALID_INPUT naming the field: what the schema does not allow,
 * a fixed validity that ends before it begins, a template that the programme names and that would be gone or off; and with
 * OUT_OF_STOCK when a quota would fall below what was claimed.
 */
export async function saveTemplates(env: Environment, list: readonly unknown[]): Promise<Result<CouponTemplate[]>> {
  const { rev } = await readRevised(env.store, 'templates');
  const checked = checkTemplates(list);
  if (!checked.ok) return checked;
  const promised = await promisedAndOff(env, checked.data);
  if (promised) return promised;
  // An offer stands only when there is something to take.
  for (const template of checked.data) {
    const supplied = await supplyQuota(env, template);
    if (!supplied.ok) return supplied;
  }
  const saved = await saveRevised(env, 'templates', { shape: 1, list: checked.data }, rev, BY);
  if (saved.ok) return checked;
  return saved.code === 'OUTDATED' ? refuse('BUSY') : saved;
}

/** What the schema makes of the list; refuses with INVALID_INPUT. */
export function checkTemplates(list: readonly unknown[]): Result<CouponTemplate[]> {
  const parsed = v.safeParse(templatesSchema, { shape: 1, list });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return refuse('INVALID_INPUT', { field: v.getDotPath(issue) ?? 'list', reason: issue.message });
  }
  const templates = parsed.output.list;
  return endsBeforeItBegins(templates) ?? accept(templates);
}

function endsBeforeItBegins(templates: readonly CouponTemplate[]): Refusal | null {
  const at = templates.findIndex(({ validity }) => validity.kind === 'fixed' && validity.until < validity.from);
  return at < 0
    ? null
    : refuse('INVALID_INPUT', { field: `list.${at}.validity.until`, reason: 'ends before it begins' });
}

async function promisedAndOff(env: Environment, templates: readonly CouponTemplate[]): Promise<Refusal | null> {
  const on = new Set(templates.filter(({ state }) => state === 'on').map(({ code }) => code));
  const { current } = await readProgramme(env);
  const promised = templatesNamed(current).find((code) => !on.has(code));
  if (promised === undefined) return null;
  return refuse('INVALID_INPUT', { field: 'list', reason: 'promised', template: promised });
}

export async function supplyQuota(env: Environment, template: CouponTemplate): Promise<Result<unknown>> {
  const quota = template.claim?.quota ?? null;
  if (quota === null) return accept(null);
  const id = quotaOf(template);
  await makeStock(env, id, quota);
  const level = (await readStocks(env.store, [id])).get(id);
  const made = level?.made ?? quota;
  // The edit is named by its number: what was set, changed and set again is a third change.
  return made === quota ? accept(null) : restock(env, id, quota - made, `quota:${level?.edit ?? 0}:${made}:${quota}`);
}
