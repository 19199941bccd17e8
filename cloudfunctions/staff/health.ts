/** The shop's check-up (typings/api/health.d.ts). */
import type { HealthActions } from '../../typings/api/health';
import { lookAtHealth } from '../core/health';
import { currentBuild } from '../platform/build';
import { askPermission } from '../platform/permission';
import { httpBase, reach } from '../platform/reach';
import { accept } from '../platform/refusal';
import type { Action } from '../platform/router';
import { VERSION } from '../platform/version';
import { question } from './duty';
import { nothing } from './payloads';

export const healthActions: Record<keyof HealthActions, Action> = {
  'health.look': question('health.look', nothing, async (env) =>
    accept(
      await lookAtHealth(env, {
        permission: askPermission,
        reach,
        httpBase: httpBase(),
        build: currentBuild(),
        version: VERSION,
      }),
    ),
  ),
};
