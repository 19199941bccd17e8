/** What tills have set aside for a member and have not ended. */
import type { EpochMs, Points } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { factUnder, type Member } from '../account';
import { type Deduction, reserveKey } from './deduction';
import { takenOf } from './drafts';

/** Open ones of all members at once are those of the sales under way: `look` is set on them alone. */
const OPEN_MAX = 20;

export interface OpenDeduction {
  at: EpochMs;
  /** 0 while it is claimed and nothing has been taken yet. */
  points: Points;
}

/** Oldest first. */
export async function openDeductions(env: Environment, member: Member): Promise<OpenDeduction[]> {
  const where = { look: { gte: 0 }, memberId: { in: [member._id, ...member.aliases] } };
  const found = await env.store.find<Deduction>('deductions', { where, order: ['look', 'asc'], limit: OPEN_MAX });
  const open = found.sort((a, b) => a.at - b.at);
  return Promise.all(
    open.map(async ({ _id, at }) => {
      const fact = await factUnder(env.store, member, reserveKey(_id));
      return { at, points: fact ? takenOf(fact).points : (0 as Points) };
    }),
  );
}
