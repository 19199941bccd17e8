import { invitation } from '../stores/invitation';
import { membership } from '../stores/membership';
import { settings } from '../stores/settings';
import { shelf } from '../stores/shelf';
import { giftText } from '../views/gift-text';

/** Cards of the tabs. Who joins after one has come by the sender's own code, as far as this phone knows it. */

function ownCode(): string {
  return invitation.ownCode(membership.member?.number);
}

/** Of home: the invitation, where there is one to send. WeChat takes the page for its picture. */
export function homeCard(): { title: string; path: string } {
  const { words } = settings;
  const name = membership.home?.shop.name ?? '';
  const code = ownCode();
  if (!code) return { title: name, path: '/pages/home/index' };
  const gift = giftText(shelf.view?.invite?.terms.friend ?? null, membership.points, words);
  return { title: words.invite.share(name, gift), path: `/shopper/landing/index?i=${code}&by=card` };
}

export function mallCard(): { title: string; path: string } {
  const name = membership.home?.shop.name ?? '';
  const code = ownCode();
  const title = `${name}${settings.words.mall.title(membership.points.name)}`;
  return { title, path: `/pages/mall/index${code ? `?i=${code}&by=card` : ''}` };
}
