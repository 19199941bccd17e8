/** Tiers as the pages show them. Pure. */
import type { ProgressView, TierCardView, TierView } from '../../../typings/api/shopper';
import type { Fen, Points } from '../../../typings/domain';
import { addDays } from '../calendar';
import type { Occasion } from '../earning';
import type { Programme } from '../programme';
import type { Held } from './standing';
import type { Right, Tier, Tiers } from './tier';
import { rankOf } from './turn';

/** What a tier multiplies points of this occasion by, in hundredths. */
export function tierFactor(
  tiers: Tiers,
  code: string,
  occasion: Occasion,
): { code: string; name: string; factor: number } {
  const tier = tierIn(tiers, code);
  const wanted = occasion === 'order' ? 'multiplier' : occasion === 'checkin' ? 'checkIn' : null;
  const right = tier.rights.find((each) => each.code === wanted);
  return { code: tier.code, name: tier.name, factor: right && 'factor' in right ? right.factor : 100 };
}

/**
 * The tier of this code as the programme describes it. Between a publication and the next day a member can hold a tier
 * that the new programme does not have, or already see its thresholds: the first tier stands in.
 */
export function tierIn(tiers: Tiers, code: string): Tier {
  const tier = tiers.list.find((each) => each.code === code) ?? tiers.list[0];
  if (!tier) throw new Error('a programme has at least one tier');
  return tier;
}

export function tierView(tiers: Tiers, code: string): TierView {
  const tier = tierIn(tiers, code);
  const { name, material, icon } = tier;
  return { code: tier.code, name, material, icon, rank: rankOf(tiers, tier.code) };
}

/** Every tier with its rights, as cards. Without a tier of one's own every one is ahead. */
export function tierCards(tiers: Tiers, own: string | null): TierCardView[] {
  const rank = own === null ? -1 : rankOf(tiers, tierIn(tiers, own).code);
  return tiers.list.map((tier, index) => ({
    ...tierView(tiers, tier.code),
    from: tier.from,
    keep: tier.keep,
    gift: tier.gift as Points,
    rights: tier.rights.map(rightView),
    state: index < rank ? 'passed' : index === rank ? 'own' : 'ahead',
  }));
}

/** What a pack's coupons are is said by its name, and in the guide. */
function rightView({ code, ...args }: Right): TierCardView['rights'][number] {
  const { coupons: _coupons, ...told } = args as { coupons?: unknown };
  return { code, args: told };
}

export function progressView(held: Held, programme: Programme): ProgressView {
  const { tiers, growth } = programme;
  const own = tierIn(tiers, held.tier);
  const next = tiers.list[rankOf(tiers, own.code) + 1];
  const inFen = (missing: number) => (missing * (growth.perFen ?? 0)) as Fen;
  const missing = next ? Math.max(0, next.from - held.progress) : 0;
  return {
    growth: held.progress,
    provisional: held.provisional,
    // After a period was renewed, growth begins at nothing again, below the own threshold.
    floor: held.progress < own.from ? 0 : own.from,
    next: next ? { tier: tierView(tiers, next.code), at: next.from, missing, missingFen: inFen(missing) } : null,
    ticks: tiers.list.map(({ name, from }) => ({ name, at: from })),
    until: held.until,
    keep: held.fallsOn && {
      missing: held.missing,
      missingFen: inFen(held.missing),
      lastDay: addDays(held.fallsOn, -1),
      fallsTo: tierIn(tiers, held.fallsTo ?? '').name,
      urgent: held.phase !== 'safe',
    },
  };
}
