/** What is under way between a member and the shop: it has to come to its end before the account does. */
import type { OpenView } from '../../../typings/api/account';
import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Collection } from '../../platform/store';
import { journalOf, type Member } from '../account';
import { dayOf } from '../calendar';
import { openDeductions } from '../deductions';
import type { Payment } from '../payments';
import type { Redemption } from '../rewards';

const SHOWN = 20;
/** 'shipped' is on its way to an address the carrier has: nothing is left to do here. */
const WAITING: readonly Redemption['state'][] = ['taken', 'cancelling'];

type Found = { at: EpochMs; view: OpenView };

/**
 * As of a member just read: what an entry of theirs has brought is in its journal or has been born, so as long as the
 * member's revision stands nothing is missing here. Oldest first.
 */
export async function openOf(env: Environment, member: Member, zone: string): Promise<OpenView[]> {
  const day = (at: EpochMs) => dayOf(at, zone);
  const [redemptions, payments, deductions] = await Promise.all([
    waiting<Redemption>(env, member, 'redemptions', WAITING),
    waiting<Payment>(env, member, 'payments', ['open']),
    openDeductions(env, member),
  ]);
  const found: Found[] = [
    ...redemptions.map(({ _id: id, name, way, at }): Found => {
      return { at, view: { what: 'redemption', id, name, day: day(at), way } };
    }),
    ...payments.map(({ _id: trade, name, amountFen: cashFen, at }): Found => {
      return { at, view: { what: 'payment', trade, name, day: day(at), cashFen } };
    }),
    ...deductions.map(({ at, points }): Found => ({ at, view: { what: 'deduction', day: day(at), points } })),
  ];
  return found
    .sort((a, b) => a.at - b.at)
    .slice(0, SHOWN)
    .map(({ view }) => view);
}

/** How many of each, for the refusal. */
export function counted(open: readonly OpenView[]): Record<'redemptions' | 'payments' | 'deductions', number> {
  const of = (what: OpenView['what']) => open.filter((each) => each.what === what).length;
  return { redemptions: of('redemption'), payments: of('payment'), deductions: of('deduction') };
}

type Waiting = { _id: string; memberId: string; state: string; at: EpochMs };

/** Those in the database, and those of the journal that are still to be born. */
async function waiting<T extends Waiting>(
  env: Environment,
  member: Member,
  collection: Collection,
  states: readonly T['state'][],
): Promise<T[]> {
  const born = journalOf(member)
    .flatMap(({ births }) => births)
    .flatMap((birth) => (birth.collection === collection ? [birth.document as T] : []));
  const ids = born.map(({ _id }) => _id);
  const where = { memberId: { in: [member._id, ...member.aliases] }, state: { in: states } };
  const [stored, present] = await Promise.all([
    env.store.find<T>(collection, { where, order: ['at', 'asc'], limit: SHOWN }),
    ids.length === 0
      ? []
      : env.store.find<{ _id: string }>(collection, { where: { _id: { in: ids } }, limit: ids.length }),
  ]);
  const unborn = born.filter(({ _id, state }) => states.includes(state) && !present.some((each) => each._id === _id));
  return [...stored, ...unborn];
}
