/** One reward in the merchant's hands: what it says, what it can say, and its change. */
import type { RewardChoices, RewardDraft, RewardEdit, StockView } from '../../../typings/api/catalogue';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { canonical, digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { dayOf } from '../calendar';
import { isKept } from '../pictures';
import { readSettings, type Settings } from '../settings';
import { momentAt, momentText } from './moments';
import type { Reward } from './reward';
import { contentOf, saveReward } from './save';
import { stocksOf } from './stocked';

/** From one reward to the next, so that another fits between. */
const STEP = 10;
const ORDER_MAX = 1_000_000;

/** Where a shop has no categories. */
const NO_CATEGORY = 'other';

const EMPTY: RewardDraft = {
  state: 'on',
  featured: false,
  kind: 'goods',
  name: '',
  summary: '',
  category: NO_CATEGORY,
  pictures: [],
  detail: [],
  worthFen: 0,
  price: { points: 100, cashFen: 0 },
  discounts: [],
  window: { from: null, until: null },
  terms: { tiers: [], exclusive: false, streak: 0, right: null, tags: [] },
  limit: null,
  counted: true,
  ways: ['pickup'],
  stores: [],
  collectDays: 30,
  coupon: null,
};

/** Refuses with REWARD_OFF when there is none of this id. */
export async function rewardEdit(env: Environment, id: string | null): Promise<Result<RewardEdit>> {
  const [settings, reward] = await Promise.all([readSettings(env.store), id === null ? null : read(env, id)]);
  if (id !== null && !reward) return refuse('REWARD_OFF');
  return accept(await editOf(env, settings, reward));
}

/** What somebody has written. Anything may stand in it: the schema judges. */
export interface Written {
  id: string | null;
  version: number;
  reward: Record<string, unknown>;
  made: number | null;
}

/**
 * A new one gets its id from `seed`, so that a repeat makes no second one. Refuses with INVALID_INPUT, OUTDATED when somebody has
 * changed it since `version`, KEY_REUSED when the seed has made another, TOO_MANY, REWARD_OFF or BUSY.
 */
export async function writeReward(env: Environment, written: Written, seed: string): Promise<Result<RewardEdit>> {
  const _id = written.id ?? idFrom(seed);
  const [settings, before, order] = await Promise.all([
    readSettings(env.store),
    read(env, _id),
    written.id === null ? nextOrder(env) : 0,
  ]);
  if (written.id !== null && !before) return refuse('REWARD_OFF');
  const version = written.version + 1;
  const window = windowOf(written.reward.window, before, settings.programme.zone);
  const reward = { ...written.reward, window, _id, shape: 1, version, order: before?.order ?? order, rank: 0 };
  const wrong = wrongIn(written.reward as Partial<RewardDraft>, settings, before);
  if (wrong) return refuse('INVALID_INPUT', wrong);
  const stocked = before ? (await stocksOf(env.store, [{ _id, counted: true }])).get(_id) : undefined;
  const kept = stocked && stocked.made > 0 ? 'kept' : written.made;
  const saved = await saveReward(env, reward, written.reward.counted === true ? (kept ?? 'kept') : null);
  if (!saved.ok) {
    if (saved.code !== 'KEY_REUSED') return saved;
    const now = await read(env, _id);
    // The same from another instance at the same moment, at another place of the shelf.
    if (now && sameText(now, reward)) return accept(await editOf(env, settings, now));
    return written.id === null ? saved : refuse('OUTDATED', { version: now?.version ?? 0 });
  }
  return accept(await editOf(env, settings, saved.data));
}

/** What names something that the shop does not have (any more); what stood there before may stay. */
function wrongIn(
  { category, terms, stores, coupon, pictures }: Partial<RewardDraft>,
  settings: Settings,
  before: Reward | null,
): { field: string; reason: string } | null {
  const { categories, programme, templates } = settings;
  const known = (list: readonly { code: string }[], code: unknown) => list.some((each) => each.code === code);
  if (categories.length > 0 && !known(categories, category) && category !== before?.category)
    return { field: 'reward.category', reason: 'unknown' };
  const tiers = Array.isArray(terms?.tiers) ? terms.tiers : [];
  if (tiers.some((code) => !known(programme.tiers.list, code) && !before?.terms.tiers.includes(code)))
    return { field: 'reward.terms.tiers', reason: 'unknown' };
  const places = Array.isArray(stores) ? stores : [];
  if (places.some((id) => !settings.stores.some((each) => each.id === id) && !before?.stores.includes(id)))
    return { field: 'reward.stores', reason: 'unknown' };
  if (coupon && !known(templates, coupon.template)) return { field: 'reward.coupon.template', reason: 'unknown' };
  const shown = Array.isArray(pictures) ? pictures : [];
  if (shown.some((id) => !before?.pictures.includes(id) && !isKept(String(id), 'reward')))
    return { field: 'reward.pictures', reason: 'foreign' };
  return null;
}

function sameText(reward: Reward, wanted: object): boolean {
  const text = (one: object) => canonical({ ...contentOf({ ...reward, ...one }), order: 0 });
  return text(reward) === text(wanted);
}

async function editOf(env: Environment, settings: Settings, reward: Reward | null): Promise<RewardEdit> {
  const [first] = settings.categories;
  const stock: StockView | null = reward ? ((await stocksOf(env.store, [reward])).get(reward._id) ?? null) : null;
  return {
    now: env.now,
    today: dayOf(env.now, settings.programme.zone),
    id: reward?._id ?? null,
    version: reward?.version ?? 0,
    reward: reward ? draftOf(reward, settings.programme.zone) : { ...EMPTY, category: first?.code ?? NO_CATEGORY },
    stock,
    choices: choicesOf(settings, reward),
  };
}

function draftOf(reward: Reward, zone: string): RewardDraft {
  const { _id, shape: _shape, version: _version, order: _order, window, ...draft } = contentOf(reward);
  const text = (at: number | null) => (at === null ? null : momentText(at as EpochMs, zone));
  return { ...draft, window: { from: text(window.from), until: text(window.until) } } as RewardDraft;
}

/** What was not touched stays what it was, to the millisecond; what cannot be read the schema refuses. */
function windowOf(written: unknown, before: Reward | null, zone: string): unknown {
  if (written === null || typeof written !== 'object') return written;
  const instant = (name: 'from' | 'until') => {
    const text = (written as Record<string, unknown>)[name];
    if (typeof text !== 'string') return text;
    const was = before?.window[name] ?? null;
    return was !== null && momentText(was as EpochMs, zone) === text ? was : (momentAt(text, zone) ?? text);
  };
  return { ...written, from: instant('from'), until: instant('until') };
}

function choicesOf(
  { categories, programme, stores, templates, trade }: Settings,
  reward: Reward | null,
): RewardChoices {
  const rights = programme.checkIn.milestones.flatMap(({ right }) => (right ? [right] : []));
  const named = ({ code, name }: { code: string; name: string }) => ({ code, name });
  return {
    categories: categories.map(named),
    tiers: programme.tiers.list.map(named),
    stores: stores.map(({ id, name }) => ({ id, name })),
    templates: templates.filter(({ code, state }) => state === 'on' || code === reward?.coupon?.template).map(named),
    rights: [...new Map(rights.map((right) => [right.code, named(right)])).values()],
    payable: trade.pay.adapter !== 'none',
  };
}

function read(env: Environment, id: string): Promise<Reward | null> {
  return findById<Reward>(env.store, 'rewards', id);
}

/** Behind all that is on sale. */
async function nextOrder(env: Environment): Promise<number> {
  const [last] = await env.store.find<Pick<Reward, 'order'>>('rewards', {
    where: { state: 'on' },
    order: ['order', 'desc'],
    limit: 1,
    fields: ['order'],
  });
  return Math.min((last?.order ?? 0) + STEP, ORDER_MAX);
}

/** 20 letters and digits. */
function idFrom(seed: string): string {
  return digest(`reward ${seed}`)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 20);
}
