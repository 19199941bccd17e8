import type { StaffHome, StaffView } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';
import { dayOf } from '../calendar';
import type { Settings } from '../settings';
import { openOf, type StoreInfo } from '../stores';
import { boundTo } from './bounds';
import { dutiesOf, type StaffAction } from './duties';
import type { Staff } from './staff';

export function staffView({ _id, name, role, stores, state }: Staff, all: readonly StoreInfo[]): StaffView {
  const seen = state === 'active' ? 'active' : 'suspended';
  return { id: _id, name, role, stores: placesIn({ role, stores }, all), state: seen };
}

/** The stores by name; of somebody who works everywhere all of them. */
export function placesIn(
  one: Pick<Staff, 'role' | 'stores'>,
  all: readonly StoreInfo[],
): { id: string; name: string }[] {
  const own = boundTo(one);
  return all.filter(({ id }) => own?.includes(id) ?? true).map(({ id, name }) => ({ id, name }));
}

/** What somebody sees of the staff's side: nothing but the shop's name until they belong to it. */
export function homeView(staff: Staff | null, unclaimed: boolean, settings: Settings, now: EpochMs): StaffHome {
  const { shop, stores, programme } = settings;
  const acting = staff?.state === 'active' ? staff : null;
  // A way in to what the shop does not have would lead nowhere.
  const there = (action: StaffAction) => Boolean(programme.visits) || !action.startsWith('visits.');
  return {
    now,
    today: dayOf(now, programme.zone),
    staff: acting && staffView(acting, openOf(stores)),
    unclaimed,
    shop: { name: shop.name, points: shop.points },
    may: acting ? dutiesOf(acting.role).filter(there) : [],
  };
}
