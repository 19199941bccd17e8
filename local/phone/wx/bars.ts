import type { PageView } from '../contract';
import { type Api, asynchronous, Failure, need, type Options, type Surroundings, text } from './api';

/** Navigation bar, tab bar, background and pull-down setters: all speak of the page on top. */
export function bars(around: Surroundings): Record<string, Api> {
  const { core, shell } = around;
  const top = (): PageView => {
    const page = core.top();
    if (!page) throw new Failure('no page is open');
    return page;
  };
  const tab = (options: Options) => {
    if (core.tabBar.items.length === 0 || !top().isTab) throw new Failure('not TabBar page');
    need(options, 'index', 'Number');
    const item = core.tabBar.items[options.index as number];
    if (!item) throw new Failure('tabbar item not found');
    return item;
  };
  const tabBarShown = (hidden: boolean) => () => {
    if (!top().isTab) throw new Failure('not TabBar page');
    core.tabBar.hidden = hidden;
    core.changed();
  };
  return {
    setNavigationBarTitle: asynchronous(around, 'setNavigationBarTitle', (options) => {
      need(options, 'title', 'String');
      core.setWindow(top(), { navigationBarTitleText: text(options, 'title') });
    }),
    setNavigationBarColor: asynchronous(around, 'setNavigationBarColor', (options) => {
      const front = text(options, 'frontColor').toLowerCase();
      if (front !== '#ffffff' && front !== '#000000') throw new Failure('invalid frontColor: only #ffffff and #000000');
      need(options, 'backgroundColor', 'String');
      core.setWindow(top(), {
        navigationBarTextStyle: front === '#ffffff' ? 'white' : 'black',
        navigationBarBackgroundColor: text(options, 'backgroundColor'),
      });
    }),
    showNavigationBarLoading: asynchronous(around, 'showNavigationBarLoading', () =>
      shell.bars.loading(top().id, true),
    ),
    hideNavigationBarLoading: asynchronous(around, 'hideNavigationBarLoading', () =>
      shell.bars.loading(top().id, false),
    ),
    hideHomeButton: asynchronous(around, 'hideHomeButton', () => shell.bars.hideHome(top().id)),
    setBackgroundColor: asynchronous(around, 'setBackgroundColor', (options) => {
      core.setWindow(top(), { backgroundColor: text(options, 'backgroundColor') });
    }),
    setBackgroundTextStyle: asynchronous(around, 'setBackgroundTextStyle', (options) => {
      core.setWindow(top(), { backgroundTextStyle: options.textStyle === 'light' ? 'light' : 'dark' });
    }),
    startPullDownRefresh: asynchronous(around, 'startPullDownRefresh', () => shell.refresh.start()),
    stopPullDownRefresh: asynchronous(around, 'stopPullDownRefresh', () => shell.refresh.stop()),
    showTabBar: asynchronous(around, 'showTabBar', tabBarShown(false)),
    hideTabBar: asynchronous(around, 'hideTabBar', tabBarShown(true)),
    setTabBarBadge: asynchronous(around, 'setTabBarBadge', (options) => {
      tab(options).badge = text(options, 'text');
      core.changed();
    }),
    removeTabBarBadge: asynchronous(around, 'removeTabBarBadge', (options) => {
      delete tab(options).badge;
      core.changed();
    }),
    showTabBarRedDot: asynchronous(around, 'showTabBarRedDot', (options) => {
      tab(options).redDot = true;
      core.changed();
    }),
    hideTabBarRedDot: asynchronous(around, 'hideTabBarRedDot', (options) => {
      tab(options).redDot = false;
      core.changed();
    }),
    setTabBarItem: asynchronous(around, 'setTabBarItem', (options) => {
      const item = tab(options);
      for (const name of ['text', 'iconPath', 'selectedIconPath'] as const) {
        if (typeof options[name] === 'string') item[name] = options[name];
      }
      core.changed();
    }),
    setTabBarStyle: asynchronous(around, 'setTabBarStyle', (options) => {
      for (const name of ['color', 'selectedColor', 'backgroundColor', 'borderStyle'] as const) {
        if (typeof options[name] === 'string') core.tabBar.style[name] = options[name];
      }
      core.changed();
    }),
  };
}
