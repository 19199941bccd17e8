import { device } from '../stores/device';
import { look } from '../stores/look';
import { membership } from '../stores/membership';
import { notice } from '../stores/notice';
import { settings } from '../stores/settings';
import { problemTitle } from '../views/problem';
import { bound } from './binding';

/** The bar under the header: without a network, or when the last refresh failed and what is shown is older. */
function barText(): string {
  const { words } = settings;
  if (!device.online) return membership.home ? words.states.offline : words.states.offlineBare;
  return membership.home && membership.problem ? problemTitle(membership.problem, words) : '';
}

/** What every page has: its root's look, the bar, the announcer. */
export const pageRoot = bound({
  rootClass: () => look.className,
  rootStyle: () => look.style,
  still: () => device.still,
  barText,
  // Without a network there is nothing to try; it is fetched by itself when the network is back.
  barRetry: () => (device.online ? settings.words.states.retry : ''),
  notice: () => notice.text,
  noticeLeads: () => notice.url !== '',
});
