import * as v from 'valibot';
import type { ShopView } from '../../../typings/api/shopper';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Store } from '../../platform/store';
import { defaultProgramme, type Programme, programmeSchema } from '../programme';
import { defaultShop, type Shop, shopSchema, shopView } from '../shop';

export interface Settings {
  programme: Programme;
  shop: Shop;
  shopView: ShopView;
}

/** A change by the staff reaches every instance within this time, ms. */
const FRESH_MS = 10_000;

let cached: { settings: Settings; at: EpochMs } | undefined;

/** Programme and shop, one request for both, kept in the instance for some seconds; defaults where none is stored. */
export async function loadSettings(env: Environment): Promise<Settings> {
  if (cached && cached.at <= env.now && env.now < cached.at + FRESH_MS) return cached.settings;
  const settings = await readSettings(env.store);
  cached = { settings, at: env.now };
  return settings;
}

type Stored = { _id: string; bornAt?: unknown };

/** Throws when a stored document is not what the schema says: nothing may run on half a programme. */
export async function readSettings(store: Store): Promise<Settings> {
  const stored = await store.find<Stored>('settings', {
    where: { _id: { in: ['programme', 'shop'] } },
    limit: 2,
  });
  const document = (id: string) => contentOf(stored.find((each) => each._id === id));
  const [storedProgramme, storedShop] = [document('programme'), document('shop')];
  const programme = storedProgramme ? v.parse(programmeSchema, storedProgramme) : defaultProgramme;
  const shop = storedShop ? v.parse(shopSchema, storedShop) : defaultShop;
  return { programme, shop, shopView: shopView(shop) };
}

/** Without what the database adds. */
function contentOf(stored: Stored | undefined): object | null {
  if (!stored) return null;
  const { _id, bornAt: _bornAt, ...content } = stored;
  return content;
}
