import type { AddressInput } from '../../../typings/api/mall';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { unseal } from '../../platform/sealed';
import { ensure, findById } from '../../platform/store';
import { noticeBirth } from '../messaging';
import { correctShipment, parcelOf, shipmentBirth } from '../payments';
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
  const notice = noticeBirth(memberId, `shipped:${_id}`, 'shipped', { name, carrier, number }, at);
  await ensure(env.store, notice.collection, notice.document);
  if (trade === null || !settings.trade.tellShipping) return accept({ repeated, redemption });
  const phone = address === null ? '' : (JSON.parse(unseal(address)) as AddressInput).phone;
  const parcel = parcelOf(carrier, number, phone);
  const birth = shipmentBirth({ trade, memberId, way: 'express', item: name, parcel }, at);
  const isNew = await ensure(env.store, birth.collection, birth.document);
  if (!isNew && !repeated && Object.keys(redemption.uses).length === ACTS) {
    const corrected = await correctShipment(env, trade, parcel);
    if (!corrected.ok) return corrected;
  }
  return accept({ repeated, redemption });
}
