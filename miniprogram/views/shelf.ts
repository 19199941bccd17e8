import type { ShelfView } from '../../typings/api/mall';
import type { HomeView } from '../../typings/api/shopper';
import type { Words } from '../words/index';
import { signed } from './figures';
import { type RewardFace, rewardFace } from './reward';
import { type TicketView, ticketView } from './ticket';

/** Home's blocks 6 and 7. A block without content is empty and left out. */
export interface ShelfFace {
  title: string;
  all: string;
  rewards: RewardFace[];
  endingTitle: string;
  ending: TicketView[];
  /** Checking in at the store: what it brings, '' when no points. Null for a guest, and where there is none. */
  visit: { label: string; gain: string } | null;
}

export function shelfView(shelf: ShelfView | null, home: HomeView, words: Words): ShelfFace {
  const { modules, points } = home.shop;
  const { member } = home;
  const rewards = modules.mall && shelf ? shelf.rewards : [];
  const ending = modules.coupons && member && shelf ? shelf.ending : [];
  const available = member?.points.available ?? null;
  const visit = member && shelf ? shelf.visit : null;
  return {
    title: member ? words.shelf.title(points.name) : words.shelf.titleGuest(points.name),
    all: words.shelf.all,
    rewards: rewards.map((card) => rewardFace(card, available, home.today, points, words)),
    endingTitle: words.shelf.ending,
    ending: ending.map((coupon) => ticketView(coupon, home.today, words)),
    visit: visit && { label: words.shelf.visit, gain: visit.points > 0 ? signed(visit.points) : '' },
  };
}
