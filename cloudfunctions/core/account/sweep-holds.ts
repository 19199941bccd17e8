import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';

export async function sweepHolds(_env: Environment, _stopAt: EpochMs): Promise<number> {
  return 0;
}
