/** How an order stands: what of it has not gone back, and when nothing of it can go back any more. */
import type { DayKey, Fen } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { factsOfRef, type Member } from '../account';
import { dayOf } from '../calendar';
import { programmeAt, type Settings } from '../settings';
import { knownOf, remainingFen } from './known';
import { windowOf } from './window';

export interface Standing {
  /** Paid and not gone back. */
  remainingFen: Fen;
  paidOn: DayKey;
  /** First day after its return window; null when it has none. */
  from: DayKey | null;
}

/** Payment, completion and 50 refunds. */
const FACTS_MAX = 100;

/** Null when no payment of it is known. @param ref of the order: see `refOf` */
export async function standingOf(
  env: Environment,
  settings: Settings,
  member: Member,
  ref: string,
): Promise<Standing | null> {
  const known = knownOf(await factsOfRef(env.store, member, ref, FACTS_MAX));
  const { paid, completedAt } = known;
  if (!paid) return null;
  const version = settings.versions.find((each) => each.version === paid.programmeVersion);
  const programme = await programmeAt(env, settings, version?.from ?? paid.paidAt);
  const { from } = windowOf({ paidAt: paid.paidAt, completedAt }, programme);
  return { remainingFen: remainingFen(known), paidOn: dayOf(paid.paidAt, programme.zone), from };
}
