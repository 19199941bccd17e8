/** What somebody of the shop has to see to: indexed reads that stop counting at a limit. */
import type { TodoCode } from '../../../typings/api/reports';
import type { Environment } from '../../platform/environment';
import type { Collection, Match } from '../../platform/store';
import { coversStore, dutiesOf, type Staff, type StaffAction } from '../staffing';

export interface Todo {
  code: TodoCode;
  count: number;
  more: boolean;
}

/** What is more than so many is said to be more. */
const COUNT_MAX = 99;
/** Messages that failed longer ago are past seeing to. */
const FAILED_MS = 7 * 86_400_000;

interface Question {
  code: TodoCode;
  /** For whoever may do this. */
  needs: StaffAction;
  collection: Collection;
  where: Match;
}

function questions(now: number): Question[] {
  return [
    { code: 'ship', needs: 'fulfil.ship', collection: 'redemptions', where: { way: 'delivery', state: 'taken' } },
    { code: 'collect', needs: 'fulfil.handOver', collection: 'redemptions', where: { way: 'pickup', state: 'taken' } },
    { code: 'cases', needs: 'referrals.cases', collection: 'referrals', where: { case: { gte: 1 } } },
    { code: 'cases', needs: 'referrals.cases', collection: 'assists', where: { case: { gte: 1 } } },
    { code: 'approvals', needs: 'approvals.decide', collection: 'approvals', where: { state: 'waiting' } },
    {
      code: 'messages',
      needs: 'referrals.cases',
      collection: 'notices',
      where: { outcome: 'failed', dueAt: { gte: now - FAILED_MS } },
    },
  ];
}

/** In the order in which they are asked; what is zero is left out. */
export async function todosFor(env: Environment, staff: Staff): Promise<Todo[]> {
  const duties = dutiesOf(staff.role);
  const asked = questions(env.now).filter(({ needs }) => duties.includes(needs));
  const counted = await Promise.all(
    asked.map(async ({ code, collection, where }) => {
      const fields = collection === 'redemptions' ? ['stores'] : ['_id'];
      const query = { where, limit: COUNT_MAX + 1, fields };
      const found = await env.store.find<{ stores?: readonly string[] }>(collection, query);
      // What may be collected in any store is everybody's.
      const theirs = found.filter(
        ({ stores = [] }) => stores.length === 0 || stores.some((store) => coversStore(staff, store)),
      );
      return { code, count: theirs.length };
    }),
  );
  const sums = new Map<TodoCode, number>();
  for (const { code, count } of counted) sums.set(code, (sums.get(code) ?? 0) + count);
  return [...sums]
    .filter(([, count]) => count > 0)
    .map(([code, count]) => ({ code, count: Math.min(count, COUNT_MAX), more: count > COUNT_MAX }));
}
