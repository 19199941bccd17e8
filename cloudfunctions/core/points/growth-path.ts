import type { TiersView } from '../../../typings/api/shopper';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { factsOfGrowth } from '../account';
import { dayOf } from '../calendar';
import { findMember } from '../membership';
import { tiersGuide } from '../programme';
import { loadSettings } from '../settings';
import { progressView, standingOn, tierCards, tierView } from '../tiers';
import { entryId } from './history';

const HISTORY = 20;

/** Every tier with its rights, how the member stands between them, and what has moved the growth lately. */
export async function growthPath(env: Environment, openid: string): Promise<Result<TiersView>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!member) return refuse('NOT_MEMBER');
  const { programme, ladders } = settings;
  const { tiers, zone } = programme;
  const today = dayOf(env.now, zone);
  const held = standingOn(member.tier, ladders, today);
  const facts = await factsOfGrowth(env.store, member, HISTORY);
  return accept({
    now: env.now,
    today,
    tiers: tierCards(tiers, held.tier),
    own: tierView(tiers, held.tier),
    progress: progressView(held, programme),
    history: facts.map((fact) => ({
      id: entryId(fact),
      day: dayOf(fact.at, zone),
      kind: fact.kind,
      growth: fact.growth,
    })),
    rules: tiersGuide(programme),
  });
}
