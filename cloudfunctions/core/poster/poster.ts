import type { PosterView } from '../../../typings/api/friends';
import type { Caller } from '../../platform/caller';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { dayOf } from '../calendar';
import { findMember, inviteCode, memberView } from '../membership';
import { inviteTerms } from '../referrals';
import { loadSettings } from '../settings';
import { type CodeMaking, codePicture } from './picture';

/** Everything a poster shows. Without WeChat's picture it says so, and the phone sends a card instead. */
export async function poster(env: Environment, { openid }: Caller, making: CodeMaking): Promise<Result<PosterView>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  if (!settings.shop.modules.invite) return refuse('MODULE_OFF');
  if (!member) return refuse('NOT_MEMBER');
  if (member.state === 'closed' || member.state === 'merged') return refuse('CLOSED');
  if (member.state === 'frozen') return refuse('FROZEN');
  const code = await inviteCode(env, member);
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
    terms: inviteTerms(settings),
  });
}
