/** What the leaver has been given: coupons end, and of parcels and payments only goods and money stay known. */
import type { Environment } from '../../platform/environment';
import type { Match } from '../../platform/store';
import { voidCoupon } from '../coupons';
import type { Payment, Shipment } from '../payments';
import type { Settings } from '../settings';
import type { Coupon } from '../templates';
import { type Leaver, PAGE, type Piece, pieceOf } from './erasure';

const OPEN: readonly Coupon['state'][] = ['usable', 'reserved', 'held', 'returning'];

/** One that an order is just taking or giving back is void in the next pass. */
export async function coupons(env: Environment, { ids }: Leaver, settings: Settings): Promise<Piece> {
  const where = { memberId: { in: ids }, state: { in: OPEN } };
  const open = await env.store.find<Coupon>('coupons', { where, limit: PAGE, fields: ['_id'] });
  const ended = await Promise.all(open.map(({ _id }) => voidCoupon(env, settings, _id)));
  const stuck = ended.some((each) => !each.ok);
  return stuck ? { found: open.length, cursor: null } : pieceOf(open.length);
}

/** Whom a parcel went to, and by which number the carrier knows them. */
export async function addresses(env: Environment, { ids }: Leaver): Promise<Piece> {
  const of = { memberId: { in: ids } };
  const addressed = await env.store.updateAll(
    'redemptions',
    { ...of, address: { not: null } },
    { set: { address: null } },
  );
  const numbered: Match = { ...of, 'shipping.number': { gt: '' } };
  const numbers = await env.store.updateAll('redemptions', numbered, { set: { 'shipping.number': '' } });
  return { found: addressed + numbers, cursor: null };
}

/** What was to be born when a payment came has been born, with its address, or never will be. */
export async function payments(env: Environment, { ids }: Leaver): Promise<Piece> {
  const where: Match = { memberId: { in: ids }, state: { not: 'open' }, 'onCaptured.0.collection': { gt: '' } };
  return { found: await env.store.updateAll('payments', where, { set: { onCaptured: [] } }), cursor: null };
}

/** By the trades of their payments: shipments have no other way to their owner. */
export async function shipments(env: Environment, { ids, erasure }: Leaver): Promise<Piece> {
  const after = { memberId: { in: ids }, _id: { gt: erasure.cursor } };
  const trades = await env.store.find<Pick<Payment, '_id'>>('payments', {
    where: after,
    order: ['_id', 'asc'],
    limit: PAGE,
    fields: ['_id'],
  });
  const where: Match = { _id: { in: trades.map(({ _id }) => _id) } };
  const blank: Partial<Record<`parcel.${keyof NonNullable<Shipment['parcel']>}`, string>> = {
    'parcel.phone': '',
    'parcel.number': '',
  };
  let found = 0;
  if (trades.length > 0)
    for (const field of Object.keys(blank))
      found += await env.store.updateAll('shipments', { ...where, [field]: { gt: '' } }, { set: blank });
  return { found, cursor: trades.length === PAGE ? (trades.at(-1)?._id ?? null) : null };
}
