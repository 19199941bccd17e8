import type { ShopOverview } from '../../../typings/api/shop';
import type { Environment } from '../../platform/environment';
import { messageKinds, sends } from '../messaging';
import { readSettings } from '../settings';

/** How each page of settings stands, as it is stored now. */
export async function shopOverview(env: Environment): Promise<ShopOverview> {
  const { shop, messages, trade, care } = await readSettings(env.store);
  return {
    name: shop.name,
    logo: shop.logo,
    colour: shop.colour,
    versions: { terms: shop.terms.version, privacy: shop.privacy.version },
    modules: shop.modules,
    messages: messageKinds.filter((kind) => sends(messages, kind)).length,
    adapter: trade.pay.adapter,
    alone: care.alone,
  };
}
