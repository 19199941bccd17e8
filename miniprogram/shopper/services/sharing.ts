import type { GiftView } from '../../../typings/api/friends';
import type { ShopView } from '../../../typings/api/shopper';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { giftText } from '../../views/gift-text';
import { pointsIn } from '../../words/index';
import { landing } from '../stores/landing';
import { invitationFacts, invitationQuery } from '../views/sharing';
import { shopperWords } from '../words/index';
import { type ShareFacts, type ShareKind, sharePicture } from './share-picture';

type Shop = Pick<ShopView, 'name' | 'initial' | 'logo' | 'colours' | 'points'>;

/** What a card speaks of: the shop, and what a newcomer gets. */
export interface Offered {
  shop: Shop;
  friend: GiftView | null;
}

const LANDING = '/shopper/landing/index';
/** WeChat asks for a post's picture and does not wait: it is drawn before. */
let post: { offered: string; path: string } | null = null;

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
export async function preparePost(offered: Offered | null = offeredNow()): Promise<void> {
  if (!offered) return;
  const drawn = facts(offered);
  const path = await sharePicture('moments', drawn);
  post = path === null ? null : { offered: JSON.stringify(drawn), path };
}

/** A card for one friend or a group. Without a picture WeChat takes the page as it stands. */
export function invitationCard(code: string, assist = '', offered: Offered | null = offeredNow()) {
  const path = `${LANDING}?${invitationQuery(code, assist, 'card')}`;
  if (!offered) return { title: '', path };
  const title = titleOf(offered);
  return { title, path, promise: pictured('card', facts(offered)).then((picture) => ({ title, path, ...picture })) };
}

/** A post in Moments: it opens the page from which it was sent, so that page shows the invitation to whom it is not its own. */
export function invitationPost(code: string, assist = '', offered: Offered | null = offeredNow()) {
  const query = invitationQuery(code, assist, 'moments');
  if (!offered) return { title: '', query };
  const own = post && post.offered === JSON.stringify(facts(offered)) ? { imageUrl: post.path } : {};
  return { title: titleOf(offered), query, ...own };
}

export async function pictured(kind: ShareKind, drawn: ShareFacts): Promise<{ imageUrl?: string }> {
  const path = await sharePicture(kind, drawn);
  return path === null ? {} : { imageUrl: path };
}
