import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import type { Origin, Stamp } from '../account';
import { clockworkOf } from '../dues';
import type { Settings } from '../settings';

/** Of what a member does in the mini-program. */
export const memberOrigin: Origin = { storeId: 'default', channel: 'mini', actor: 'member', partnerId: null };
/** Of what the passing of time does. */
export const timerOrigin: Origin = { storeId: 'default', channel: 'system', actor: 'timer', partnerId: null };

/** For what a member does in the mini-program. */
export function memberStamp(env: Environment, settings: Settings): Stamp {
  return stampOf(env, settings, memberOrigin);
}

export function stampOf(env: Environment, settings: Settings, origin: Origin): Stamp {
  return stampAt(env.now, settings, origin);
}

export function stampAt(at: EpochMs, settings: Settings, origin: Origin): Stamp {
  const { zone, version } = settings.programme;
  return { at, zone, programmeVersion: version, origin, clockwork: clockworkOf(settings, at) };
}
