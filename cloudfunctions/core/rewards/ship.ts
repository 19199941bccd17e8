import type { AddressInput } from '../../../typings/api/mall';
import type { NoticeArgs } from '../../../typings/codes';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { canonical, digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { unseal } from '../../platform/sealed';
import { ensure, findById } from '../../platform/store';
import { type LastNotice, noticeBirth } from '../messaging';
import { correctShipment, parcelOf, type Shipment, shipmentBirth } from '../payments';
import type { Settings } from '../settings';
import type { HandedOver } from './hand-over';
import type { Redemption } from './redemption';

export interface Shipping {
  id: string;
  carrier: string;
  number: string;
  /** 'staff:<id>' */
  by: string;
  key: string;
}

/** Parcels have arrived by then; who has not got theirs speaks up before. */
export const ARRIVES_MS = 10 * 86_400_000;
/** The parcel's number, and one correction of it: WeChat takes no more. */
const ACTS = 2;
const WORD_MAX = 40;

/**
 * On its way: taken → shipped, and once more for a number that was wrong. Refuses with INVALID_INPUT, REDEMPTION_NOT_FOUND,
 * REDEMPTION_ENDED, NOT_CANCELLABLE when there is nothing to ship or it was corrected before, or BUSY.
 */
export async function shipRedemption(env: Environment, settings: Settings, act: Shipping): Promise<Result<HandedOver>> {
  for (const field of ['carrier', 'number'] as const)
    if (act[field].trim() === '' || act[field].length > WORD_MAX) return refuse('INVALID_INPUT', { field });
  const redemption = await findById<Redemption>(env.store, 'redemptions', act.id);
  if (!redemption) return refuse('REDEMPTION_NOT_FOUND');
  const mark = digest(act.key);
  if (redemption.uses[mark]) return told(env, settings, redemption, true);
  const refused = whyNot(redemption);
  if (refused) return refused;
  const shipping = { carrier: act.carrier.trim(), number: act.number.trim(), at: env.now };
  const use = { by: act.by, storeId: '', at: env.now, undone: null };
  const look = (env.now + ARRIVES_MS) as EpochMs;
  const changed = await env.store.update(
    'redemptions',
    act.id,
    { state: redemption.state, 'shipping.at': redemption.shipping?.at ?? null },
    { set: { state: 'shipped', shipping, look, [`uses.${mark}`]: use } },
  );
  if (!changed) return refuse('BUSY');
  const uses = { ...redemption.uses, [mark]: use };
  return told(env, settings, { ...redemption, state: 'shipped', shipping, look, uses }, false);
}

function whyNot({ way, state, uses }: Redemption): ReturnType<typeof refuse> | null {
  if (state !== 'taken' && state !== 'shipped') return refuse('REDEMPTION_ENDED', { state });
  return way !== 'delivery' || Object.keys(uses).length >= ACTS ? refuse('NOT_CANCELLABLE', { state }) : null;
}

/** Its owner, and for paid goods WeChat. A call that died before this is completed by its repeat. */
async function told(
  env: Environment,
  settings: Settings,
  redemption: Redemption,
  repeated: boolean,
): Promise<Result<HandedOver>> {
  const { _id, memberId, name, shipping, trade, address } = redemption;
  if (!shipping) throw new Error('shipped, and nobody knows how');
  const { carrier, number, at } = shipping;
  await notify(env, memberId, `shipped:${_id}:${digest(number).slice(0, 12)}`, { name, carrier, number }, at);
  if (trade === null || !settings.trade.tellShipping) return accept({ repeated, redemption });
  const phone = address === null ? '' : (JSON.parse(unseal(address)) as AddressInput).phone;
  const parcel = parcelOf(carrier, number, phone);
  const birth = shipmentBirth({ trade, memberId, way: 'express', item: name, parcel }, at);
  if (await ensure(env.store, birth.collection, birth.document)) return accept({ repeated, redemption });
  const known = await findById<Shipment>(env.store, 'shipments', trade);
  if (!known || canonical(known.parcel) === canonical(parcel)) return accept({ repeated, redemption });
  const corrected = await correctShipment(env, trade, parcel);
  return corrected.ok ? accept({ repeated, redemption }) : corrected;
}

/**
 * No entry of the account says it, so the count of what is new is raised beside the commits: one that is under way at this
 * moment may lose the mark, never the notice.
 */
async function notify(
  env: Environment,
  memberId: string,
  key: string,
  shipped: NoticeArgs['shipped'],
  at: EpochMs,
): Promise<void> {
  const { collection, document } = noticeBirth(memberId, key, 'shipped', shipped, at);
  if (!(await ensure(env.store, collection, document))) return;
  const { _id: id, kind, facts } = document;
  const lastNotice: LastNotice = { id, kind, facts, at };
  await env.store.update('members', memberId, {}, { inc: { noticed: 1 }, set: { lastNotice } });
}
