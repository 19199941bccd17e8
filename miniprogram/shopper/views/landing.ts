import type { GiftView, LandingView } from '../../../typings/api/friends';
import { figure } from '../../views/figures';
import { type RuleView, shortGuideView } from '../../views/guide';
import type { TicketView } from '../../views/ticket';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';

/** Who looks, and how. */
export interface Visitor {
  /** Code in the path, typed or remembered; '' without. */
  code: string;
  member: boolean;
  /** The member's own code. */
  own: boolean;
  /** Joined just now, on this page. */
  joined: boolean;
  /** In Moments: nothing can be tapped. */
  single: boolean;
}

export interface LandingFace {
  shop: { name: string; initial: string; logo: string };
  person: { avatar: string; spoken: string } | null;
  title: string;
  text: string;
  tickets: TicketView[];
  assist: { title: string; text: string; gift: string } | null;
  alsoTitle: string;
  also: RuleView[];
  /** What the one button does. */
  way: 'join' | 'home' | 'invite' | 'assist';
  button: string;
  /** Stands before the links to what joining agrees to; '' where nobody joins. */
  agree: string;
  /** In place of the button. */
  hint: string;
  typing: boolean;
}

function ticket(id: string, part: Partial<TicketView>, joined: boolean, words: PageWords): TicketView {
  const { landing } = words;
  const face: TicketView = {
    id,
    figure: '',
    unit: '',
    size: 'word',
    condition: landing.ticket,
    name: '',
    where: '',
    ends: '',
    soon: false,
    tone: 'gold',
    stamp: joined ? landing.got : '',
    used: false,
    action: '',
    spoken: '',
    ...part,
  };
  return { ...face, spoken: words.ticket.spoken(face.name, `${face.figure}${face.unit}`, face.where, face.ends) };
}

function ticketsOf(gift: GiftView | null, joined: boolean, points: PointsWords, words: PageWords): TicketView[] {
  const { landing } = words;
  if (!gift) return [];
  const sum = figure(gift.points);
  const own = {
    figure: sum,
    unit: points.unit,
    size: sum.length <= 3 ? ('large' as const) : ('small' as const),
    condition: points.name,
    name: landing.ticket,
    where: landing.ticketWhere,
    ends: joined ? '' : landing.ticketEnds,
  };
  return [
    ...(gift.points > 0 ? [ticket('points', own, joined, words)] : []),
    ...gift.coupons.map(({ name, count }, index) => {
      const where = landing.couponCount(count);
      const part = { figure: landing.coupon, name, where, ends: joined ? '' : landing.couponEnds };
      return ticket(`coupon${index}`, part, joined, words);
    }),
  ];
}

function assistOf({ assist }: LandingView, words: PageWords): LandingFace['assist'] {
  if (!assist) return null;
  const { landing } = words;
  const open = assist.state === 'open';
  const left = assist.needed - assist.helped;
  return {
    title: landing.assist(assist.name),
    text: open ? landing.assistLeft(left) : landing.assistOver,
    gift: open ? landing.assistHint : '',
  };
}

function headOf(view: LandingView, visitor: Visitor, words: PageWords): { title: string; text: string } {
  const { landing } = words;
  const { name } = view.shop;
  if (visitor.own) return { title: landing.own, text: landing.ownHint };
  if (visitor.joined) return { title: landing.gotTitle, text: landing.member(name) };
  if (visitor.member) return { title: landing.member(name), text: landing.memberHint };
  if (view.inviter) {
    const inviter = view.inviter.nickname ?? landing.someone;
    return { title: inviter, text: landing.invites(name) };
  }
  if (visitor.code) return { title: landing.unknown, text: landing.unknownHint };
  return { title: landing.welcome(name), text: words.join.free };
}

function wayOf(view: LandingView, visitor: Visitor, words: PageWords): Pick<LandingFace, 'way' | 'button'> {
  const { landing } = words;
  if (visitor.own && view.assist) return { way: 'assist', button: landing.goBack };
  if (visitor.own) return { way: 'invite', button: words.invite.go };
  if (!visitor.member) return { way: 'join', button: view.friend ? landing.join : landing.joinPlain };
  if (view.assist?.state === 'open') {
    const { nickname } = view.assist.starter;
    return { way: 'assist', button: nickname ? landing.goAssist(nickname) : landing.goAssistPlain };
  }
  return visitor.joined ? { way: 'home', button: landing.goHome } : { way: 'invite', button: landing.goInvite };
}

export function landingFace(view: LandingView, visitor: Visitor, points: PointsWords, words: PageWords): LandingFace {
  const { landing } = words;
  const { inviter, shop } = view;
  // What a newcomer gets is nothing for who has been here before.
  const news = !visitor.own && (!visitor.member || visitor.joined);
  const shown = inviter && news;
  const tickets = news ? ticketsOf(view.friend, visitor.joined, points, words) : [];
  const led = wayOf(view, visitor, words);
  const name = inviter?.nickname ?? landing.someone;
  return {
    shop: { name: shop.name, initial: shop.initial, logo: shop.logo ?? '' },
    person: shown ? { avatar: inviter.avatar ?? '', spoken: landing.avatar(name) } : null,
    ...headOf(view, visitor, words),
    tickets,
    assist: assistOf(view, words),
    alsoTitle: tickets.length > 0 ? landing.also : landing.alone,
    also: news ? shortGuideView(view.welcome, points, words) : [],
    ...led,
    agree: led.way === 'join' ? landing.agree(led.button) : '',
    hint: visitor.single ? landing.singlePage : '',
    typing: !visitor.single && !visitor.member && !inviter,
  };
}
