import type { MemberActions } from '../../../../typings/api/members';
import type { Duties } from './duty';

export const membersDuties: Duties<MemberActions> = {};
