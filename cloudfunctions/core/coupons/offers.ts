import type { OffersView } from '../../../typings/api/coupons';
import type { DayKey } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Member } from '../account';
import { dayOf } from '../calendar';
import { findMember } from '../membership';
import { loadSettings, type Settings } from '../settings';
import { readStocks, type StockId } from '../stock';
import { barOf, type Claimable, offered, offerView } from './offer';
import { heldByTemplate } from './owned';

/** What may be taken, also by a guest, who sees it barred. */
export async function offers(env: Environment, openid: string): Promise<Result<OffersView>> {
  const [settings, found] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!settings.shop.modules.coupons) return refuse('MODULE_OFF');
  const today = dayOf(env.now, settings.programme.zone);
  const member = found && found.state !== 'closed' && found.state !== 'merged' ? found : null;
  const templates = offered(settings.templates, today);
  const [left, held] = await Promise.all([
    leftOf(env, templates),
    member && templates.length > 0 ? heldByTemplate(env, member, today) : new Map<string, number>(),
  ]);
  const list = templates.map((template) =>
    offerView(template, settings, member, { left: left(template), held: held.get(template.code) ?? 0, today }),
  );
  return accept({ now: env.now, today, offers: list });
}

/** How many offers this member could take now. */
export async function openOffers(env: Environment, settings: Settings, member: Member, today: DayKey): Promise<number> {
  const templates = offered(settings.templates, today);
  const left = await leftOf(env, templates);
  return templates.filter((template) => barOf(template, settings, member, left(template), today) === null).length;
}

/** Nothing is asked when no template has a quota. A quota whose stock is not there is used up: nothing could be taken. */
async function leftOf(
  env: Environment,
  templates: readonly Claimable[],
): Promise<(template: Claimable) => number | null> {
  const limited = templates.filter(({ claim }) => claim.quota !== null);
  const levels = limited.length > 0 ? await readStocks(env.store, limited.map(quotaOf)) : new Map();
  return (template) => (template.claim.quota === null ? null : (levels.get(quotaOf(template))?.left ?? 0));
}

export function quotaOf({ code }: Pick<Claimable, 'code'>): StockId {
  return `quota:${code}`;
}
