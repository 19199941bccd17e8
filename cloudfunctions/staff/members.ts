import type { MemberActions } from '../../typings/api/members';
import type { Action } from '../platform/router';

export const memberActions: Record<keyof MemberActions, Action> = {};
