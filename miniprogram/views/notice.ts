import type { NoticeView } from '../../typings/api/shopper';
import type { NoticeArgs } from '../../typings/codes';
import type { DayKey } from '../../typings/domain';
import type { PointsWords, Words } from '../words/index';
import { dayText } from './dates';
import { figure, money } from './figures';

/** What a notice says, and where it leads. */

type Facts = NoticeView['facts'];

interface Setting {
  /** Day of the notice: the year of a date is told when it is not the notice's own. */
  day: DayKey;
  points: PointsWords;
  words: Words;
}

interface Kind {
  icon: string;
  /** Page behind the notice; '' when there is nothing more to see. */
  url: string;
  render(facts: Facts, setting: Setting): string;
}

const HISTORY = '/shopper/history/index';
const TIERS = '/shopper/tiers/index';
const POINTS = '/shopper/points/index';
const WALLET = '/pages/wallet/index';
const REDEMPTIONS = '/shopper/redemptions/index';
const INVITE = '/shopper/invite/index';
const GUIDE = '/shopper/guide/index';

const text = (value: string | number | undefined) => String(value ?? '');

const amount = (value: string | number | undefined, { points, words }: Setting) =>
  words.figures.points(figure(Number(value ?? 0)), points.unit);

const day = (value: string | number | undefined, { day: own, words }: Setting) =>
  dayText(text(value) as DayKey, own, words);

function sale(facts: Facts, setting: Setting): string {
  const { notices, card } = setting.words;
  const paid = money(Number(facts.fen));
  const store = text(facts.store);
  if (Number(facts.points) <= 0) return store ? notices.salePlainIn(store, paid) : notices.salePlain(paid);
  const gain = amount(facts.points, setting);
  const said = store ? notices.saleIn(store, paid, gain) : notices.sale(paid, gain);
  return facts.from ? `${said}${card.comma}${notices.from(day(facts.from, setting))}` : said;
}

function refund(facts: Facts, { points, words }: Setting): string {
  const back = money(Number(facts.fen));
  const taken = Math.abs(Number(facts.points));
  if (taken === 0) return words.notices.refundPlain(back, points.name);
  return words.notices.refund(back, words.figures.points(figure(taken), points.unit));
}

function tierUp(facts: Facts, setting: Setting): string {
  const { notices, card } = setting.words;
  const said = notices.tierUp(text(facts.tier));
  return facts.until ? `${said}${card.comma}${notices.tierUntil(day(facts.until, setting))}` : said;
}

function tierWarning(facts: Facts, setting: Setting): string {
  const { notices } = setting.words;
  const [until, tier, to] = [day(facts.until, setting), text(facts.tier), text(facts.to)];
  const fen = Number(facts.missingFen);
  return fen > 0
    ? notices.tierWarning(until, money(fen), tier, to)
    : notices.tierWarningGrowth(until, figure(Number(facts.missing)), tier, to);
}

function couponUsed(facts: Facts, { words }: Setting): string {
  const [coupon, store] = [text(facts.coupon), text(facts.store)];
  return store ? words.notices.couponUsedIn(coupon, store) : words.notices.couponUsed(coupon);
}

function shipped(facts: Facts, { words }: Setting): string {
  const [name, carrier, number] = [text(facts.name), text(facts.carrier), text(facts.number)];
  return carrier || number ? words.notices.shipped(name, carrier, number) : words.notices.shippedPlain(name);
}

function redemptionCancelled(facts: Facts, setting: Setting): string {
  const { notices, card } = setting.words;
  const reasons: Record<string, ((name: string) => string) | undefined> = notices.redemptionCancelled;
  const said = (reasons[text(facts.reason)] ?? notices.redemptionCancelled.other)(text(facts.name));
  return Number(facts.points) > 0 ? `${said}${card.comma}${notices.back(amount(facts.points, setting))}` : said;
}

/** What somebody's doing brought: points, or coupons alone. */
function brought(what: string, facts: Facts, setting: Setting): string {
  const { notices } = setting.words;
  return Number(facts.points) > 0 ? notices.brought(what, amount(facts.points, setting)) : notices.broughtPlain(what);
}

function referralPaid(facts: Facts, setting: Setting): string {
  const { notices } = setting.words;
  const friend = text(facts.friend) || notices.friend;
  return brought((facts.stage === 'firstOrder' ? notices.referralOrder : notices.referral)(friend), facts, setting);
}

function adjusted(facts: Facts, setting: Setting): string {
  const points = Number(facts.points);
  const sign = points < 0 ? '−' : '+';
  return setting.words.notices.adjusted(`${sign}${amount(Math.abs(points), setting)}`, text(facts.reason));
}

