/** A reminder goes through members in the order of their ids, page by page. */
import type { DayKey, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Notice } from '../messaging';
import type { Settings } from '../settings';

export interface ReminderPage {
  notices: Notice[];
  /** Members up to this one are done; null when there are no more. */
  after: string | null;
}

export interface Reminder {
  name: string;
  /**
   * @param day on which it is made
   * @param at when it is shown, and sent
   */
  page(env: Environment, settings: Settings, day: DayKey, after: string, at: EpochMs): Promise<ReminderPage>;
}

/** Documents of a page: a request of 1,000 rows would be a long one for the database. */
export const PAGE = 200;

/** Greater than this id and than nothing that comes after it: member ids have no such character. */
export function beyond(memberId: string): string {
  return memberId === '' ? '' : `${memberId}~`;
}

/**
 * Rows of whole members: the last of a full page may have more. One member alone who fills a page is taken as they are.
 * @param rows ordered by member
 */
export function wholeMembers<Row extends { memberId: string }>(
  rows: readonly Row[],
  full: boolean,
): { groups: Row[][]; after: string | null } {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]?.memberId === row.memberId) last.push(row);
    else groups.push([row]);
  }
  if (!full) return { groups, after: null };
  if (groups.length > 1) groups.pop();
  return { groups, after: groups.at(-1)?.[0]?.memberId ?? null };
}
