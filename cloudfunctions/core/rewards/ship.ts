import type { EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { accept, type Result, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import type { Settings } from '../settings';
import type { HandedOver } from './hand-over';
import type { Redemption } from './redemption';
import { lookWhenTold, TOLD_MS, tell } from './telling';

export interface Shipping {
  id: string;
  carrier: string;
  number: string;
  /** 'staff:<id>' */
  by: string;
  key: string;
}

/** The parcel's number, and one correction of it: WeChat takes no more. */
const ACTS = 2;
const WORD_MAX = 40;

/**
 * On its way: taken → shipped, and once more for a number that was wrong. Refuses with INVALID_INPUT, REDEMPTION_NOT_FOUND,
 * REDEMPTION_ENDED, NOT_CANCELLABLE when there is nothing to ship or it was corrected before, or BUSY.
 */
export async function shipRedemption(env: Environment, settings: Settings, act: Shipping): Promise<Result<HandedOver>> {
  for (const field of ['carrier', 'number'] as const)
    if (act[field].trim() === '' || act[field].length > WORD_MAX) return refuse('INVALID_INPUT', { field });
  const redemption = await findById<Redemption>(env.store, 'redemptions', act.id);
  if (!redemption) return refuse('REDEMPTION_NOT_FOUND');
  const mark = digest(act.key);
  if (redemption.uses[mark]) return told(env, settings, redemption, true);
  const refused = whyNot(redemption);
  if (refused) return refused;
  const shipping = { carrier: act.carrier.trim(), number: act.number.trim(), at: env.now };
  const use = { by: act.by, storeId: '', at: env.now, undone: null };
  const look = (env.now + TOLD_MS) as EpochMs;
  const changed = await env.store.update(
    'redemptions',
    act.id,
    { state: redemption.state, 'shipping.at': redemption.shipping?.at ?? null },
    { set: { state: 'shipped', shipping, look, [`uses.${mark}`]: use } },
  );
  if (!changed) return refuse('BUSY');
  const uses = { ...redemption.uses, [mark]: use };
  return told(env, settings, { ...redemption, state: 'shipped', shipping, look, uses }, false);
}

/** Carrier and number may be set, or put right once. */
export function isShippable(redemption: Redemption): boolean {
  return whyNot(redemption) === null;
}

function whyNot({ way, state, uses }: Redemption): ReturnType<typeof refuse> | null {
  if (state !== 'taken' && state !== 'shipped') return refuse('REDEMPTION_ENDED', { state });
  return way !== 'delivery' || Object.keys(uses).length >= ACTS ? refuse('NOT_CANCELLABLE', { state }) : null;
}

/** A call that died before this is completed by its repeat, or by the timer. */
async function told(
  env: Environment,
  settings: Settings,
  redemption: Redemption,
  repeated: boolean,
): Promise<Result<HandedOver>> {
  const said = await tell(env, settings, redemption);
  return said.ok ? accept({ repeated, redemption: { ...redemption, look: lookWhenTold(redemption) } }) : said;
}
