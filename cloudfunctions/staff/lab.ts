import type { LabActions } from '../../typings/api/lab';
import type { Action } from '../platform/router';

export const labActions: Record<keyof LabActions, Action> = {};
