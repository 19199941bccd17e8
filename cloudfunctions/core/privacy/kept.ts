import type { KeptView } from '../../../typings/api/account';
import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import { dayOf } from '../calendar';
import { loadSettings } from '../settings';
import { KEPT, PERMISSIONS } from './declaration';
import { PERIODS } from './periods';

/** For everybody, before they join too. */
export async function kept(env: Environment): Promise<Result<KeptView>> {
  const { programme } = await loadSettings(env);
  return accept({
    now: env.now,
    today: dayOf(env.now, programme.zone),
    rows: KEPT.map(({ period, ...row }) => ({ ...row, days: period && PERIODS[period] })),
    permissions: PERMISSIONS.map(({ code, staff }) => ({ code, staff })),
  });
}
