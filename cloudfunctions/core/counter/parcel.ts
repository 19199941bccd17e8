import type { StaffActions } from '../../../typings/api/staff';
import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import { ensure } from '../../platform/store';
import { dayOf } from '../calendar';
import { shipParcel } from '../rewards';
import { loadSettings } from '../settings';
import { actIdOf, type ParcelAct, type Staff } from '../staffing';
import { nameOf } from './customer';

/** A redemption is on its way; once more for a number that was wrong. Refuses with what `shipRedemption` refuses. */
export async function sendParcel(
  env: Environment,
  staff: Staff,
  input: StaffActions['parcels.ship'][0],
  key: string,
): Promise<Result<StaffActions['parcels.ship'][1]>> {
  const _id = actIdOf(staff._id, key);
  const shipped = await shipParcel(env, { ...input, by: nameOf(staff), key: `parcel:${_id}` });
  if (!shipped.ok) return shipped;
  const { redemption, parcel } = shipped.data;
  const { _id: redemptionId, memberId, name } = redemption;
  const said = { _id, shape: 1 as const, staffId: staff._id, by: staff.name, storeId: '', at: env.now };
  const act: ParcelAct = { ...said, kind: 'parcel', memberId, redemptionId, name };
  await ensure(env.store, 'actions', act);
  const { programme } = await loadSettings(env);
  return accept({ now: env.now, today: dayOf(env.now, programme.zone), parcel });
}
