import type { ProgrammeActions } from '../../typings/api/programme';
import type { Action } from '../platform/router';

export const programmeActions: Record<keyof ProgrammeActions, Action> = {};
