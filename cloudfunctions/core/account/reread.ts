import type { Environment } from '../../platform/environment';
import type { Member } from './member';
import { findMemberById } from './upgrade';

export async function reread(env: Environment, member: Pick<Member, '_id'>): Promise<Member> {
  const fresh = await findMemberById(env.store, member._id);
  if (!fresh) throw new Error('a member document has vanished');
  return fresh;
}
