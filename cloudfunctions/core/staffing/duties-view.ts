import type { DutiesView } from '../../../typings/api/team';
import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import { dayOf } from '../calendar';
import { loadSettings } from '../settings';
import { groups, rolesOf } from './groups';
import { ROLES } from './roles';
import type { Staff } from './staff';

/** The table that every action is asked of, as it is read in the app. */
export async function dutiesView(env: Environment, { role }: Staff): Promise<Result<DutiesView>> {
  const { programme } = await loadSettings(env);
  return accept({
    now: env.now,
    today: dayOf(env.now, programme.zone),
    role,
    roles: [...ROLES],
    groups: groups.map((group) => ({ code: group.code, area: group.area, roles: rolesOf(group) })),
  });
}
