import type { LandingView } from '../../typings/api/friends';
import type { Member } from '../core/account';
import { dayOf } from '../core/calendar';
import { inviterOf } from '../core/membership';
import { namesOf, welcomeRows } from '../core/programme';
import { inviteTerms } from '../core/referrals';
import { loadSettings, type Settings } from '../core/settings';
import type { Environment } from '../platform/environment';
import type { PictureFinder } from '../platform/pictures';
import { accept, type Result } from '../platform/refusal';
import { Kept } from './kept';
import type { Arriving } from './payloads';

type Lasting = Omit<LandingView, 'now' | 'today'>;

const kept = new Kept<Lasting>();

/**
 * What a friend sees before joining. A code that nobody has, or whose owner can take nothing, is answered as the shop
 * alone: nobody learns which codes there are.
 */
export async function landing(
  env: Environment,
  { code = '', assist = '' }: Arriving,
  picturesOf: PictureFinder,
): Promise<Result<LandingView>> {
  const asked = `${code.toUpperCase()} ${assist}`;
  const settings = await loadSettings(env);
  const times = { now: env.now, today: dayOf(env.now, settings.programme.zone) };
  const known = kept.get(asked, env.now);
  if (known) return accept({ ...known, ...times });
  const inviter = settings.shop.modules.invite && code !== '' ? await welcoming(env, code) : null;
  const view = await viewOf(settings, inviter, picturesOf);
  kept.set(asked, view, env.now);
  return accept({ ...view, ...times });
}

async function welcoming(env: Environment, code: string): Promise<Member | null> {
  const inviter = await inviterOf(env, code.toUpperCase());
  return inviter?.state === 'active' ? inviter : null;
}

async function viewOf(settings: Settings, inviter: Member | null, picturesOf: PictureFinder): Promise<Lasting> {
  const { programme, stores, templates } = settings;
  const { name, initial, logo, colours, points, hours, address } = settings.shopView;
  const { nickname = null, avatar = null, unchecked = true } = inviter?.profile ?? {};
  const pictures = await picturesOf([logo, avatar].filter((picture) => picture !== null));
  const shown = (picture: string | null) => (picture === null ? null : (pictures.get(picture) ?? null));
  return {
    shop: { name, initial, logo: shown(logo), colours, points, hours, address },
    // What WeChat has not let through yet is nobody else's to read.
    inviter: inviter && { nickname: unchecked ? null : nickname, avatar: shown(avatar) },
    friend: inviter && inviteTerms(settings).friend,
    welcome: welcomeRows(programme, namesOf(programme, stores, templates)),
    assist: null,
  };
}
