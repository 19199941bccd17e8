/** By whom, where and when something was used: for the one who comes second. */
import type { UsedBy } from '../../../typings/api/staff';
import type { Channel, EpochMs } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { type Refusal, refuse } from '../../platform/refusal';
import { findById } from '../../platform/store';
import { wallClock } from '../calendar';
import { findPartner } from '../partners';
import type { Redemption } from '../rewards';
import type { Settings } from '../settings';
import type { Staff } from '../staffing';
import { storeNamed } from '../stores';
import type { Coupon } from '../templates';

interface Use {
  /** 'staff:<id>', 'partner:<id>', 'member' */
  by: string;
  storeId: string;
  channel: Channel;
  at: EpochMs;
}

export async function usedBy(env: Environment, settings: Settings, use: Use | null): Promise<UsedBy | null> {
  if (!use) return null;
  const { day, time } = wallClock(use.at, settings.programme.zone);
  const by = await nameOf(env, use.by);
  return { by, store: storeNamed(settings.stores, use.storeId), channel: use.channel, day, time };
}

/**
 * A refusal of who came second, as the cashier may read it: `by` the name of who was first instead of their id, `store` ''
 * while there is one alone, `day` and `time` on the shop's clock. Others pass as they are.
 */
export async function firstNamed(env: Environment, settings: Settings, refusal: Refusal): Promise<Refusal> {
  const { by, storeId, at, ...more } = refusal.details ?? {};
  if (typeof by !== 'string' || typeof at !== 'number') return refusal;
  const store = typeof storeId === 'string' ? storeNamed(settings.stores, storeId) : '';
  const clock = wallClock(at as EpochMs, settings.programme.zone);
  return refuse(refusal.code, { ...more, by: await nameOf(env, by), store, at, ...clock });
}

export function standingUse({ uses, usedBy: mark }: Pick<Coupon, 'uses' | 'usedBy'>): Use | null {
  return mark === null ? null : (uses[mark] ?? null);
}

export function standingHandOver({ uses, usedBy: mark }: Pick<Redemption, 'uses' | 'usedBy'>): Use | null {
  const use = mark === null ? undefined : uses[mark];
  return use ? { ...use, channel: 'counter' } : null;
}

/** '' for a member, who is nobody's colleague. */
async function nameOf(env: Environment, by: string): Promise<string> {
  const [kind, id = ''] = by.split(':');
  if (kind === 'staff') return (await findById<Staff>(env.store, 'staff', id, ['name']))?.name ?? '';
  return kind === 'partner' ? ((await findPartner(env, id))?.name ?? '') : '';
}
