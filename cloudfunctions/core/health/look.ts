import type { HealthView } from '../../../typings/api/health';
import type { EpochMs } from '../../../typings/domain';
import { functions } from '../../manifest/functions';
import type { Environment } from '../../platform/environment';
import type { AskPermission } from '../../platform/permission';
import type { Reach } from '../../platform/reach';
import { type Reader, StoreError } from '../../platform/store';
import { addDays, dayOf, wallClock } from '../calendar';
import { defaultProgramme } from '../programme';
import { readSettings, type Settings } from '../settings';
import { openOf } from '../stores';
import { payAccountOf } from '../trade';
import { collectionNames, readable } from './collections';
import { timerHealth } from './document';
import { keysAtHand, keysWork, opensWord } from './keys';
import { accountName } from './pay';
import { COUNTED_TO, type Found, type Http, verdicts } from './rules';

/** What the function that looks knows of the world outside of the database. */
export interface Doctor {
  permission: AskPermission;
  reach: Reach;
  /** Where the shop's HTTP paths begin; null when nobody has said. */
  httpBase: string | null;
  build: string | null;
  version: string;
}

/** The function that looks. */
const SELF = 'staff';
/** The timer takes what has come within ten minutes, a long night within hours. */
const OVERDUE_MS = 2 * 3_600_000;

export async function lookAtHealth(env: Environment, doctor: Doctor): Promise<HealthView> {
  const settings = await settingsOrNull(env);
  const zone = (settings?.programme ?? defaultProgramme).zone;
  const [timer, openapi, collections, http, stuck, overdue] = await Promise.all([
    unlessUnread(timerHealth(env.store), null),
    ownPermissions(doctor),
    readable(env.store),
    httpOf(env, doctor, settings),
    counted(env.store, 'stuck', {}),
    overdueMembers(env, zone),
  ]);
  const found: Found = {
    now: env.now,
    timer,
    openapi,
    collections,
    keys: { own: keysWork(), timers: timer ? opensWord(timer.probe) : null, ids: keysAtHand() },
    settings: settings && {
      account: accountName(payAccountOf(settings.trade)),
      openStores: openOf(settings.stores).length,
    },
    http,
    stuck,
    overdue,
  };
  return {
    rows: verdicts(found),
    time: wallClock(env.now, zone).time,
    build: doctor.build,
    version: doctor.version,
    functions: Object.keys(functions),
    collections: [...collectionNames],
  };
}

/** As it is stored now. A document that cannot be read is a finding here, whatever is wrong with it. */
async function settingsOrNull({ store, alarm }: Environment): Promise<Settings | null> {
  try {
    return await readSettings(store);
  } catch (unreadable) {
    alarm(`settings: ${unreadable instanceof Error ? unreadable.message.slice(0, 200) : 'unreadable'}`);
    return null;
  }
}

async function ownPermissions({ permission }: Doctor): Promise<Record<string, number>> {
  const apis = functions[SELF]?.openapi ?? [];
  return Object.fromEntries(await Promise.all(apis.map(async (api) => [api, await permission(api)] as const)));
}

async function httpOf({ store }: Environment, { httpBase, reach }: Doctor, settings: Settings | null): Promise<Http> {
  const account = settings && payAccountOf(settings.trade);
  const notify = account?.adapter === 'v3' ? account.notifyUrl : null;
  const [partners, ...paths] = await Promise.all([
    counted(store, 'partners', { state: 'on' }, 1),
    ...(httpBase === null ? [] : [asked('partner', `${httpBase}/partner/v1/ping`, reach)]),
    ...(notify === null ? [] : [asked('payment', notify, reach)]),
  ]);
  return { base: httpBase !== null, needed: partners > 0 || notify !== null, paths };
}

async function asked(path: 'partner' | 'payment', url: string, reach: Reach): Promise<Http['paths'][number]> {
  return { path: `/${path}`, reached: await reach(path, url) };
}

/** Of a collection that cannot be read, none: that is another finding. */
async function counted(
  store: Reader,
  collection: 'stuck' | 'partners' | 'members',
  where: Parameters<Reader['find']>[1]['where'],
  limit = COUNTED_TO,
): Promise<number> {
  const found = await unlessUnread(store.find(collection, { where, limit, fields: ['_id'] }), []);
  return found.length;
}

async function unlessUnread<T>(reading: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await reading;
  } catch (refusal) {
    if (!(refusal instanceof StoreError)) throw refusal;
    return otherwise;
  }
}

async function overdueMembers({ store, now }: Environment, zone: string): Promise<number> {
  const yesterday = addDays(dayOf((now - OVERDUE_MS) as EpochMs, zone), -1);
  const [due, wake] = await Promise.all([
    counted(store, 'members', { due: { lte: now - OVERDUE_MS } }),
    counted(store, 'members', { wake: { lte: yesterday } }),
  ]);
  return Math.max(due, wake);
}
