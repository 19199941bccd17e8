import type { AccountActions } from '../../typings/api/account';
import type { Action } from '../platform/router';

export const accountActions: Record<keyof AccountActions, Action> = {};
