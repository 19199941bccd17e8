/**
 * One row of an import, carried out or taken back. Each is what the kernel decides under its own key: done again, by
 * whomever, it is the same.
 */
import type { Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { findById } from '../../platform/store';
import { execute, findMemberById, type Origin, type Stamp } from '../account';
import { createUnder, type Identity, nowOf, stampOf } from '../membership';
import type { Settings } from '../settings';
import type { ImportRow } from './import';
import { opening, type Undone, undoing } from './opening';

/** 'again': something is in the way for the moment. */
export type Carried = { skipped: boolean; short: number } | 'again';

const origin: Origin = { storeId: 'default', channel: 'system', actor: 'staff', partnerId: null };
const DONE = { skipped: false, short: 0 };
const SKIPPED = { skipped: true, short: 0 };

export async function bring(env: Environment, settings: Settings, importId: string, row: ImportRow): Promise<Carried> {
  const made = await createUnder(env, settings, row.who, origin);
  if (!made.ok) return made.code === 'BUSY' ? 'again' : SKIPPED;
  const command = opening(settings, importId, row);
  const executed = await execute(env, made.data.member, command, stamp(env, settings));
  if (executed.ok) return DONE;
  return executed.code === 'BUSY' ? 'again' : SKIPPED;
}

export async function takeBack(
  env: Environment,
  settings: Settings,
  importId: string,
  row: ImportRow,
): Promise<Carried> {
  const member = await broughtOne(env, row);
  if (!member) return SKIPPED;
  const now = await nowOf(env, member);
  if (!now.ok) return now.code === 'BUSY' ? 'again' : SKIPPED;
  const executed = await execute(env, now.data, undoing(settings, importId, row.line), stamp(env, settings));
  if (!executed.ok) return executed.code === 'BUSY' ? 'again' : SKIPPED;
  const { waived, owed } = executed.data.fact.result as unknown as Undone;
  return { skipped: false, short: (waived + owed) as Points };
}

/** Whom the row led to: the first of its identities that is anybody's. */
async function broughtOne(env: Environment, { who }: ImportRow) {
  for (const { id } of who) {
    const identity = await findById<Identity>(env.store, 'identities', id);
    const member = identity && (await findMemberById(env.store, identity.memberId));
    if (member) return member;
  }
  return null;
}

function stamp(env: Environment, settings: Settings): Stamp {
  return stampOf(env, settings, origin);
}
