/** What is to be handed over or sent, from the list: what each of the staff may see and do of it. */
import type { CancelWhy, FulfilInput, FulfilRow, FulfilView, ParcelSlip } from '../../../typings/api/catalogue';
import type { Language } from '../../../typings/api/envelope';
import type { DoneView, StaffActions } from '../../../typings/api/staff';
import type { Environment } from '../../platform/environment';
import { render } from '../../platform/errors';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { dayOf } from '../calendar';
import { cancelRedemption, fulfilList, fulfilRows, type Redemption } from '../rewards';
import { loadSettings } from '../settings';
import { actIdOf, DESIGN, type Staff, worksIn } from '../staffing';
import { openOf } from '../stores';
import { nameOf } from './customer';
import { handOverAtCounter } from './hand-over';
import { sendParcel } from './parcel';

/** Sent at the same time; each of them writes four documents. */
const AT_ONCE = 5;

type Sent = StaffActions['fulfil.ship'][1]['results'][number];

/** Refuses with ROLE_REQUIRED where addresses would be seen, STORE_UNKNOWN, STORE_NOT_YOURS, or INVALID_INPUT. */
export async function fulfilFor(env: Environment, staff: Staff, input: FulfilInput): Promise<Result<FulfilView>> {
  const addresses = DESIGN.includes(staff.role);
  const parcels = input.segment === 'toShip' || input.segment === 'sent';
  if (parcels && !addresses) return refuse('ROLE_REQUIRED');
  const { storeId, ...asked } = input;
  if (storeId === undefined) return fulfilList(env, asked, { addresses, stores: storesOf(staff) });
  const settings = await loadSettings(env);
  const store = worksIn(staff, settings.stores, storeId);
  return store.ok ? fulfilList(env, asked, { addresses, stores: [store.data] }) : store;
}

/** Each is sent or refused for itself, as one by one. Refuses with INVALID_INPUT when one of them stands there twice. */
export async function sendParcels(
  env: Environment,
  staff: Staff,
  parcels: readonly ParcelSlip[],
  key: string,
  lang: Language,
): Promise<Result<StaffActions['fulfil.ship'][1]>> {
  if (new Set(parcels.map(({ id }) => id)).size < parcels.length)
    return refuse('INVALID_INPUT', { field: 'payload.parcels' });
  const results: Sent[] = [];
  for (let start = 0; start < parcels.length; start += AT_ONCE) {
    const some = parcels.slice(start, start + AT_ONCE);
    results.push(...(await Promise.all(some.map((slip) => sendOne(env, staff, slip, key, lang)))));
  }
  const { programme } = await loadSettings(env);
  return accept({ now: env.now, today: dayOf(env.now, programme.zone), results });
}

async function sendOne(env: Environment, staff: Staff, slip: ParcelSlip, key: string, lang: Language): Promise<Sent> {
  const { id } = slip;
  const sent = await sendParcel(env, staff, slip, `${key} ${id}`);
  if (sent.ok) return { id, parcel: sent.data.parcel, error: null };
  const { code, message } = render(sent, lang);
  return { id, parcel: null, error: { code, message } };
}

/**
 * As by its code, in a store where they work: the store is asked before it is looked for. Refuses with REDEMPTION_NOT_FOUND,
 * and as `handOverAtCounter` does.
 */
export async function handOverListed(
  env: Environment,
  staff: Staff,
  { id, storeId }: { id: string; storeId: string },
  key: string,
): Promise<Result<DoneView>> {
  const settings = await loadSettings(env);
  const store = worksIn(staff, openOf(settings.stores), storeId);
  if (!store.ok) return store;
  const found = await findById<Redemption>(env.store, 'redemptions', id);
  if (!found || found.code === '') return refuse('REDEMPTION_NOT_FOUND');
  return handOverAtCounter(env, staff, { code: found.code, storeId }, key);
}

/**
 * Gives it back, whoever had taken it. Refuses with REDEMPTION_NOT_FOUND, STORE_NOT_YOURS when it can be collected in others'
 * stores alone, NOT_CANCELLABLE when it was handed over, sent or cancelled for another reason, or BUSY.
 */
export async function cancelListed(
  env: Environment,
  staff: Staff,
  { id }: { id: string; why: CancelWhy },
  key: string,
): Promise<Result<FulfilRow>> {
  const [settings, found] = await Promise.all([loadSettings(env), findById<Redemption>(env.store, 'redemptions', id)]);
  if (!found || found.way === 'none') return refuse('REDEMPTION_NOT_FOUND');
  const stores = storesOf(staff);
  const theirs = stores === null || found.stores.length === 0 || found.stores.some((store) => stores.includes(store));
  if (!theirs) return refuse('STORE_NOT_YOURS');
  const act = {
    redemptionId: id,
    key: actIdOf(staff._id, key),
    reason: 'staff',
    by: nameOf(staff),
    storeId: '',
  } as const;
  const cancelled = await cancelRedemption(env, settings, act);
  if (!cancelled.ok) return cancelled;
  const [row] = await fulfilRows(env, settings, [cancelled.data.redemption], false);
  if (!row) throw new Error('a redemption without a row');
  return accept(row);
}

/** Null: every one. */
function storesOf({ role, stores }: Staff): readonly string[] | null {
  return role === 'owner' || stores.length === 0 ? null : stores;
}
