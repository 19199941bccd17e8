/** What a message says: the merchant's template filled from the notice and the shop. Pure. */
import type { MessageKind } from '../../../typings/api/messages';
import type { ShopView } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import { formatOf, type Value } from './formats';
import { kinds, messageOf, shopSources, sourceType } from './kinds';
import type { MappedMessage } from './messages';
import type { Notice } from './notice';

type Shop = Pick<ShopView, 'name' | 'address' | 'phone' | 'points'>;
type Told = Pick<Notice, 'kind' | 'facts'>;

export interface Content {
  templateId: string;
  fields: Record<string, string>;
  /** Of the mini-program, with its query. */
  page: string;
}

export function contentOf(mapped: MappedMessage, notice: Told, shop: Shop): Content {
  const fields = Object.entries(mapped.fields).map(([name, from]): [string, string] => {
    if (typeof from !== 'string') return [name, from.text];
    const format = formatOf(name);
    if (!format) throw new Error(`no field is called ${name}`);
    return [name, format.shown(sourced(mapped.kind, from, notice, shop))];
  });
  return {
    templateId: mapped.templateId,
    fields: Object.fromEntries(fields),
    page: mapped.page ?? kinds[mapped.kind].page,
  };
}

function sourced(kind: MessageKind, source: string, notice: Told, shop: Shop): Value {
  const type = sourceType(kind, source);
  if (type === null) throw new Error(`${kind} has no source ${source}`);
  return { type, value: ofShop(source, shop) ?? ofFacts(kind, source, notice, shop) };
}

function ofShop(source: string, { name, address, phone, points }: Shop): string | null {
  if (!Object.hasOwn(shopSources, source)) return null;
  return { shop: name, address, phone, points: points.name }[source as keyof typeof shopSources];
}

function ofFacts(kind: MessageKind, source: string, { kind: told, facts }: Told, shop: Shop): string | number {
  if (kind === 'rewardPaid' && source === 'name' && told === 'referralPaid')
    return facts.friend ? `邀请好友 ${facts.friend}` : '邀请好友';
  const value = facts[kinds[kind].sources[source]?.fact ?? ''];
  if (value === undefined) throw new Error(`a notice ${told} says nothing of ${source}`);
  // A shop with one store alone does not name it.
  return kind === 'redemptionReady' && source === 'store' && value === '' ? shop.name : value;
}

/** For a channel that words its messages by itself: everything that the notice says. */
export function plainContent(kind: MessageKind, { facts }: Told): Content {
  const fields = Object.entries(facts).map(([name, value]) => [name, String(value)]);
  return { templateId: '', fields: Object.fromEntries(fields), page: kinds[kind].page };
}

/** Last day on which it still makes sense; null when it always does. */
export function lastDayToTell({ kind, facts }: Told): DayKey | null {
  const message = messageOf(kind);
  const rules = message && kinds[message];
  if (!rules || rules.until === null) return null;
  return facts[rules.sources[rules.until]?.fact ?? ''] as DayKey;
}
