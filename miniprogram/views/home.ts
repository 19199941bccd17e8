import type { ShelfView } from '../../typings/api/mall';
import type { HomeView, ShopView } from '../../typings/api/shopper';
import type { DayKey, EpochMs } from '../../typings/domain';
import type { Words } from '../words/index';
import { type BannerFace, bannerView } from './banner';
import { type CardView, type CountView, cardView, countsView, type JoinView, joinView } from './card';
import { inviteSentence } from './gift-text';
import { type RuleView, shortGuideView } from './guide';
import { type ShelfFace, shelfView } from './shelf';
import { asleepView, type StripView, stripView } from './strip';

/** Home, ready to draw. A block without content is null or empty and left out. */
export interface HomePageView {
  today: DayKey;
  card: CardView | null;
  join: JoinView | null;
  strip: StripView | null;
  banner: BannerFace | null;
  counts: CountView[];
  shelf: ShelfFace;
  /** Null for a guest, and where inviting brings nothing. */
  invite: { title: string; text: string; go: string } | null;
  guideTitle: string;
  guideAll: string;
  guide: RuleView[];
  foot: FootView;
}

interface FootView {
  hours: string;
  address: string;
  phone: string;
  call: string;
  terms: string;
  privacy: string;
  service: string;
}

/** The header; empty before anything is known. */
export function shopView(home: HomeView | null): { name: string; initial: string; logo: string } {
  const { name, initial, logo } = home?.shop ?? { name: '', initial: '', logo: null };
  return { name, initial, logo: logo ?? '' };
}

/** 怎样赚积分 shows three; the rest is behind 全部规则. */
const GUIDE_ROWS = 3;
/** Rules that bring points: what a guest is told on the card. */
const BRINGS = /^(join|order|rule\.f|birthday|checkin\.(?!day$))/;

function strip(home: HomeView, words: Words): StripView | null {
  if (!home.shop.modules.checkin) return null;
  if (!home.checkin) return null;
  return home.member ? stripView(home.checkin, home, words) : asleepView(home.checkin, home, words);
}

function foot(shop: ShopView, words: Words): FootView {
  const { hours, address, phone, service, group } = shop;
  return {
    hours,
    address,
    phone,
    call: words.foot.call(phone),
    terms: words.titles.terms,
    privacy: words.titles.privacy,
    service: phone || service || group ? words.foot.service : '',
  };
}

function invite({ shop, member }: HomeView, shelf: ShelfView | null, words: Words): HomePageView['invite'] {
  if (!member || !shop.modules.invite || !shelf?.invite) return null;
  const { title, go } = words.invite;
  return { title, text: inviteSentence(shelf.invite.terms, shop.points, words), go };
}

const isOfSpending = ({ code }: RuleView) => code.startsWith('order.');

/**
 * @param now the server's clock as the phone keeps it; the view's own when absent
 * @param shelf what is asked for after the rest stands; null before
 * @param invited code of the invitation that is remembered; '' when nobody has invited
 */
export function homeView(
  home: HomeView,
  words: Words,
  now: EpochMs = home.now,
  shelf: ShelfView | null = null,
  invited = '',
): HomePageView {
  const { shop, member } = home;
  const rows = shortGuideView(home.guide, shop.points, words);
  // Spending first: it is what brings most.
  const guide = [...rows.filter(isOfSpending), ...rows.filter((row) => !isOfSpending(row))];
  const gains = guide
    .filter(({ code }) => BRINGS.test(code))
    .map(({ text }) => text)
    .slice(0, GUIDE_ROWS);
  return {
    today: home.today,
    card: member ? cardView(member, shop, home.today, words) : null,
    join: member ? null : joinView(shop, gains, invited, words),
    strip: strip(home, words),
    banner: bannerView(home, now, words),
    counts: countsView(home, shelf, words),
    shelf: shelfView(shelf, home, words),
    invite: invite(home, shelf, words),
    guideTitle: member ? words.guide.title(shop.points.name) : words.guide.rest(shop.points.name),
    guideAll: words.guide.all,
    // What joining gives stands on the card already; a guest reads the rest here.
    guide: guide.filter(({ text }) => member || !gains.includes(text)).slice(0, GUIDE_ROWS),
    foot: foot(shop, words),
  };
}
