/**
 * What is said of a redemption once it has reached its owner or is on its way: to WeChat, which lets the shop have the
 * money only then, and of a parcel to its owner. The call that did it says it; when it dies before, the timer does.
 */
import type { AddressInput } from '../../../typings/api/mall';
import type { NoticeArgs } from '../../../typings/codes';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { canonical, digest } from '../../platform/ids';
import { accept, type Result } from '../../platform/refusal';
import { unseal } from '../../platform/sealed';
import { ensure, findById } from '../../platform/store';
import { type LastNotice, noticeBirth } from '../messaging';
import { correctShipment, parcelOf, type Shipment, shipmentBirth } from '../payments';
import type { Settings } from '../settings';
import type { Redemption } from './redemption';

/** Time for the call itself, before the timer says it, ms. */
export const TOLD_MS = 60_000;
/** Parcels have arrived by then; who has not got theirs speaks up before. */
const ARRIVES_MS = 10 * 86_400_000;

/** When the timer looks at it once everything has been said. */
export function lookWhenTold({ state, shipping }: Pick<Redemption, 'state' | 'shipping'>): EpochMs | null {
  return state === 'shipped' && shipping ? ((shipping.at + ARRIVES_MS) as EpochMs) : null;
}

/** WeChat is told of what was paid for, where the shop tells it at all. */
export function isTold({ trade }: Pick<Redemption, 'trade'>, { trade: { tellShipping } }: Settings): boolean {
  return trade !== null && tellShipping;
}

/** Says it, and lets the timer know. May be repeated. Refuses with what a second correction of a parcel refuses. */
export async function tell(env: Environment, settings: Settings, redemption: Redemption): Promise<Result<null>> {
  const { _id, state, look } = redemption;
  const said =
    state === 'shipped' ? await parcelSent(env, settings, redemption) : await collected(env, settings, redemption);
  if (!said.ok) return said;
  const next = lookWhenTold(redemption);
  if (look !== next) await env.store.update('redemptions', _id, { state, look }, { set: { look: next } });
  return accept(null);
}

async function collected(env: Environment, settings: Settings, redemption: Redemption): Promise<Result<null>> {
  const { trade, memberId, name } = redemption;
  if (trade === null || !isTold(redemption, settings)) return accept(null);
  const birth = shipmentBirth({ trade, memberId, way: 'pickup', item: name, parcel: null }, env.now);
  await ensure(env.store, birth.collection, birth.document);
  return accept(null);
}

async function parcelSent(env: Environment, settings: Settings, redemption: Redemption): Promise<Result<null>> {
  const { _id, memberId, name, shipping, trade, address } = redemption;
  if (!shipping) throw new Error('shipped, and nobody knows how');
  const { carrier, number, at } = shipping;
  await notify(env, memberId, `shipped:${_id}:${digest(number).slice(0, 12)}`, { name, carrier, number }, at);
  if (trade === null || !isTold(redemption, settings)) return accept(null);
  const phone = address === null ? '' : (JSON.parse(unseal(address)) as AddressInput).phone;
  const parcel = parcelOf(carrier, number, phone);
  const birth = shipmentBirth({ trade, memberId, way: 'express', item: name, parcel }, at);
  if (await ensure(env.store, birth.collection, birth.document)) return accept(null);
  const known = await findById<Shipment>(env.store, 'shipments', trade);
  if (!known || canonical(known.parcel) === canonical(parcel)) return accept(null);
  const corrected = await correctShipment(env, trade, parcel, at);
  return corrected.ok ? accept(null) : corrected;
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
