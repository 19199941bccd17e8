/** The code that a store prints: its number of printing, and the picture that was made of it. */
import type { StaffActions } from '../../../typings/api/staff';
import type { Environment } from '../../platform/environment';
import type { FileKeeper } from '../../platform/files';
import type { MiniCodeMaker } from '../../platform/mini-code';
import { accept, type Result, refuse } from '../../platform/refusal';
import { keyFor } from '../../platform/secrets';
import { ensure, findById, type Reader } from '../../platform/store';
import { loadSettings } from '../settings';
import { type Staff, worksIn } from '../staffing';
import { openOf, storeOf } from '../stores';
import { type Printing, printedScene } from './code';

/** The page that the printed code opens. */
const PAGE = 'shopper/visit/index';
const DOCUMENT = 'visits';
const ATTEMPTS = 5;

/** One document of the settings: by store, since a code of each is found by trying them all. */
interface Printings {
  _id: typeof DOCUMENT;
  shape: 1;
  stores: Record<string, Printed>;
}

interface Printed {
  /** Number of this printing; everything printed under another one is worthless. */
  printing: number;
  /** cloud:// file id; null until WeChat has drawn it. */
  picture: string | null;
}

/** Never an old answer: what was renewed is worthless at once. */
export async function printingsOf(store: Reader): Promise<Printing> {
  const stored = await findById<Printings>(store, 'settings', DOCUMENT);
  return (storeId) => stored?.stores[storeId]?.printing ?? null;
}

type Asked = StaffActions['visits.printed'];

/** Where a picture comes from and where it stays. */
export interface Printer {
  miniCode: MiniCodeMaker;
  keepFile: FileKeeper;
}

/**
 * Refuses with VISIT_OFF, STORE_UNKNOWN or STORE_NOT_YOURS; with BUSY, after which it may be asked again. The picture is
 * null when WeChat does not draw it now: the printing counts all the same, and asking again draws it.
 */
export async function printedCode(
  env: Environment,
  staff: Staff,
  { storeId, renew }: Asked[0],
  printer: Printer,
): Promise<Result<Asked[1]>> {
  const settings = await loadSettings(env);
  if (!settings.programme.visits) return refuse('VISIT_OFF');
  const works = worksIn(staff, openOf(settings.stores), storeId);
  if (!works.ok) return works;
  const found = await printedAt(env.store, storeId);
  const held = found && !renew ? found : await printedAnew(env, storeId);
  if (!held) return refuse('BUSY');
  const store = { id: storeId, name: storeOf(settings.stores, storeId)?.name ?? '' };
  return accept({ store, picture: held.picture ?? (await drawn(env, storeId, held.printing, printer)) });
}

async function printedAt(store: Reader, storeId: string): Promise<Printed | null> {
  const stored = await findById<Printings>(store, 'settings', DOCUMENT);
  return stored?.stores[storeId] ?? null;
}

/** The next printing of this store. Two at once make two printings, of which the later holds. */
async function printedAnew(env: Environment, storeId: string): Promise<Printed | null> {
  const none: Printings = { _id: DOCUMENT, shape: 1, stores: {} };
  await ensure(env.store, 'settings', none);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const held = await printedAt(env.store, storeId);
    const next: Printed = { printing: (held?.printing ?? 0) + 1, picture: null };
    const where = { [`stores.${storeId}.printing`]: held?.printing ?? null };
    if (await env.store.update('settings', DOCUMENT, where, { set: { [`stores.${storeId}`]: next } })) return next;
  }
  return null;
}

/** The picture of this printing, kept while it still holds. */
async function drawn(
  env: Environment,
  storeId: string,
  printing: number,
  { miniCode, keepFile }: Printer,
): Promise<string | null> {
  const made = await miniCode(printedScene(storeId, printing, keyFor('visit')), PAGE);
  if (made === 'unavailable') return null;
  // A name of its own each time: phones keep what they have once shown under a name.
  const picture = await keepFile(`visits/${storeId}-${printing}-${env.newId()}.${made.extension}`, made.bytes);
  if (picture === 'unavailable') return null;
  const where = { [`stores.${storeId}.printing`]: printing };
  await env.store.update('settings', DOCUMENT, where, { set: { [`stores.${storeId}.picture`]: picture } });
  return picture;
}
