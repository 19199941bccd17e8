import type { RewardView } from '../../../typings/api/mall';
import type { EpochMs } from '../../../typings/domain';
import { barText } from '../../views/bar';
import { figure, money, unbroken } from '../../views/figures';
import { priceText, tintOf } from '../../views/reward';
import { stubFace } from '../../views/ticket';
import type { PointsWords, Words } from '../../words/index';
import type { ShopperWords } from '../words/zh-Hans';

/** The page of a reward, ready to draw. */
export interface RewardPageView {
  name: string;
  summary: string;
  pictures: { src: string; spoken: string }[];
  initial: string;
  tint: number;
  gone: boolean;
  price: string;
  short: boolean;
  /** Beside the price: what is left afterwards, or what is missing. */
  after: string;
  was: string;
  worth: string;
  left: string;
  /** The first row of what is collected carries where. */
  how: (RowView & { stores: { name: string; address: string }[] })[];
  rules: RowView[];
  coupon: { name: string; lines: string[] } | null;
  detail: { heading: string; text: string }[];
}

export interface RowView {
  icon: string;
  text: string;
}

/** The foot's one button: `go` exchanges, `join` leads to joining, `shut` says why not. */
export interface FootView {
  kind: 'go' | 'join' | 'shut';
  label: string;
}

export interface Said {
  points: PointsWords;
  words: Words;
  own: ShopperWords;
}

const DAY_MS = 86_400_000;
/** An end that is further off is not talked about. */
const TOLD_WITHIN_DAYS = 60;

const row = (icon: string, text: string): RowView => ({ icon, text: unbroken(text) });

function howRows(view: RewardView, { own }: Said): RewardPageView['how'] {
  const { reward } = own;
  const plain = (icon: string, text: string) => ({ ...row(icon, text), stores: [] });
  if (view.ways.length === 0) return [plain('ticket', reward.inWallet)];
  const [only] = view.stores;
  // Its name is said already when there is one alone.
  const stores = view.stores.map(({ name, address }) => ({ name: view.stores.length > 1 ? name : '', address }));
  const pickup = () => {
    if (view.stores.length > 1) return reward.pickupAny(view.stores.length);
    return only?.name ? reward.pickupAt(only.name) : reward.pickup;
  };
  return [
    ...(view.ways.includes('pickup') ? [{ ...row('pin', pickup()), stores }] : []),
    ...(view.ways.includes('pickup') && view.collectDays > 0 ? [plain('clock', reward.collect(view.collectDays))] : []),
    ...(view.ways.includes('delivery') ? [plain('truck', reward.delivery)] : []),
  ];
}

function limitText({ limit }: RewardView, { own }: Said): string {
  if (!limit) return '';
  const said = own.reward.limit[limit.period](limit.count);
  return limit.used > 0 ? own.reward.used(said, limit.used) : said;
}

function ruleRows(view: RewardView, now: EpochMs, said: Said): RowView[] {
  const { reward } = said.own;
  const { tiers, streak, right } = view.terms;
  const { until } = view.window;
  const days = until === null ? 0 : Math.ceil((until - now) / DAY_MS);
  const limit = limitText(view, said);
  return [
    ...(tiers.length > 0 ? [row('tier', reward.tiers(tiers.join(said.words.conditions.listed)))] : []),
    ...(streak > 0 ? [row('seal', reward.streak(streak))] : []),
    ...(right === null ? [] : [row('gift', reward.right(right))]),
    ...(limit ? [row('bag', limit)] : []),
    ...(until !== null && days > 0 && days <= TOLD_WITHIN_DAYS ? [row('calendar', reward.open(days))] : []),
    row('undo', view.kind === 'coupon' ? reward.final : reward.cancel),
  ];
}

function couponLines(view: RewardView, { words }: Said): RewardPageView['coupon'] {
  const { coupon } = view;
  if (!coupon) return null;
  const { ticket } = words;
  const { figure: worth, unit, condition } = stubFace(coupon.value, words);
  const listed = (names: string[]) => names.join(words.conditions.listed);
  const channels = coupon.channels
    .map((channel) => words.conditions.channels[channel])
    .filter((name, index, all) => name !== '' && all.indexOf(name) === index);
  const lines = [
    [`${worth}${unit}`, condition].filter((part) => part !== '').join(words.card.comma),
    coupon.stores.length > 0 ? listed(coupon.stores) : '',
    coupon.categories.length > 0 ? ticket.categories(listed(coupon.categories)) : '',
    channels.length > 0 ? listed(channels) : '',
    coupon.note,
  ];
  return { name: coupon.name, lines: lines.filter((line) => line !== '') };
}

/** @param available what the member can spend now; null for a guest */
export function rewardView(view: RewardView, available: number | null, now: EpochMs, said: Said): RewardPageView {
  const { points, words, own } = said;
  const { price } = view;
  const left = available === null ? -1 : available - price.points;
  const inPoints = (n: number) => words.figures.points(figure(n), points.unit);
  const missing = available !== null && left < 0 ? words.bars.short(inPoints(-left)) : '';
  return {
    name: view.name,
    summary: view.summary,
    pictures: view.pictures.map((src, index) => ({
      src,
      spoken: own.reward.pictures(view.name, index + 1, view.pictures.length),
    })),
    initial: [...view.name][0] ?? '',
    tint: tintOf(view.id),
    gone: view.bar?.code === 'soldOut',
    price: priceText(price, points, words),
    short: missing !== '',
    after: left >= 0 && price.points > 0 ? own.reward.after(inPoints(left)) : missing,
    was: price.was ? own.reward.was(priceText(price.was, points, words), price.was.name) : '',
    worth: view.worthFen > 0 ? own.reward.worth(money(view.worthFen)) : '',
    left: view.left !== null && view.left > 0 ? own.reward.left(view.left) : '',
    how: howRows(view, said),
    rules: ruleRows(view, now, said),
    coupon: couponLines(view, said),
    detail: view.detail.map(({ heading, text }) => ({ heading, text })),
  };
}

/** The one button; it says the reason when it cannot be tapped. */
export function footView(view: RewardView, joined: boolean, online: boolean, { points, words, own }: Said): FootView {
  const { bar } = view;
  if (bar && bar.code !== 'guest') return { kind: 'shut', label: barText(bar, view.today, points, words) };
  if (!joined) return { kind: 'join', label: own.reward.join };
  if (view.price.cashFen > 0 && !view.payable) return { kind: 'shut', label: own.reward.unpayable };
  return online ? { kind: 'go', label: own.reward.go } : { kind: 'shut', label: own.reward.offline };
}
