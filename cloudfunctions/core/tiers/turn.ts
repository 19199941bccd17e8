/** What an entry says about the tier it changed. Pure. */
import type { NoticeArgs } from '../../../typings/codes';
import type { Because } from '../../../typings/domain';
import type { Held } from './standing';
import type { Tiers } from './tier';

type Told = { [Kind in 'tierUp' | 'tierRevoked']: { kind: Kind; facts: NoticeArgs[Kind] } }['tierUp' | 'tierRevoked'];

export interface TierTurn {
  /** One line or none; whoever adds it to a receipt sets its running sum. */
  because: Because[];
  notice: Told | null;
}

/** Of an order or a refund. The standings before and after are of the same day, so time has no part in the difference. */
export function tierTurn(before: Held, after: Held, tiers: Tiers): TierTurn {
  if (before.tier === after.tier) return { because: [], notice: null };
  const [from, to] = [nameOf(tiers, before.tier), nameOf(tiers, after.tier)];
  if (rankOf(tiers, after.tier) > rankOf(tiers, before.tier))
    return {
      because: [{ code: 'tier.up', args: { tier: to }, result: 0 }],
      notice: { kind: 'tierUp', facts: { tier: to, until: after.until ?? '' } },
    };
  return {
    because: [{ code: 'tier.revoked', args: { from, to }, result: 0 }],
    notice: { kind: 'tierRevoked', facts: { from, to } },
  };
}

/** The merchant's name for it; of a tier that is no longer in the programme only the code is known. */
export function nameOf(tiers: Tiers, code: string): string {
  return tiers.list.find((tier) => tier.code === code)?.name ?? code;
}

export function rankOf(tiers: Tiers, code: string): number {
  return tiers.list.findIndex((tier) => tier.code === code);
}
