import type { GuideRow, HomeView } from '../../typings/api/shopper';
import type { Member } from '../core/account';
import { dayOf } from '../core/calendar';
import { checkInGuide, checkInOf } from '../core/checkin';
import { findMember, join, memberView, type Whence } from '../core/membership';
import { noticeView } from '../core/messaging';
import { bannerOf, namesOf, orderRateRows, pointsGuide, welcomeRows } from '../core/programme';
import { greet, type RiskReader } from '../core/referrals';
import { loadSettings, type Settings } from '../core/settings';
import type { Environment } from '../platform/environment';
import { accept, type Result } from '../platform/refusal';

/** Everything the home page shows, after one round trip: settings and member are read side by side. */
export async function home(env: Environment, openid: string): Promise<Result<HomeView>> {
  const [settings, member] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  return accept(homeView(env, settings, member));
}

/** @param world what WeChat tells of the caller; asked of somebody who is invited alone */
export async function joinAndShow(
  env: Environment,
  openid: string,
  input: Parameters<typeof join>[2],
  world: { whence(): Whence; readRisk: RiskReader },
): Promise<Result<HomeView>> {
  const [settings, present] = await Promise.all([loadSettings(env), findMember(env.store, openid)]);
  const joined = await join(env, openid, input, settings, present, input.invite ? world.whence() : undefined);
  if (!joined.ok) return joined;
  const member = joined.data;
  if (!present && input.invite && member.inviter !== null)
    await greet(env, settings, { memberId: member._id, openid }, world.readRisk);
  return accept(homeView(env, settings, member));
}

function homeView(env: Environment, settings: Settings, found: Member | null): HomeView {
  const { programme, stores, templates } = settings;
  const today = dayOf(env.now, programme.zone);
  // A closed account is nobody's: its person is a guest again.
  const member = found && found.state !== 'closed' && found.state !== 'merged' ? found : null;
  return {
    now: env.now,
    today,
    shop: settings.shopView,
    member: member && memberView(member, settings, today),
    checkin: checkInOf(settings, member, today),
    banner: bannerOf(programme, stores, today, templates),
    inbox: inboxOf(member, programme.zone),
    guide: shortGuide(settings),
  };
}

/** From the member document alone: the home page reads nothing further. */
function inboxOf(member: Member | null, zone: string): HomeView['inbox'] {
  if (!member) return { unread: 0, latest: null };
  const unread = Math.max(0, member.noticed - member.noticesSeen);
  const latest = unread > 0 && member.lastNotice ? noticeView(member.lastNotice, zone, true) : null;
  return { unread, latest };
}

/** What earns, and how long it holds; the rest of the rules has a page of its own. */
function shortGuide({ programme, stores, shop, templates }: Settings): GuideRow[] {
  const names = namesOf(programme, stores, templates);
  const [ends] = pointsGuide(programme);
  return [
    ...(shop.modules.checkin ? checkInGuide(programme.checkIn, names) : []),
    ...welcomeRows(programme, names),
    ...orderRateRows(programme, names),
    ...(ends ? [ends] : []),
  ];
}
