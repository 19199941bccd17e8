import type { TeamActions } from '../../typings/api/team';
import type { Action } from '../platform/router';

export const teamActions: Record<keyof TeamActions, Action> = {};
