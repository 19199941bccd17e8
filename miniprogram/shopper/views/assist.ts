import type { AssistOfferView, AssistView, GiftView } from '../../../typings/api/friends';
import type { ShopView } from '../../../typings/api/shopper';
import type { DayKey } from '../../../typings/domain';
import { dayText } from '../../views/dates';
import { figure } from '../../views/figures';
import { giftText } from '../../views/gift-text';
import type { RuleView } from '../../views/guide';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';
import type { ShareFacts } from './share-picture';
import { snug } from './snug';

/** One place of an assistance: a friend who has helped, or one that is still free. */
export interface SlotView {
  key: string;
  name: string;
  avatar: string;
  taken: boolean;
}

/** What the one button does; 'none': there is nothing to do. */
export type AssistAct = 'share' | 'help' | 'join' | 'start' | 'again' | 'history' | 'none';

export interface AssistFace {
  title: string;
  /** Over the prize. */
  over: string;
  /** Who asks; null on the starter's own page. */
  from: { name: string; avatar: string; text: string } | null;
  prize: string;
  slots: SlotView[];
  spoken: string;
  headline: string;
  sentence: string;
  /** Counted down to; 0: nothing runs any more. */
  until: number;
  act: { kind: AssistAct; label: string };
  /** Plainer, under it. */
  second: { kind: AssistAct; label: string };
  rules: RuleView[];
}

interface Said {
  points: PointsWords;
  words: PageWords;
  today: DayKey;
}

const NOTHING = { kind: 'none', label: '' } as const;

/** Before it is started: what it brings and how it goes. */
export function offerFace(offer: AssistOfferView, { points, words, today }: Said): AssistFace {
  const { assist } = words;
  const { name, helpers, hours, gift, lastDay, left } = offer;
  const last = assist.lastDay(dayText(lastDay, today, words));
  return snug({
    title: name,
    over: assist.prizeOf(name),
    from: null,
    prize: giftText(gift, points, words),
    slots: slotsOf([], helpers, words),
    spoken: assist.need(helpers, hours),
    headline: assist.need(helpers, hours),
    sentence: left > 0 ? assist.times(left) : assist.noneLeft,
    until: 0,
    act: left > 0 ? { kind: 'start', label: assist.start } : NOTHING,
    second: NOTHING,
    rules: [...rulesOf({ helpers, hours, gift }, points, words), { code: 'lastDay', icon: 'calendar', text: last }],
  });
}

/** @param member whether whoever looks is a member */
export function assistFace(view: AssistView, member: boolean, { points, words }: Omit<Said, 'today'>): AssistFace {
  const { starter, own, state, needed, gift, helpers, until } = view;
  const { assist } = words;
  const name = starter.nickname ?? assist.someone;
  const told = own ? ownPart(view, points, words) : friendPart(view, member, name, points, words);
  return snug({
    title: view.name,
    over: assist.prizeOf(view.name),
    from: own ? null : { name, avatar: starter.avatar ?? '', text: assist.asks },
    prize: giftText(gift, points, words),
    slots: slotsOf(helpers, needed, words),
    spoken: assist.spoken(
      needed,
      helpers.length,
      helpers.map((one) => nameOf(one, words)).join(words.conditions.listed),
    ),
    until: state === 'open' ? until : 0,
    ...told,
    // When it has ended, nothing of it has to be explained any more.
    rules: state === 'open' ? rulesOf({ helpers: needed, hours: 0, gift }, points, words) : [],
  });
}

type Told = Pick<AssistFace, 'headline' | 'sentence' | 'act' | 'second'>;

function ownPart({ state, needed, helpers, gift }: AssistView, points: PointsWords, words: PageWords): Told {
  const { own, share, again, history } = words.assist;
  const missing = needed - helpers.length;
  const prize = giftText(gift, points, words);
  const plain = { second: NOTHING, act: NOTHING };
  switch (state) {
    case 'open':
      return { ...plain, ...own.open(missing), act: { kind: 'share', label: share } };
    case 'full':
      return { ...plain, ...own.full(prize), act: { kind: 'history', label: history(points.name) } };
    case 'review':
      return { ...plain, ...own.review(prize) };
    case 'paid':
      return {
        ...own.paid(prize),
        act: { kind: 'history', label: history(points.name) },
        second: { kind: 'again', label: again },
      };
    case 'refused':
      return { ...plain, ...own.refused };
    case 'over':
      return { ...plain, ...own.over(missing), act: { kind: 'again', label: again } };
  }
}

