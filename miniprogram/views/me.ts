import type { HomeView, MemberView } from '../../typings/api/shopper';
import type { Words } from '../words/index';
import { dayText } from './dates';
import { figure, inFours } from './figures';

export interface MeView {
  person: { avatar: string; name: string; tier: string; number: string; spoken: string } | null;
  guest: { name: string; text: string; action: string };
  rows: { icon: string; label: string; value: string; url: string }[];
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

function rowsView(home: HomeView, member: MemberView, words: Words): MeView['rows'] {
  const { points } = home.shop;
  const rows = [
    {
      icon: 'receipt',
      label: words.me.history(points.name),
      value: words.figures.points(figure(member.points.available), points.unit),
      url: '/shopper/history/index',
    },
  ];
  if (home.checkin) {
    rows.push({
      icon: 'calendar',
      label: words.me.calendar,
      value: home.checkin.streak > 0 ? words.strip.streakTitle(home.checkin.streak) : '',
      url: '/shopper/calendar/index',
    });
  }
  return rows;
}

/** What can be read before joining. */
function readableRows(words: Words): MeView['rows'] {
  return [
    { icon: 'terms', label: words.titles.terms, value: '', url: '/shopper/text/index?which=terms' },
    { icon: 'shield', label: words.titles.privacy, value: '', url: '/shopper/text/index?which=privacy' },
  ];
}

export function meView(home: HomeView, words: Words): MeView {
  const { member, shop } = home;
  const guest = {
    name: words.me.guestName,
    text: words.me.guestHint(shop.points.name),
    action: words.me.guestAction,
  };
  if (!member) return { person: null, guest, rows: readableRows(words), rightsTitle: '', rights: [] };
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
