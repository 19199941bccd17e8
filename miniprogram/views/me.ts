import type { HomeView, MemberView, ShopView } from '../../typings/api/shopper';
import type { Words } from '../words/index';
import { dayText, monthDayText } from './dates';
import { figure, inFours } from './figures';

export interface MeRow {
  icon: string;
  label: string;
  value: string;
  url: string;
  /** Something new is behind it. */
  fresh: boolean;
}

export interface MeView {
  person: { avatar: string; name: string; tier: string; number: string; spoken: string } | null;
  guest: { name: string; text: string; action: string };
  rows: MeRow[];
  rightsTitle: string;
  rights: { key: string; name: string; on: string }[];
}

function personView(member: MemberView, words: Words): NonNullable<MeView['person']> {
  const name = member.nickname ?? words.me.noName;
  return {
    avatar: member.avatar ?? '',
    name,
    tier: member.tier.name,
    number: inFours(member.number),
    spoken: [name, member.tier.name, words.me.editProfile].join(words.card.comma),
  };
}

const row = (icon: string, label: string, value: string, url: string, fresh = false): MeRow => ({
  icon,
  label,
  value,
  url,
  fresh,
});

function rowsView(home: HomeView, member: MemberView, words: Words): MeRow[] {
  const { points } = home.shop;
  const { unread } = home.inbox;
  const balance = words.figures.points(figure(member.points.available), points.unit);
  const birthday = member.birthday ? monthDayText(member.birthday, words) : words.me.birthdayAsk;
  const streak = home.checkin && home.checkin.streak > 0 ? words.strip.streakTitle(home.checkin.streak) : '';
  return [
    row('receipt', words.me.history(points.name), balance, '/shopper/history/index'),
    ...(home.shop.modules.mall ? [row('bag', words.me.redemptions, '', '/shopper/redemptions/index')] : []),
    row('tier', words.me.tier, member.tier.name, '/shopper/tiers/index'),
    ...(home.shop.modules.invite ? [row('team', words.invite.title, '', '/shopper/invite/index')] : []),
    row('code', words.me.code, words.me.codeValue, '/shopper/code/index'),
    ...(home.checkin ? [row('calendar', words.me.calendar, streak, '/shopper/calendar/index')] : []),
    row('bell', words.me.inbox, unread > 0 ? words.me.unread(figure(unread)) : '', '/shopper/inbox/index', unread > 0),
    row('me', words.me.profile, birthday, '/shopper/profile/index'),
    ...askRows(home.shop, words),
  ];
}

/** Where the shop can be asked. */
function askRows({ phone, service, group }: ShopView, words: Words): MeRow[] {
  return phone || service || group ? [row('phone', words.foot.service, '', '/shopper/service/index')] : [];
}

/** What can be read before joining. */
function readableRows(shop: ShopView, words: Words): MeRow[] {
  return [
    ...askRows(shop, words),
    row('terms', words.titles.terms, '', '/shopper/text/index?which=terms'),
    row('shield', words.titles.privacy, '', '/shopper/text/index?which=privacy'),
  ];
}

export function meView(home: HomeView, words: Words): MeView {
  const { member, shop } = home;
  const guest = {
    name: words.me.guestName,
    text: words.me.guestHint(shop.points.name),
    action: words.me.guestAction,
  };
  if (!member) return { person: null, guest, rows: readableRows(shop, words), rightsTitle: '', rights: [] };
  return {
    person: personView(member, words),
    guest,
    rows: rowsView(home, member, words),
    rightsTitle: words.me.rights,
    rights: member.rights.map((right) => ({
      key: `${right.code}-${right.earnedOn}`,
      name: right.name,
      on: words.me.rightOn(dayText(right.earnedOn, home.today, words)),
    })),
  };
}
