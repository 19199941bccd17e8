/** The stores as the staff look after them. */
import * as v from 'valibot';
import type { StaffActions } from '../../../typings/api/staff';
import type { StoresView } from '../../../typings/api/team';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result } from '../../platform/refusal';
import { dayOf } from '../calendar';
import { loadSettings, readRevised, type Settings, saveRevised } from '../settings';
import { coversStore, type Staff } from '../staffing';
import { type StoreInfo, storesOfShop, storesSchema } from '../stores';
import { mayOpen, withStore } from './opening';

interface Kept {
  list: StoreInfo[];
  rev: number;
  changedBy: string;
}

async function kept(env: Environment, { shop }: Settings): Promise<Kept> {
  const { content, rev, changedBy } = await readRevised(env.store, 'stores');
  const list = content ? v.parse(storesSchema, content).list : storesOfShop(shop);
  return { list, rev, changedBy };
}

export async function storesView(env: Environment, staff: Staff): Promise<Result<StoresView>> {
  const settings = await loadSettings(env);
  return accept(viewOf(env.now, settings, staff, await kept(env, settings)));
}

/** Those that somebody works in, or all of them; open ones first. */
function viewOf(now: EpochMs, settings: Settings, staff: Staff, { list, rev, changedBy }: Kept): StoresView {
  const stores = list
    .filter(({ id }) => coversStore(staff, id))
    .map(({ closed = false, ...store }) => ({ ...store, closed }))
    .sort((a, b) => Number(a.closed) - Number(b.closed));
  return { now, today: dayOf(now, settings.programme.zone), rev, changedBy, stores, mayOpen: mayOpen(staff) };
}

/** An id never comes again: stores are closed, and none is ever taken off the list. Refuses as `withStore`, and with OUTDATED. */
export async function saveStore(
  env: Environment,
  staff: Staff,
  { rev, id: known, store }: StaffActions['stores.save'][0],
  key: string,
): Promise<Result<StoresView & { id: string }>> {
  const settings = await loadSettings(env);
  const before = await kept(env, settings);
  const id = known ?? newId(staff, key);
  const after = withStore(before.list, staff, { id, isNew: known === null, store });
  if (!after.ok) return after;
  const list = after.data;
  const saved = await saveRevised(env, 'stores', { shape: 1, list }, rev, staff.name);
  if (!saved.ok) return saved;
  const view = viewOf(env.now, settings, staff, { list, rev: saved.data.rev, changedBy: staff.name });
  return accept({ ...view, id });
}

/** The same for the repeat of a command. */
function newId(staff: Staff, key: string): string {
  return `s${digest(`store ${staff._id} ${key}`).slice(0, 11)}`;
}
