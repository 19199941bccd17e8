import type { AddressInput, RedemptionView } from '../../../typings/api/mall';
import type { DayKey } from '../../../typings/domain';
import { unseal } from '../../platform/sealed';
import { wallClock } from '../calendar';
import type { Settings } from '../settings';
import { storeNamed } from '../stores';
import { storesOf } from './card';
import type { Redemption } from './redemption';

/**
 * @param own for its owner's eyes; others see name and phone masked
 * @param refund of a cancelled one that had cost money
 */
export function redemptionView(
  redemption: Redemption,
  settings: Settings,
  today: DayKey,
  own: boolean,
  refund: RedemptionView['refund'] = null,
): RedemptionView {
  const { zone } = settings.programme;
  const { _id: id, rewardId, state, name, kind, picture, quantity, points, cashFen, way, until } = redemption;
  const { day, time } = wallClock(redemption.at, zone);
  const { shipping, coupons } = redemption;
  return {
    id,
    rewardId,
    state,
    name,
    kind,
    picture,
    quantity,
    points,
    cashFen,
    way,
    code: isCollectable(redemption, today) ? redemption.code : null,
    stores: way === 'pickup' ? storesOf(redemption.stores, settings).map(withoutId) : [],
    until,
    day,
    time,
    address: redemption.address === null ? null : addressOf(redemption.address, own),
    shipping: shipping && {
      carrier: shipping.carrier,
      number: shipping.number,
      day: wallClock(shipping.at, zone).day,
    },
    cancellable: state === 'taken',
    ended: endOf(redemption, settings),
    refund: state === 'cancelled' && redemption.trade !== null ? (refund ?? 'underway') : null,
    coupons,
  };
}

export function isCollectable({ state, code, until }: Redemption, today: DayKey): boolean {
  return state === 'taken' && code !== '' && (until === null || today <= until);
}

function withoutId({ name, address }: { name: string; address: string }): { name: string; address: string } {
  return { name, address };
}

function endOf(redemption: Redemption, { programme, stores }: Settings): RedemptionView['ended'] {
  const { state, endedAt, usedBy, uses, cancelling } = redemption;
  if (endedAt === null) return null;
  const clock = wallClock(endedAt, programme.zone);
  if (state === 'cancelled' && cancelling) return { ...clock, store: '', reason: cancelling.reason };
  const handedOver = usedBy === null ? undefined : uses[usedBy];
  if (!handedOver) return { ...clock, store: '', reason: 'delivered' };
  return { ...clock, store: storeNamed(stores, handedOver.storeId), reason: 'collected' };
}

function addressOf(sealed: string, own: boolean): AddressInput {
  const address = JSON.parse(unseal(sealed)) as AddressInput;
  if (own) return address;
  const { name, phone } = address;
  const [first = ''] = [...name];
  return { ...address, name: `${first}*`, phone: `${phone.slice(0, 3)}****${phone.slice(-4)}` };
}
