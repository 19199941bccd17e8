import type { AssistView } from '../../../typings/api/friends';
import { membership } from '../../stores/membership';
import { giftText } from '../../views/gift-text';
import { assistFacts } from '../views/assist';
import { invitationQuery } from '../views/sharing';
import { snug } from '../views/snug';
import { shopperWords } from '../words/index';
import { withPicture } from './sharing';

/** A card that asks for help: who is no member yet joins on the starter's invitation first. */
export function helpCard(view: AssistView) {
  const words = shopperWords();
  const { points, home } = membership;
  const title = snug(words.assist.card.title(view.name, giftText(view.gift, points, words)));
  const card = { title, path: `/shopper/landing/index?${invitationQuery(view.code, view.id, 'card')}` };
  return home ? withPicture(card, assistFacts(view, home.shop, points, words)) : card;
}
