/** WeChat is told of what was shipped until it has taken it. */
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { TellShipping } from '../../platform/shipping';
import { findById } from '../../platform/store';
import { findMemberById } from '../account';
import type { Payment } from './payment';
import { type Looked, workOff } from './queue';
import type { Parcel, Shipment, ShipmentWay } from './shipment';

/** Some days; then it is entered by hand in the mini-program's console. */
const TRIES = 16;

const LOGISTICS: Record<ShipmentWay, 1 | 2 | 3 | 4> = { express: 1, city: 2, virtual: 3, pickup: 4 };

export function sweepShipments(env: Environment, tell: TellShipping, stopAt: number): Promise<number> {
  return workOff<Shipment>(env, 'shipments', stopAt, (shipment) => telling(env, tell, shipment));
}

/**
 * Another parcel than the one WeChat was told of. WeChat takes one correction of a payment: a second one is refused with
 * NOT_CANCELLABLE, and what has not been told yet is simply told as it is now. Who comes with older news than is known,
 * a call that was frozen, changes nothing.
 * @param at when it was shipped so
 */
export async function correctShipment(
  env: Environment,
  trade: string,
  parcel: Parcel,
  at: EpochMs,
): Promise<Result<Shipment>> {
  const shipment = await findById<Shipment>(env.store, 'shipments', trade);
  if (!shipment) return refuse('REDEMPTION_NOT_FOUND');
  if (shipment.at > at) return accept(shipment);
  const told = shipment.state === 'told';
  if (told && shipment.corrected) return refuse('NOT_CANCELLABLE');
  const set = { parcel, at, state: 'due' as const, corrected: shipment.corrected || told, look: env.now, tries: 0 };
  const { state, corrected, look } = shipment;
  const held = await env.store.update('shipments', trade, { state, corrected, look }, { set });
  return held ? accept({ ...shipment, ...set }) : refuse('BUSY');
}

async function telling(env: Environment, tell: TellShipping, shipment: Shipment): Promise<Looked> {
  const [payment, member] = await Promise.all([
    findById<Payment>(env.store, 'payments', shipment._id),
    findMemberById(env.store, shipment.memberId),
  ]);
  const transactionId = payment?.transactionId ?? null;
  // Who has left has taken the openid along: WeChat cannot be told whose it is.
  if (member?.openid == null) return become(env, shipment, 'failed');
  if (transactionId === null) return shipment.tries >= TRIES ? become(env, shipment, 'failed') : 'later';
  const { item, parcel, way } = shipment;
  const note = { transactionId, openid: member.openid, logistics: LOGISTICS[way], item, parcel, at: env.now };
  const outcome = await tell(note);
  if (outcome === 'told') return become(env, shipment, 'told');
  return outcome === 'refused' && shipment.tries >= TRIES ? become(env, shipment, 'failed') : 'later';
}

async function become(env: Environment, shipment: Shipment, state: 'told' | 'failed'): Promise<Looked> {
  if (state === 'failed') env.alarm(`shipping of trade ${shipment._id}: to be entered by hand in WeChat's console`);
  await env.store.update('shipments', shipment._id, { look: shipment.look }, { set: { state, look: null } });
  return 'done';
}
