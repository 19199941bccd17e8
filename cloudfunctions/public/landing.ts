import type { LandingView } from '../../typings/api/friends';
import type { Member } from '../core/account';
import { landingAssist } from '../core/assist';
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
  let view = kept.get(asked, env.now);
  if (!view) {
    view = await viewOf(env, settings, { code, assist }, picturesOf);
    kept.set(asked, view, env.now);
  }
  return accept({ ...view, assist: view.assist && { ...view.assist, ...times }, ...times });
}

async function welcoming(env: Environment, settings: Settings, code: string): Promise<Member | null> {
  if (!settings.shop.modules.invite || code === '') return null;
  const inviter = await inviterOf(env, code.toUpperCase());
  return inviter?.state === 'active' ? inviter : null;
}

async function viewOf(
  env: Environment,
  settings: Settings,
  { code, assist: id }: Required<Arriving>,
  picturesOf: PictureFinder,
): Promise<Lasting> {
  const { programme, stores, templates } = settings;
  const [inviter, assist] = await Promise.all([
    welcoming(env, settings, code),
    id === '' ? null : landingAssist(env, settings, id),
  ]);
  const { name, initial, logo, colours, points, hours, address } = settings.shopView;
  const { nickname = null, avatar = null, unchecked = true } = inviter?.profile ?? {};
  const starter = assist?.starter.avatar ?? null;
  const pictures = await picturesOf([...new Set([logo, avatar, starter])].filter((picture) => picture !== null));
  const shown = (picture: string | null) => (picture === null ? null : (pictures.get(picture) ?? null));
  return {
    shop: { name, initial, logo: shown(logo), colours, points, hours, address },
    // What WeChat has not let through yet is nobody else's to read.
    inviter: inviter && { nickname: unchecked ? null : nickname, avatar: shown(avatar) },
    friend: inviter && inviteTerms(settings).friend,
    welcome: welcomeRows(programme, namesOf(programme, stores, templates)),
    assist: assist && { ...assist, starter: { ...assist.starter, avatar: shown(starter) } },
  };
}
