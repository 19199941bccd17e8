/**
 * In which order a shop that goes on is read, so that what is read agrees with itself.
 *
 * An entry of a member is the cause of everything it gives birth to and settles, and all of that may be done again from
 * the journal. So a backup may hold a cause without its effect, never an effect without its cause:
 *  1. `before`: what says how far some work has come. Whatever it says was done is then in the members, read later.
 *  2. `members` and what is `theirs`; then once more whoever has moved meanwhile, until nobody has (catch-up.ts).
 *  3. `ledger`: the rows of entries that the members know of and that have left their journals. A row says that
 *     everything of its entry is there; of an entry in the journal it would keep the timer from doing the rest.
 *  4. `after`: what entries refer to, such as the claim of an order.
 *  5. `stock`, as the entries say: attempts on their way end with the backup.
 */
import { collections } from '../../cloudfunctions/manifest/collections';

const BEFORE = [
  'requests',
  'rollups',
  'activity',
  'jobs',
  'imports',
  'exports',
  'labs',
  'tallies',
  'approvals',
  'actions',
  'stuck',
];

/** Whose a document is: the field that holds the member's id. */
export const OWNERS: Readonly<Record<string, string>> = {
  coupons: 'memberId',
  redemptions: 'memberId',
  notices: 'memberId',
  payments: 'memberId',
  refunds: 'memberId',
  shipments: 'memberId',
  deductions: 'memberId',
  consents: 'memberId',
  referrals: 'inviterId',
  friendOrders: 'friendId',
  assists: 'starterId',
  erasures: '_id',
};

/** Read by themselves: members, ledger, stock. */
const OWN = ['members', 'ledger', 'stock'];

export interface ReadingOrder {
  before: string[];
  theirs: string[];
  after: string[];
}

/** @param more collections that this version does not know */
export function readingOrder(more: readonly string[]): ReadingOrder {
  const known = Object.keys(collections);
  const theirs = Object.keys(OWNERS).filter((name) => known.includes(name));
  const before = BEFORE.filter((name) => known.includes(name));
  const placed = new Set([...before, ...theirs, ...OWN]);
  return { before, theirs, after: [...new Set([...known, ...more])].filter((name) => !placed.has(name)) };
}

export function ownerOf(collection: string, document: Readonly<Record<string, unknown>>): string {
  return String(collection === 'members' ? document._id : document[OWNERS[collection] ?? '_id']);
}
