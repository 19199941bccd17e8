import type { Role } from '../../../../typings/api/staff';

/** Who may do each action. 'anybody': it is how one becomes staff. */
export type Duties<Actions> = Record<keyof Actions, readonly Role[] | 'anybody'>;
