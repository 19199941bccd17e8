import type { HealthActions } from '../../typings/api/health';
import type { Action } from '../platform/router';

export const healthActions: Record<keyof HealthActions, Action> = {};
