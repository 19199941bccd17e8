/** By what the leaver was found, and what was known of who they were. */
import type { Environment } from '../../platform/environment';
import type { Match } from '../../platform/store';
import type { Identity } from '../membership';
import { type Leaver, PAGE, type Piece } from './erasure';

const NOBODY = { nickname: null, avatar: null, unchecked: false };

/** Members that have become this one were the same person. */
export async function aliases(env: Environment, { ids, erasure }: Leaver): Promise<Piece> {
  const former: Match = { _id: { in: ids.filter((id) => id !== erasure._id) } };
  const blank = { profile: NOBODY, nameCheck: null, birthday: null, lastNotice: null, tags: [], phoneBound: false };
  const told: Match[] = [
    { 'profile.nickname': { gt: '' } },
    { 'profile.avatar': { gt: '' } },
    { birthday: { gt: '' } },
    { 'lastNotice.id': { gt: '' } },
    { 'tags.0': { gt: '' } },
    { phoneBound: true },
  ];
  let found = 0;
  if (ids.length > 1)
    for (const what of told) found += await env.store.updateAll('members', { ...former, ...what }, { set: blank });
  return { found, cursor: null };
}

/**
 * Last of all the openid, so that whoever joins again finds nothing of the old. The number stays taken: nobody else ever gets
 * it, and the till's receipts go on naming the account that is no more.
 */
export async function identities(env: Environment, { ids }: Leaver): Promise<Piece> {
  const where = { memberId: { in: ids }, kind: { in: ['phone', 'card', 'invite'] satisfies Identity['kind'][] } };
  const others = await env.store.remove('identities', where, PAGE);
  if (others === PAGE) return { found: others, cursor: 'again' };
  const own = await env.store.remove('identities', { memberId: { in: ids }, kind: 'openid' }, PAGE);
  return { found: others + own, cursor: null };
}
