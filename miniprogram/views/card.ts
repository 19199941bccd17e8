import type { ShelfView } from '../../typings/api/mall';
import type { HomeView, MemberView, ShopView } from '../../typings/api/shopper';
import type { DayKey } from '../../typings/domain';
import type { Words } from '../words/index';
import { dayText } from './dates';
import { figure, inFours, signed } from './figures';
import { type ProgressBarView, progressBarView } from './progress';
import { type TierFace, tierFace } from './tier';

/** The member card, ready to draw. */
export interface CardView {
  tier: TierFace;
  number: string;
  balance: number;
  available: string;
  expiring: string;
  pending: string;
  debt: string;
  progress: ProgressBarView;
  code: string;
  spoken: string;
  spokenTier: string;
  spokenPoints: string;
}

export function cardView(member: MemberView, shop: ShopView, today: DayKey, words: Words): CardView {
  const { name, unit } = shop.points;
  const points = (n: number) => words.figures.points(figure(n), unit);
  const { available, expiring, pending, debt } = member.points;
  const expiringText = expiring
    ? words.card.expiring(points(expiring.points), dayText(expiring.lastDay, today, words))
    : '';
  const pendingText = pending > 0 ? words.card.pending(points(pending)) : '';
  const debtText = debt > 0 ? words.card.debt(points(debt)) : '';
  const number = inFours(member.number);
  const progress = progressBarView(member, today, words);
  return {
    tier: tierFace(member.tier),
    number,
    balance: available,
    available: words.card.available(name),
    expiring: expiringText,
    pending: pendingText,
    debt: debtText,
    progress,
    code: words.card.code,
    spoken: words.card.spoken(
      member.tier.name,
      number,
      name,
      figure(available),
      [expiringText, pendingText, debtText, progress.text].filter(Boolean).join(words.card.comma),
    ),
    spokenTier: words.card.openTiers(member.tier.name),
    spokenPoints: words.card.openPoints(name, figure(available)),
  };
}

/** The card in outline, for who has not joined. */
export interface JoinView {
  title: string;
  free: string;
  gains: string[];
  button: string;
  agree: string;
  and: string;
  terms: string;
  privacy: string;
  kept: string;
  /** Leads to where an invite code is typed; '' where nobody can be invited. */
  code: string;
}

/** @param invited code of the invitation that is remembered; '' when nobody has invited */
export function joinView(shop: ShopView, gains: string[], invited: string, words: Words): JoinView {
  return {
    title: words.join.title(shop.name),
    free: words.join.free,
    gains,
    button: words.join.button,
    agree: words.join.agree,
    and: words.join.and,
    terms: words.join.terms,
    privacy: words.join.privacy,
    kept: words.join.kept(shop.points.name),
    code: shop.modules.invite ? (invited ? words.invite.withCode(invited) : words.invite.haveCode) : '',
  };
}

/** A cell of the counts row: a figure over a word, the whole cell taps. */
export interface CountView {
  code: 'coupons' | 'toCollect' | 'friends' | 'cards' | 'month';
  figure: string;
  word: string;
}

/** Where nothing is known yet. */
const UNKNOWN = '—';

/** @param shelf what has been counted; null before it came: the cells stand in their places already */
export function countsView(home: HomeView, shelf: ShelfView | null, words: Words): CountView[] {
  const { member, checkin, shop } = home;
  if (!member) return [];
  const { modules } = shop;
  const counted = (n: number | undefined) => (n === undefined ? UNKNOWN : figure(n));
  const counts: CountView[] = [];
  if (modules.coupons)
    counts.push({ code: 'coupons', figure: counted(shelf?.counts.coupons), word: words.shelf.coupons });
  if (modules.mall)
    counts.push({ code: 'toCollect', figure: counted(shelf?.counts.toCollect), word: words.shelf.toCollect });
  const invites = modules.invite && (shelf === null || shelf.invite !== null);
  if (invites) counts.push({ code: 'friends', figure: counted(shelf?.invite?.friends), word: words.invite.count });
  // A fifth would not fit beside the others at 320.
  else if (checkin) counts.push({ code: 'cards', figure: figure(checkin.makeUp.left), word: words.counts.cards });
  counts.push({ code: 'month', figure: signed(member.points.monthIn), word: words.counts.month(shop.points.name) });
  // One figure alone is no row.
  return counts.length > 1 ? counts : [];
}
