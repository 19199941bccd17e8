import type { StaffHome, StaffView } from '../../../typings/api/staff';
import type { EpochMs } from '../../../typings/domain';
import { dayOf } from '../calendar';
import type { Settings } from '../settings';
import type { StoreInfo } from '../stores';
import { dutiesOf, type StaffAction } from './duties';
import type { Staff } from './staff';

export function staffView({ _id, name, role, stores, state }: Staff, all: readonly StoreInfo[]): StaffView {
  const everywhere = role === 'owner' || stores.length === 0;
  const theirs = all.filter(({ id }) => everywhere || stores.includes(id));
  return { id: _id, name, role, stores: theirs.map(({ id, name }) => ({ id, name })), state };
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
    staff: acting && staffView(acting, stores),
    unclaimed,
    shop: { name: shop.name, points: shop.points },
    may: acting ? dutiesOf(acting.role).filter(there) : [],
  };
}
