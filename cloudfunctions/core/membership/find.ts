import type { Environment } from '../../platform/environment';
import type { Store } from '../../platform/store';
import type { Member, Stamp } from '../account';
import type { Programme } from '../programme';
import { memberOrigin } from './newborn';

/** The member this openid owns: one indexed read (docs/decisions/0002-member-by-openid.md). */
export async function findMember(store: Store, openid: string): Promise<Member | null> {
  const [member] = await store.find<Member>('members', { where: { openid }, limit: 1 });
  return member ?? null;
}

/** For what a member does in the mini-program. */
export function memberStamp(env: Environment, programme: Programme): Stamp {
  return { at: env.now, zone: programme.zone, programmeVersion: programme.version, origin: memberOrigin };
}
