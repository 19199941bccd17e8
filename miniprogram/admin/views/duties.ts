/** The table of duties as it is read on a phone: area by area, what one may do oneself marked. Pure. */
import type { Role } from '../../../typings/api/staff';
import type { DutiesView } from '../../../typings/api/team';
import type { TeamWords } from '../words/team/zh-Hans';

export interface DutyRow {
  code: string;
  name: string;
  hint: string;
  /** '店主、店长' */
  may: string;
  own: boolean;
}

export interface DutyCard {
  area: string;
  rows: DutyRow[];
}

export function dutyCards(
  { groups, roles, role }: DutiesView,
  own: TeamWords,
  { names, listed }: { names: Record<Role, string>; listed: string },
): DutyCard[] {
  const { duties } = own;
  const known: Partial<Record<string, { name: string; hint: string }>> = duties.groups;
  const areas = [...new Set(groups.map(({ area }) => area))];
  return areas.map((area) => ({
    area: duties.areas[area],
    rows: groups.flatMap(({ code, area: at, roles: may }) => {
      const words = known[code];
      if (at !== area || !words) return [];
      const who = may.length === roles.length ? duties.every : may.map((one) => names[one]).join(listed);
      return [{ code, ...words, may: who, own: may.includes(role) }];
    }),
  }));
}