const KINDS: Record<keyof NoticeArgs, Kind> = {
  adjusted: { icon: 'receipt', url: HISTORY, render: adjusted },
  sale: { icon: 'receipt', url: HISTORY, render: sale },
  refund: { icon: 'receipt', url: HISTORY, render: refund },
  tierUp: { icon: 'tier', url: TIERS, render: tierUp },
  tierRevoked: {
    icon: 'tier',
    url: TIERS,
    render: (facts, { words }) => words.notices.tierRevoked(text(facts.from), text(facts.to)),
  },
  tierDown: {
    icon: 'tier',
    url: TIERS,
    render: (facts, { words }) => words.notices.tierDown(text(facts.from), text(facts.to)),
  },
  tierWarning: { icon: 'tier', url: TIERS, render: tierWarning },
  tierGift: {
    icon: 'gift',
    url: HISTORY,
    render: (facts, setting) => setting.words.notices.tierGift(text(facts.tier), amount(facts.points, setting)),
  },
  birthday: {
    icon: 'gift',
    url: HISTORY,
    render: (facts, setting) =>
      Number(facts.points) > 0
        ? setting.words.notices.birthday(amount(facts.points, setting))
        : setting.words.notices.birthdayPlain,
  },
  expiring: {
    icon: 'clock',
    url: POINTS,
    render: (facts, setting) =>
      setting.words.notices.expiring(amount(facts.points, setting), day(facts.lastDay, setting)),
  },
  merged: {
    icon: 'me',
    url: HISTORY,
    render: (facts, setting) =>
      Number(facts.points) > 0
        ? setting.words.notices.merged(amount(facts.points, setting))
        : setting.words.notices.mergedPlain,
  },
  coupon: {
    icon: 'ticket',
    url: WALLET,
    render: (facts, setting) =>
      setting.words.notices.coupon(text(facts.coupon), Number(facts.count), day(facts.until, setting)),
  },
  couponUsed: { icon: 'ticket', url: WALLET, render: couponUsed },
  shipped: { icon: 'truck', url: REDEMPTIONS, render: shipped },
  redemptionCancelled: { icon: 'bag', url: REDEMPTIONS, render: redemptionCancelled },
  paid: {
    icon: 'bag',
    url: REDEMPTIONS,
    render: (facts, { words }) => words.notices.paid(text(facts.name), money(Number(facts.fen))),
  },
  moneyBack: {
    icon: 'receipt',
    url: REDEMPTIONS,
    render: (facts, { words }) => words.notices.moneyBack(text(facts.name), money(Number(facts.fen))),
  },
  referralPaid: { icon: 'team', url: INVITE, render: referralPaid },
  friendJoined: {
    icon: 'team',
    url: INVITE,
    render: ({ friend }, { words }) => words.notices.friendJoined(text(friend) || words.notices.friend),
  },
  assistDone: {
    icon: 'team',
    url: HISTORY,
    render: (facts, setting) => brought(setting.words.notices.assistDone(text(facts.name)), facts, setting),
  },
  memberDay: {
    icon: 'calendar',
    url: GUIDE,
    render: (facts, setting) => setting.words.notices.memberDay(day(facts.day, setting), text(facts.name)),
  },
  closing: {
    icon: 'clock',
    url: '/shopper/leave/index',
    render: ({ until }, setting) => setting.words.notices.closing(until ? day(until, setting) : ''),
  },
  couponEnding: {
    icon: 'ticket',
    url: WALLET,
    render: (facts, setting) =>
      setting.words.notices.couponEnding(text(facts.coupon), Number(facts.count), day(facts.until, setting)),
  },
  redemptionReady: {
    icon: 'bag',
    url: REDEMPTIONS,
    render: (facts, setting) =>
      setting.words.notices.ready(text(facts.name), day(facts.until, setting), text(facts.store)),
  },
};

/** A kind that is newer than this phone has an icon and a sentence of its own, and leads nowhere. */
function kindOf(notice: Pick<NoticeView, 'kind'>): Kind {
  const known: Kind | undefined = KINDS[notice.kind];
  return known ?? { icon: 'info', url: '', render: (_facts, { words }) => words.notices.unknown };
}

/** The notice in one sentence. */
export function noticeText(
  notice: Pick<NoticeView, 'kind' | 'facts' | 'day'>,
  points: PointsWords,
  words: Words,
): string {
  return kindOf(notice).render(notice.facts, { day: notice.day, points, words });
}

/** Where a tap on it leads; '' when nowhere. */
export function noticeUrl(notice: Pick<NoticeView, 'kind'>): string {
  return kindOf(notice).url;
}

export function noticeIcon(notice: Pick<NoticeView, 'kind'>): string {
  return kindOf(notice).icon;
}
