import type { GiftView } from '../../../typings/api/friends';
import type { RewardView } from '../../../typings/api/mall';
import type { ShopView } from '../../../typings/api/shopper';
import { invitation } from '../../stores/invitation';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { giftText } from '../../views/gift-text';
import { pointsIn } from '../../words/index';
import { landing } from '../stores/landing';
import { invitationFacts, invitationQuery, rewardFacts } from '../views/sharing';
import { shopperWords } from '../words/index';
import { type ShareFacts, sharePicture } from './share-picture';

type Shop = Pick<ShopView, 'name' | 'initial' | 'logo' | 'colours' | 'points'>;

/** What a card speaks of: the shop, and what a newcomer gets. */
export interface Offered {
  shop: Shop;
  friend: GiftView | null;
}

const LANDING = '/shopper/landing/index';
/** WeChat asks for a post's picture and does not wait: it is drawn before. */
let post: { shows: string; path: string } | null = null;

function offeredNow(): Offered | null {
  if (landing.view) return { shop: landing.view.shop, friend: landing.view.friend };
  const shop = membership.home?.shop;
  return shop ? { shop, friend: null } : null;
}

function facts({ shop, friend }: Offered): ShareFacts {
  return invitationFacts(shop, friend, pointsIn(settings.words, shop.points), shopperWords());
}

function titleOf({ shop, friend }: Offered): string {
  const { words } = settings;
  return words.invite.share(shop.name, giftText(friend, pointsIn(words, shop.points), words));
}

/** Draws what a post will show. Called when the page stands and knows what it offers. */
export async function preparePost(drawn: ShareFacts | null): Promise<void> {
  if (!drawn) return;
  const path = await sharePicture('moments', drawn);
  post = path === null ? null : { shows: JSON.stringify(drawn), path };
}

/** @param given what the page offers; absent: what is known of the shop */
export function invitationPicture(given: Offered | null = null): ShareFacts | null {
  const offered = given ?? offeredNow();
  return offered && facts(offered);
}

/** A card for one friend or a group. Without a picture WeChat takes the page as it stands. */
export function invitationCard(code: string, assist = '', given: Offered | null = null) {
  const offered = given ?? offeredNow();
  const card = { title: offered ? titleOf(offered) : '', path: `${LANDING}?${invitationQuery(code, assist, 'card')}` };
  return offered ? withPicture(card, facts(offered)) : card;
}

/** A post in Moments: it opens the page from which it was sent, so that page shows the invitation to whom it is not its own. */
export function invitationPost(code: string, assist = '', given: Offered | null = null) {
  const offered = given ?? offeredNow();
  const title = offered ? titleOf(offered) : '';
  return { title, query: invitationQuery(code, assist, 'moments'), ...posted(offered && facts(offered)) };
}

export function rewardPicture(view: RewardView): ShareFacts | null {
  const shop = membership.home?.shop;
  return shop ? rewardFacts(view, shop, membership.points, shopperWords()) : null;
}

/** A reward shown to somebody else; who joins after it has come by the member's own code. */
export function rewardCard(view: RewardView) {
  const path = `/shopper/reward/index?id=${view.id}&${invitationQuery(ownCode(), '', 'card')}`;
  const drawn = rewardPicture(view);
  const card = { title: view.name, path };
  return drawn ? withPicture(card, drawn) : card;
}

export function rewardPost(view: RewardView) {
  const query = `id=${view.id}&${invitationQuery(ownCode(), '', 'moments')}`;
  return { title: view.name, query, ...posted(rewardPicture(view)) };
}

function ownCode(): string {
  return invitation.ownCode(membership.member?.number);
}

/** WeChat waits three seconds for the picture. */
export function withPicture(card: { title: string; path: string }, drawn: ShareFacts) {
  const promise = sharePicture('card', drawn).then((path) => (path === null ? card : { ...card, imageUrl: path }));
  return { ...card, promise };
}

function posted(drawn: ShareFacts | null): { imageUrl?: string } {
  return drawn && post?.shows === JSON.stringify(drawn) ? { imageUrl: post.path } : {};
}
