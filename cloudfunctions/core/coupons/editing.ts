/** One template in the merchant's hands. Two people who edit two templates at once do not outdo each other. */
import * as v from 'valibot';
import type { TemplateDraft, TemplateRow, TemplatesView } from '../../../typings/api/catalogue';
import type { CouponValueView } from '../../../typings/api/mall';
import type { Environment } from '../../platform/environment';
import { canonical, digest } from '../../platform/ids';
import { accept, type Refusal, type Result, refuse } from '../../platform/refusal';
import { dayOf } from '../calendar';
import { readProgramme, templatesNamed } from '../programme';
import { readRevised, readSettings, saveRevised } from '../settings';
import { readStocks } from '../stock';
import { type CouponTemplate, TEMPLATES_MAX, templateSchema } from '../templates';
import { quotaOf } from './offers';
import { importPool, type PoolRow } from './pool';
import { checkTemplates, supplyQuota } from './save';

const ATTEMPTS = 5;
/** Rewards on sale that bring coupons; a mall has no more of them. */
const BRINGING = 500;
const FREE_COUNTED = 1_000;
/** Pools whose free codes are counted for one list. */
const POOLS_COUNTED = 20;

export async function templatesForStaff(env: Environment): Promise<Result<TemplatesView>> {
  const settings = await readSettings(env.store);
  const { templates, programme, stores } = settings;
  const rows = await rowsOf(env, templates);
  const once = (words: readonly string[]) => [...new Set(words)];
  return accept({
    now: env.now,
    today: dayOf(env.now, programme.zone),
    templates: rows,
    stores: stores.map(({ id, name }) => ({ id, name })),
    tiers: programme.tiers.list.map(({ code, name }) => ({ code, name })),
    words: {
      categories: once(templates.flatMap(({ categories }) => categories)),
      stacking: once(templates.flatMap(({ stacking }) => stacking ?? [])),
    },
  });
}

/**
 * Saves one template onto the list as it is now. `mark` says which text of it was changed, '' for a new one, whose code is
 * made from `seed`. Refuses with OUTDATED when that text stands no more, and with what `checkTemplates` and its quota refuse;
 * fields begin with 'template.'.
 */
export async function writeTemplate(
  env: Environment,
  wanted: { code: string | null; mark: string; template: object },
  by: string,
  seed: string,
): Promise<Result<TemplateRow>> {
  const code = wanted.code ?? codeFrom(seed);
  const parsed = v.safeParse(templateSchema, { ...wanted.template, code });
  // What the schema does not take it refuses again below, where the field is named.
  const content = parsed.success ? parsed.output : { ...wanted.template, code };
  return ontoList(env, by, (list) => {
    const at = list.findIndex((each) => each.code === code);
    const before = list[at];
    if (wanted.code !== null && !before) return refuse('OUTDATED');
    if (!before && list.length >= TEMPLATES_MAX) return refuse('TOO_MANY', { most: TEMPLATES_MAX });
    if (before && canonical(before) === canonical(content)) return accept({ at, template: before });
    if (before && markOf(before) !== wanted.mark) return refuse(wanted.code === null ? 'KEY_REUSED' : 'OUTDATED');
    return accept({ at: before ? at : list.length, template: content });
  });
}

/** Refuses with COUPON_OFF when there is none of this code, or INVALID_INPUT when somebody would wait for it in vain. */
export async function switchTemplate(
  env: Environment,
  code: string,
  on: boolean,
  by: string,
): Promise<Result<TemplateRow>> {
  return ontoList(env, by, (list) => {
    const at = list.findIndex((each) => each.code === code);
    const before = list[at];
    return before ? accept({ at, template: { ...before, state: on ? 'on' : 'off' } }) : refuse('COUPON_OFF');
  });
}

/** @returns also how many of the pool nobody has, up to 1,000 */
export async function addToPool(
  env: Environment,
  template: string,
  codes: readonly string[],
): Promise<Result<{ added: number; present: number; free: number }>> {
  const { content } = await readRevised(env.store, 'templates');
  const templates = (content as { list: CouponTemplate[] } | null)?.list ?? [];
  const added = await importPool(env, { templates }, template, codes);
  return added.ok ? accept({ ...added.data, free: await freeIn(env, template) }) : added;
}

type Placed = { at: number; template: object };

