import type { Reader } from '../../platform/store';
import { LEAD, type Staff } from '../staffing';

/** More people than can be of the staff (core/staffing/staff.ts). */
const ALL = 1_000;

/** How many besides this person may decide. */
export async function othersWhoDecide(store: Reader, staffId: string): Promise<number> {
  const where = { role: { in: LEAD }, state: 'active' };
  const deciders = await store.find<Pick<Staff, '_id'>>('staff', { where, limit: ALL, fields: ['_id'] });
  return deciders.filter(({ _id }) => _id !== staffId).length;
}
