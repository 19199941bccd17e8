/** The keys of partners as the owner sees them: a secret once, when it is made. */
import type { IssuedView, PartnersView, PartnerView } from '../../typings/api/team';
import { dayOf } from '../core/calendar';
import {
  createPartner,
  type Issued,
  listPartners,
  type Partner,
  type PartnerInput,
  rotatePartner,
  switchOffPartner,
} from '../core/partners';
import { loadSettings, type Settings } from '../core/settings';
import { actIdOf, type Staff } from '../core/staffing';
import type { Environment } from '../platform/environment';
import { accept, type Result, refuse } from '../platform/refusal';

export async function partnersView(env: Environment): Promise<Result<PartnersView>> {
  const [settings, partners] = await Promise.all([loadSettings(env), listPartners(env)]);
  const today = dayOf(env.now, settings.programme.zone);
  return accept({ now: env.now, today, partners: partners.map((each) => partnerView(each, settings)) });
}

function partnerView({ _id, name, rights, stores, state, createdAt }: Partner, settings: Settings): PartnerView {
  const named = settings.stores.filter(({ id }) => stores?.includes(id)).map(({ id, name }) => ({ id, name }));
  return {
    id: _id,
    name,
    rights: [...rights],
    stores: stores && named,
    state,
    made: dayOf(createdAt, settings.programme.zone),
  };
}

/** Refuses with STORE_UNKNOWN, TOO_MANY or KEY_REUSED. */
export async function issueKey(env: Environment, staff: Staff, input: PartnerInput, key: string) {
  const { stores } = await loadSettings(env);
  if (!(input.stores ?? []).every((each) => stores.some(({ id }) => id === each)))
    return refuse('STORE_UNKNOWN', { field: 'stores' });
  return shown(env, await createPartner(env, input, actIdOf(staff._id, key)));
}

/** Refuses with NOT_FOUND, PARTNER_OFF or BUSY. */
export async function renewKey(env: Environment, staff: Staff, { id }: { id: string }, key: string) {
  return shown(env, await rotatePartner(env, id, actIdOf(staff._id, key)));
}

/** Refuses with NOT_FOUND. */
export async function switchOffKey(env: Environment, _: Staff, { id }: { id: string }): Promise<Result<PartnersView>> {
  const off = await switchOffPartner(env, id);
  return off.ok ? partnersView(env) : off;
}

async function shown(env: Environment, made: Result<Issued>): Promise<Result<IssuedView>> {
  if (!made.ok) return made;
  const view = await partnersView(env);
  const { partner, secret } = made.data;
  return view.ok ? accept({ ...view.data, issued: { id: partner._id, name: partner.name, secret } }) : view;
}
