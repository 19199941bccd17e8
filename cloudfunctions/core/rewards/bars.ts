/**
 * Why a reward cannot be taken now: one reason, the one that can be helped least first. Pure.
 *
 * Law: what bars a card refuses its exchange with the same reason, and a card without a bar can be exchanged.
 */

import type { ErrorCode } from '../../../typings/api/envelope';
import type { BarView } from '../../../typings/api/mall';
import type { BarArgs } from '../../../typings/codes';
import type { EpochMs } from '../../../typings/domain';
import { wallClock } from '../calendar';
import { countOf } from '../limits';
import type { Tier } from '../tiers';
import type { Look, Looker } from './looker';
import { priceOn } from './price';
import type { Reward } from './reward';

const HOUR_MS = 3_600_000;

type Listed = Pick<Reward, '_id' | 'price' | 'discounts' | 'window' | 'terms' | 'limit'>;

/** @param left units of it; null: enough, or not to be judged here */
export function barOf(reward: Listed, look: Look, left: number | null, quantity = 1): BarView | null {
  const { from, until } = reward.window;
  if (until !== null && look.now >= until) return { code: 'over', args: {} };
  const opens = opensFor(from as EpochMs | null, look.looker);
  if (opens !== null && look.now < opens) return { code: 'soon', args: { at: opens, ...wallClock(opens, look.zone) } };
  if (left !== null && left < quantity) return { code: 'soldOut', args: {} };
  if (!look.looker) return { code: 'guest', args: {} };
  return ownBar(reward, look, look.looker, quantity);
}

function ownBar(reward: Listed, look: Look, looker: Looker, quantity: number): BarView | null {
  const { terms, limit } = reward;
  if (looker.frozen) return { code: 'frozen', args: {} };
  if (terms.tags.length > 0 && !terms.tags.some((tag) => looker.tags.includes(tag))) return { code: 'tag', args: {} };
  const tiers = tiersFor(reward, look);
  const [lowest] = tiers;
  if (!lowest) return { code: 'tag', args: {} };
  if (!tiers.some(({ code }) => code === looker.tier.code)) return { code: 'tier', args: { tier: lowest.name } };
  if (looker.streak < terms.streak)
    return { code: 'streak', args: { days: terms.streak, missing: terms.streak - looker.streak } };
  if (terms.right !== null && looker.rights.filter(({ code }) => code === terms.right).length < quantity)
    return { code: 'right', args: { right: rightName(terms.right, look) } };
  if (limit && usedOf(reward, look) + quantity > limit.count)
    return { code: 'limit', args: { count: limit.count, period: limit.period } };
  const missing = priceOn(reward, look.today).points * quantity - looker.available;
  return missing > 0 ? { code: 'short', args: { missing } } : null;
}

/** When it opens for them: a tier may have the right to come so many hours earlier. */
function opensFor(from: EpochMs | null, looker: Looker | null): EpochMs | null {
  if (from === null) return null;
  const hours = looker?.tier.rights.map((right) => (right.code === 'earlyAccess' ? right.hours : 0)) ?? [];
  return (from - Math.max(0, ...hours) * HOUR_MS) as EpochMs;
}

/** Tiers it is for, lowest first; every one when it names none. */
export function tiersFor({ terms }: Pick<Reward, 'terms'>, { tiers }: Pick<Look, 'tiers'>): Tier[] {
  return tiers.list.filter(
    ({ code, rights }) =>
      (terms.tiers.length === 0 || terms.tiers.includes(code)) &&
      (!terms.exclusive || rights.some((right) => right.code === 'exclusiveGoods')),
  );
}

/** How often they have taken it in the period that counts. */
export function usedOf({ _id, limit }: Pick<Reward, '_id' | 'limit'>, { looker, today }: Look): number {
  return looker && limit ? countOf(looker.counters, counterOf(_id), limit.period, today) : 0;
}

export function counterOf(rewardId: string): string {
  return `reward:${rewardId}`;
}

export function rightName(code: string, { rights, looker }: Pick<Look, 'rights' | 'looker'>): string {
  return looker?.rights.find((right) => right.code === code)?.name ?? rights.get(code) ?? '';
}

export const REFUSALS: { [Code in keyof BarArgs]: ErrorCode } = {
  guest: 'NOT_MEMBER',
  frozen: 'FROZEN',
  short: 'INSUFFICIENT',
  tier: 'TIER_REQUIRED',
  streak: 'STREAK_REQUIRED',
  right: 'RIGHT_REQUIRED',
  tag: 'TAG_REQUIRED',
  soon: 'REWARD_SOON',
  over: 'REWARD_OVER',
  soldOut: 'OUT_OF_STOCK',
  limit: 'LIMIT_REACHED',
};