function friendPart(view: AssistView, member: boolean, name: string, points: PointsWords, words: PageWords): Told {
  const { friend, help, join, mine } = words.assist;
  const { state, needed, helpers, gift } = view;
  const missing = needed - helpers.length;
  const prize = giftText(gift, points, words);
  const helped = helpers.some((one) => one.own);
  const second = member ? ({ kind: 'again', label: mine } as const) : NOTHING;
  if (state === 'open') {
    if (helped) return { ...friend.helped(name, missing, prize), act: NOTHING, second };
    const act = member ? ({ kind: 'help', label: help } as const) : ({ kind: 'join', label: join } as const);
    return { ...friend.open(name, missing, prize), act, second: NOTHING };
  }
  const complete = state === 'full' || state === 'review' || state === 'paid';
  if (complete) return { ...(helped ? friend.thanks(name) : friend.full(name)), act: NOTHING, second };
  return { ...friend.over, act: NOTHING, second };
}

/** For the page of invitations: what there is, or how far it has come. */
export interface AssistCard {
  title: string;
  text: string;
  slots: SlotView[];
  spoken: string;
  until: number;
  action: string;
  /** Page that it leads to. */
  url: string;
}

export function assistCard(offer: AssistOfferView, points: PointsWords, words: PageWords): AssistCard {
  const { assist } = words;
  const { name, helpers, hours, gift, left, running } = offer;
  const prize = giftText(gift, points, words);
  const base = { title: name, url: '/shopper/assist/index' };
  if (!running) {
    const [text, action] =
      left > 0 ? [assist.card.offer(helpers, hours, prize), assist.card.start] : [assist.noneLeft, ''];
    return snug({ ...base, text, action, slots: [], spoken: text, until: 0 });
  }
  const face = assistFace(running, true, { points, words });
  return snug({
    ...base,
    url: `/shopper/assist/index?id=${running.id}`,
    text: `${face.headline}${words.card.comma}${assist.card.gives(prize)}`,
    slots: face.slots,
    spoken: face.spoken,
    until: face.until,
    action: running.state === 'open' ? assist.card.look : assist.card.state,
  });
}

/** What the picture of a card says that asks for help. */
export function assistFacts(
  { gift }: Pick<AssistView, 'gift'>,
  shop: Pick<ShopView, 'name' | 'initial' | 'logo' | 'colours'>,
  points: PointsWords,
  { assist, invite, conditions }: PageWords,
): ShareFacts {
  const inPoints = gift.points > 0;
  return {
    lead: assist.card.lead,
    figure: inPoints ? figure(gift.points) : '',
    unit: inPoints ? points.name : '',
    detail: gift.coupons.map(({ name, count }) => invite.coupon(name, count)).join(conditions.listed),
    shop: { name: shop.name, initial: shop.initial, logo: shop.logo },
    picture: null,
    colours: shop.colours.light,
  };
}

function slotsOf(helpers: AssistView['helpers'], needed: number, words: PageWords): SlotView[] {
  return Array.from({ length: Math.max(needed, helpers.length) }, (_, place) => {
    const one = helpers[place];
    const name = one ? nameOf(one, words) : '';
    return { key: String(place), name, avatar: one?.avatar ?? '', taken: one !== undefined };
  });
}

function nameOf({ nickname, own }: AssistView['helpers'][number], { assist }: PageWords): string {
  return own ? assist.you : (nickname ?? assist.someone);
}

function rulesOf(
  { helpers, hours, gift }: { helpers: number; hours: number; gift: GiftView },
  points: PointsWords,
  words: PageWords,
): RuleView[] {
  const { rules } = words.assist;
  const prize = giftText(gift, points, words);
  return [
    { code: 'time', icon: 'clock', text: hours > 0 ? rules.time(helpers, hours) : rules.inTime(helpers) },
    { code: 'prize', icon: 'gift', text: rules.prize(prize) },
    { code: 'once', icon: 'team', text: rules.once },
    { code: 'member', icon: 'me', text: rules.member },
    { code: 'fair', icon: 'info', text: rules.fair(points.name) },
  ];
}
