import * as v from 'valibot';
import type { ShopView } from '../../../typings/api/shopper';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { findById, type Store } from '../../platform/store';
import { type Care, careSchema, defaultCare } from '../care';
import { defaultMessages, type Messages, messagesSchema, templateIds } from '../messaging';
import {
  type Programme,
  type PublishedProgramme,
  programmeDocument,
  programmeSchema,
  type Version,
} from '../programme';
import { defaultShop, mallSchema, type Shop, shopSchema, shopView } from '../shop';
import { type StoreInfo, storesOfShop, storesSchema } from '../stores';
import { type CouponTemplate, templatesSchema } from '../templates';
import type { Ladder } from '../tiers';
import { defaultTrade, type Trade, tradeSchema } from '../trade';
import { revisedOf } from './revised';

export interface Settings {
  /** In force now. */
  programme: Programme;
  /** The tiers' thresholds as they held and will hold, oldest first. */
  ladders: Ladder[];
  /** Which programme was in force when, oldest first. */
  versions: Version[];
  stores: StoreInfo[];
  shop: Shop;
  /** Coupon templates, on and off. */
  templates: CouponTemplate[];
  /** How money is taken. */
  trade: Trade;
  /** What is sent through WeChat. */
  messages: Messages;
  /** Categories of the mall, in order. */
  categories: { code: string; name: string }[];
  /** What the staff may correct by themselves, and what a point is worth to the shop. */
  care: Care;
  shopView: ShopView;
}

/** A change by the staff reaches every instance within this time, ms. */
const FRESH_MS = 10_000;

let cached: { settings: Settings; at: EpochMs } | undefined;

/** Everything that is set, one request for all of it, kept in the instance for some seconds; defaults where none is stored. */
export async function loadSettings(env: Environment): Promise<Settings> {
  if (cached && cached.at <= env.now && env.now < cached.at + FRESH_MS) return cached.settings;
  const settings = await readSettings(env.store);
  cached = { settings, at: env.now };
  return settings;
}

type Stored = { _id: string; bornAt?: unknown };
const DOCUMENTS = ['programme', 'shop', 'stores', 'templates', 'trade', 'mall', 'messages', 'care'];

/** Throws when a stored document is not what the schema says: nothing may run on half a programme. */
export async function readSettings(store: Store): Promise<Settings> {
  const stored = await store.find<Stored>('settings', {
    where: { _id: { in: DOCUMENTS } },
    limit: DOCUMENTS.length,
  });
  const document = (id: string) => {
    const found = stored.find((each) => each._id === id) ?? null;
    // The programme has a revision of its own, within.
    return id === 'programme' ? contentOf(found) : revisedOf(found).content;
  };
  const [storedShop, storedStores] = [document('shop'), document('stores')];
  const { current, versions, ladders } = programmeDocument(document('programme'));
  const shop = storedShop ? v.parse(shopSchema, storedShop) : defaultShop;
  const stores = storedStores ? v.parse(storesSchema, storedStores).list : storesOfShop(shop);
  const [storedTemplates, storedTrade, storedMall] = [document('templates'), document('trade'), document('mall')];
  const templates = storedTemplates ? v.parse(templatesSchema, storedTemplates).list : [];
  const trade = storedTrade ? v.parse(tradeSchema, storedTrade) : defaultTrade;
  const storedMessages = document('messages');
  const messages = storedMessages ? v.parse(messagesSchema, storedMessages) : defaultMessages;
  const storedCare = document('care');
  const care = storedCare ? v.parse(careSchema, storedCare) : defaultCare;
  const categories = storedMall ? v.parse(mallSchema, storedMall).categories : [];
  return {
    programme: current,
    versions,
    ladders,
    stores,
    shop,
    shopView: shopView(shop, templateIds(messages)),
    templates,
    trade,
    messages,
    categories,
    care,
  };
}

/** Published programmes never change: once read, never again. The oldest reading gives way. */
const published = new Map<string, Programme>();
const PUBLISHED_KEPT = 32;

/** The programme in force at an instant; before the first version the first, as far as versions are kept. */
export async function programmeAt(
  env: Environment,
  { programme, versions }: Pick<Settings, 'programme' | 'versions'>,
  at: EpochMs,
): Promise<Programme> {
  const then = versions.filter(({ from }) => from <= at).at(-1) ?? versions[0];
  if (!then || then.version === programme.version) return programme;
  const name = `${then.version} ${then.from}`;
  const known = published.get(name);
  if (known) return known;
  const found = await findById<PublishedProgramme>(env.store, 'programmes', `v${then.version}`);
  if (!found) throw new Error(`the published programme ${then.version} has vanished`);
  const past = v.parse(programmeSchema, found.programme);
  const [oldest] = published.keys();
  if (published.size >= PUBLISHED_KEPT && oldest !== undefined) published.delete(oldest);
  published.set(name, past);
  return past;
}

/** Without what the database adds. */
function contentOf(stored: Stored | null): object | null {
  if (!stored) return null;
  const { _id, bornAt: _bornAt, ...content } = stored;
  return content;
}
