/** Which rows of the trail somebody sees. Pure. */
import type { DutyArea } from '../../../typings/api/team';
import type { Condition, Match } from '../../platform/store';
import { COUNTER_KINDS } from '../counter';
import { actionsOf, boundTo, type Staff } from '../staffing';

export interface Wanted {
  staffId?: string | undefined;
  area?: DutyArea | undefined;
}

/** Kinds of rows that name no action. */
const KINDS: Partial<Record<DutyArea, readonly string[]>> = {
  counter: COUNTER_KINDS,
  goods: ['parcel'],
  team: ['staff'],
};

/**
 * Rows that match any of these, each once. Who is bound to stores sees what was done in them, by whomever, and whatever
 * they did themselves; what others did for the shop as a whole is for those who lead all of it.
 */
export function scopesOf(staff: Staff, { staffId, area }: Wanted): Match[] {
  const stores = boundTo(staff);
  const person: Match = staffId === undefined ? {} : { staffId };
  const reach: Match[] =
    stores === null || staffId === staff._id
      ? [person]
      : [{ ...person, storeId: { in: stores } }, ...(staffId === undefined ? [{ staffId: staff._id }] : [])];
  const kinds: Match[] = area === undefined ? [{}] : areaOf(area);
  return reach.flatMap((where) => kinds.map((kind) => ({ ...where, ...kind })));
}

function areaOf(area: DutyArea): Match[] {
  const any = (values: readonly string[]): Condition => ({ in: values });
  const kinds = KINDS[area];
  const actions = actionsOf((group) => group.area === area);
  return [...(kinds ? [{ kind: any(kinds) }] : []), { what: any(actions) }];
}
