import type { HomeView, ShopView } from '../../typings/api/shopper';
import type { DayKey } from '../../typings/domain';
import type { Words } from '../words/index';
import { type CardView, type CountView, cardView, countsView, type JoinView, joinView } from './card';
import { guideView, type RuleView } from './guide';
import { asleepView, type StripView, stripView } from './strip';

/** Home, ready to draw. A block without content is null or empty and left out. */
export interface HomePageView {
  shop: { name: string; initial: string; logo: string };
  today: DayKey;
  card: CardView | null;
  join: JoinView | null;
  strip: StripView | null;
  counts: CountView[];
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

/** 怎样赚积分 shows three; the rest is behind 全部规则. */
const GUIDE_ROWS = 3;

function strip(home: HomeView, words: Words): StripView | null {
  if (!home.shop.modules.checkin) return null;
  if (home.checkin) return stripView(home.checkin, home, words);
  return home.member ? null : asleepView(home, words);
}

function foot(shop: ShopView, words: Words): FootView {
  const { hours, address, phone } = shop;
  return {
    hours,
    address,
    phone,
    call: words.foot.call(phone),
    terms: words.titles.terms,
    privacy: words.titles.privacy,
    service: words.foot.service,
  };
}

export function homeView(home: HomeView, words: Words): HomePageView {
  const { shop, member } = home;
  const guide = guideView(home.guide, shop.points, words);
  const gains = guide.filter(({ icon }) => icon === 'seal' || icon === 'gift').map(({ text }) => text);
  return {
    shop: { name: shop.name, initial: shop.initial, logo: shop.logo ?? '' },
    today: home.today,
    card: member ? cardView(member, shop, home.today, words) : null,
    join: member ? null : joinView(shop, gains, words),
    strip: strip(home, words),
    counts: countsView(home, words),
    guideTitle: words.guide.title(shop.points.name),
    guideAll: member && shop.modules.checkin ? words.guide.all : '',
    // A guest reads the whole guide here: the rules page needs a member.
    guide: member ? guide.slice(0, GUIDE_ROWS) : guide,
    foot: foot(shop, words),
  };
}
