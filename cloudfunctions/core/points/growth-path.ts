import type { TiersView } from '../../../typings/api/shopper';
import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import { factsOfGrowth, type Member } from '../account';
import { dayOf } from '../calendar';
import { findMember } from '../membership';
import { namesOf, tiersGuide } from '../programme';
import { loadSettings, type Settings } from '../settings';
import { progressView, standingOn, tierCards, tierView } from '../tiers';
import { entryId } from './history';

const HISTORY = 20;

/**
 * Every tier with its rights, how the member stands between them, and what has moved the growth lately. Who has not
 * joined sees the tiers too: they are a reason to.
 */
export async function growthPath(env: Environment, openid: string): Promise<Result<TiersView>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  const { programme, stores, templates } = settings;
  return accept({
    now: env.now,
    today: dayOf(env.now, programme.zone),
    rules: tiersGuide(programme, namesOf(programme, stores, templates)),
    ...(member
      ? await standing(env, settings, member)
      : { tiers: tierCards(programme.tiers, null), own: null, progress: null, history: [] }),
  });
}

type Standing = Pick<TiersView, 'tiers' | 'own' | 'progress' | 'history'>;

async function standing(env: Environment, { programme, ladders }: Settings, member: Member): Promise<Standing> {
  const { tiers, zone } = programme;
  const held = standingOn(member.tier, ladders, dayOf(env.now, zone));
  const facts = await factsOfGrowth(env.store, member, HISTORY);
  return {
    tiers: tierCards(tiers, held.tier),
    own: tierView(tiers, held.tier),
    progress: progressView(held, programme),
    history: facts.map((fact) => ({
      id: entryId(fact),
      day: dayOf(fact.at, zone),
      kind: fact.kind,
      growth: fact.growth,
    })),
  };
}
