import { settings } from '../stores/settings';

export type TabCode = 'home' | 'me';

export interface TabItem {
  code: TabCode;
  url: string;
  text: string;
}

/** What the tab bar shows: only what is built and switched on. */
export function tabItems(): TabItem[] {
  const { tabs } = settings.words;
  return [
    { code: 'home', url: '/pages/home/index', text: tabs.home },
    { code: 'me', url: '/pages/me/index', text: tabs.me },
  ];
}
