import type { ModuleName } from '../../typings/domain';
import { membership } from '../stores/membership';
import { settings } from '../stores/settings';

export type TabCode = 'home' | 'mall' | 'wallet' | 'me';

export interface TabItem {
  code: TabCode;
  url: string;
  text: string;
  /** Something new is behind it; said aloud as `spoken`. */
  dot: boolean;
  spoken: string;
}

/** Every tab, with the module that it stands for; 首页 and 我的 are always there. */
const TABS: { code: TabCode; url: string; module: ModuleName | null }[] = [
  { code: 'home', url: '/pages/home/index', module: null },
  { code: 'mall', url: '/pages/mall/index', module: 'mall' },
  { code: 'wallet', url: '/pages/wallet/index', module: 'coupons' },
  { code: 'me', url: '/pages/me/index', module: null },
];

/** What the tab bar shows: a tab whose module the merchant has switched off is not there. */
export function tabItems(): TabItem[] {
  const { tabs, card, me } = settings.words;
  const modules = membership.home?.shop.modules;
  const unread = (membership.home?.inbox.unread ?? 0) > 0;
  return TABS.filter(({ module }) => module === null || (modules?.[module] ?? true)).map(({ code, url }) => {
    const dot = code === 'me' && unread;
    return {
      code,
      url,
      text: tabs[code],
      dot,
      spoken: dot ? `${tabs[code]}${card.comma}${me.fresh}` : tabs[code],
    };
  });
}

/** Opens a page wherever it is: WeChat refuses to stack a tab. */
export function openPage(url: string): void {
  if (TABS.some((tab) => tab.url === url)) wx.switchTab({ url });
  else wx.navigateTo({ url });
}
