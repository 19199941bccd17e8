import { membership } from '../stores/membership';
import { settings } from '../stores/settings';

export type TabCode = 'home' | 'me';

export interface TabItem {
  code: TabCode;
  url: string;
  text: string;
  /** Something new is behind it; said aloud as `spoken`. */
  dot: boolean;
  spoken: string;
}

/** What the tab bar shows: only what is built and switched on. */
export function tabItems(): TabItem[] {
  const { tabs, card, inbox } = settings.words;
  const dot = (membership.home?.inbox.unread ?? 0) > 0;
  return [
    { code: 'home', url: '/pages/home/index', text: tabs.home, dot: false, spoken: tabs.home },
    {
      code: 'me',
      url: '/pages/me/index',
      text: tabs.me,
      dot,
      spoken: dot ? `${tabs.me}${card.comma}${inbox.fresh}` : tabs.me,
    },
  ];
}
