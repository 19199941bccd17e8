import { look } from '../stores/look';
import { settings } from '../stores/settings';

export interface TabItem {
  code: 'home' | 'me';
  url: string;
  text: string;
}

/** What the tab bar shows: only what is built and switched on. */
export interface TabBarView {
  items: TabItem[];
  selected: TabItem['code'];
  rootClass: string;
  rootStyle: string;
}

export function tabBarView(selected: TabItem['code']): TabBarView {
  const { tabs } = settings.words;
  return {
    items: [
      { code: 'home', url: '/pages/home/index', text: tabs.home },
      { code: 'me', url: '/pages/me/index', text: tabs.me },
    ],
    selected,
    rootClass: look.className,
    rootStyle: look.style,
  };
}