/** Applies a change to the list as it is; when somebody else's change comes between, to theirs. */
async function ontoList(
  env: Environment,
  by: string,
  change: (list: readonly CouponTemplate[]) => Result<Placed>,
): Promise<Result<TemplateRow>> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { content, rev } = await readRevised(env.store, 'templates');
    const list = (content as { list: CouponTemplate[] } | null)?.list ?? [];
    const placed = change(list);
    if (!placed.ok) return placed;
    const { at, template } = placed.data;
    const unchanged = canonical(list[at] ?? null) === canonical(template);
    const all: object[] = [...list];
    all[at] = template;
    const checked = unchanged ? accept([...list]) : checkTemplates(all);
    if (!checked.ok) return ofOne(checked, at);
    const written = checked.data[at];
    if (!written) throw new Error('a template has vanished');
    if (!unchanged) {
      const awaited = await awaitedAndOff(env, list[at], written);
      if (awaited) return awaited;
    }
    const supplied = await supplyQuota(env, written);
    if (!supplied.ok) return supplied.code === 'OUT_OF_STOCK' ? belowTaken(env, written) : supplied;
    if (unchanged) return rowOf(env, written);
    const saved = await saveRevised(env, 'templates', { shape: 1, list: checked.data }, rev, by);
    if (saved.ok) return rowOf(env, written);
    if (saved.code !== 'OUTDATED') return saved;
  }
  return refuse('BUSY');
}

/** Its own field, as the page knows it. */
function ofOne(refusal: Refusal, at: number): Refusal {
  const { field = '', ...details } = refusal.details ?? {};
  const own = `list.${at}.`;
  return refuse(refusal.code, {
    ...details,
    field: `template.${field.startsWith(own) ? field.slice(own.length) : field}`,
  });
}

async function belowTaken(env: Environment, template: CouponTemplate): Promise<Refusal> {
  const level = (await readStocks(env.store, [quotaOf(template)])).get(quotaOf(template));
  const taken = level ? level.made - level.left : 0;
  return refuse('INVALID_INPUT', { field: 'template.claim.quota', reason: 'taken', taken });
}

/** Whoever was promised it would wait in vain, and a reward on sale would be taken for nothing. */
async function awaitedAndOff(
  env: Environment,
  before: CouponTemplate | undefined,
  { code, state }: CouponTemplate,
): Promise<Refusal | null> {
  if (state === 'on' || before?.state !== 'on') return null;
  const [{ current }, bringing] = await Promise.all([readProgramme(env), brought(env)]);
  if (templatesNamed(current).includes(code))
    return refuse('INVALID_INPUT', { field: 'template.state', reason: 'promised' });
  const name = bringing.get(code);
  return name === undefined ? null : refuse('INVALID_INPUT', { field: 'template.state', reason: 'brought', name });
}

/** Code of a template -> name of a reward on sale that brings it. */
async function brought(env: Environment): Promise<Map<string, string>> {
  const rewards = await env.store.find<{ name: string; coupon: { template: string } | null }>('rewards', {
    where: { state: 'on', kind: 'coupon' },
    limit: BRINGING,
    fields: ['name', 'coupon'],
  });
  return new Map(rewards.flatMap(({ name, coupon }) => (coupon ? [[coupon.template, name] as const] : [])));
}

async function rowOf(env: Environment, template: CouponTemplate): Promise<Result<TemplateRow>> {
  const [row] = await rowsOf(env, [template]);
  if (!row) throw new Error('a template without a row');
  return accept(row);
}

async function rowsOf(env: Environment, templates: readonly CouponTemplate[]): Promise<TemplateRow[]> {
  const limited = templates.filter(({ claim }) => claim !== null && claim.quota !== null);
  const pooled = templates.filter(({ pool }) => pool).slice(0, POOLS_COUNTED);
  const [levels, { current }, bringing, free] = await Promise.all([
    limited.length > 0 ? readStocks(env.store, limited.map(quotaOf)) : new Map<string, never>(),
    readProgramme(env),
    brought(env),
    Promise.all(pooled.map(async ({ code }) => [code, await freeIn(env, code)] as const)),
  ]);
  const [promised, frees] = [templatesNamed(current), new Map(free)];
  return templates.map((template) => {
    const { code, ...content } = template;
    const quota = template.claim?.quota ?? null;
    const left = levels.get(quotaOf(template))?.left ?? quota ?? 0;
    return {
      code,
      mark: markOf(template),
      template: { ...content, value: content.value as CouponValueView } as TemplateDraft,
      quota: quota === null ? null : { made: quota, taken: quota - left, left },
      pool: frees.get(code) ?? null,
      promised: promised.includes(code) || bringing.has(code),
    };
  });
}

async function freeIn(env: Environment, pool: string): Promise<number> {
  const where = { pool, couponId: null };
  return (await env.store.find<Pick<PoolRow, '_id'>>('pools', { where, limit: FREE_COUNTED, fields: ['_id'] })).length;
}

/** Of this very text. */
function markOf(template: CouponTemplate): string {
  return digest(canonical(template)).slice(0, 16);
}

function codeFrom(seed: string): string {
  return `t${digest(`template ${seed}`)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 12)}`;
}
