import { type Api, asynchronous, type Options, type Surroundings } from './api';

type Menu = 'shareAppMessage' | 'shareTimeline';

export function sharing(around: Surroundings): Record<string, Api> {
  const { shell } = around;
  const menus = (options: Options): Menu[] => {
    const given = Array.isArray(options.menus) ? options.menus : undefined;
    return given
      ? given.filter((menu): menu is Menu => menu === 'shareAppMessage' || menu === 'shareTimeline')
      : ['shareAppMessage'];
  };
  return {
    showShareMenu: asynchronous(around, 'showShareMenu', (options) => {
      for (const menu of menus(options)) shell.share.setMenu(menu, true);
      shell.share.withTicket = options.withShareTicket === true;
    }),
    hideShareMenu: asynchronous(around, 'hideShareMenu', (options) => {
      const named = Array.isArray(options.menus) ? menus(options) : (['shareAppMessage', 'shareTimeline'] as Menu[]);
      for (const menu of named) shell.share.setMenu(menu, false);
    }),
    updateShareMenu: asynchronous(around, 'updateShareMenu', (options) => {
      shell.share.withTicket = options.withShareTicket === true;
    }),
  };
}
