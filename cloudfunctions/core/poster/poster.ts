import type { PosterView } from '../../../typings/api/friends';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import type { Reader } from '../../platform/store';
import { dayOf } from '../calendar';
import { findMember, inviteCode, memberView } from '../membership';
import { inviteTerms } from '../referrals';
import { type Reward, SOLD_OUT_RANK } from '../rewards';
import { loadSettings } from '../settings';
import { type CodeMaking, codePicture } from './picture';

/** Everything a poster shows. Without WeChat's picture it says so, and the phone sends a card instead. */
export async function poster(env: Environment, { openid }: Caller, making: CodeMaking): Promise<Result<PosterView>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!settings.shop.modules.invite) return refuse('MODULE_OFF');
  if (!member) return refuse('NOT_MEMBER');
  if (member.state === 'closed' || member.state === 'merged') return refuse('CLOSED');
  if (member.state === 'frozen') return refuse('FROZEN');
  const [code, photo] = await Promise.all([
    inviteCode(env, member),
    settings.shop.modules.mall ? photograph(env.store) : null,
  ]);
  const picture = await codePicture(env, member._id, code, making);
  const today = dayOf(env.now, settings.programme.zone);
  const { nickname, avatar, tier } = memberView(member, settings, today);
  const { name, initial, logo, points } = settings.shopView;
  return accept({
    now: env.now,
    today,
    code,
    picture,
    inviter: { nickname, avatar, tier: tier.name, material: tier.material },
    shop: { name, initial, logo, points },
    photo,
    terms: inviteTerms(settings),
  });
}

/** Of what the shop shows first in its mall and still has. */
async function photograph(store: Reader): Promise<string | null> {
  const [first] = await store.find<Pick<Reward, 'pictures'>>('rewards', {
    where: { state: 'on', featured: true, rank: { lte: SOLD_OUT_RANK - 1 } },
    order: ['rank', 'asc'],
    limit: 1,
    fields: ['pictures'],
  });
  return first?.pictures[0] ?? null;
}
