import { h } from '../dom';
import { relaunch } from '../relaunch';
import type { Shell } from '../shell';

export const SINGLE_FOOT_HEIGHT = 56;
/** “单页模式”打开小程序 */
const OPENED_FROM_SINGLE_PAGE = 1155;

/** Under a page opened in Moments: the only way on is WeChat's own button. */
export function singlePageFoot(shell: Shell, appName: (shell: Shell) => string): HTMLElement {
  const open = () =>
    relaunch(shell.memory, { path: location.hash.replace(/^#\/?/, ''), scene: OPENED_FROM_SINGLE_PAGE });
  return h(
    'div',
    { class: 'single-foot' },
    h('span', {}, appName(shell)),
    h('button', { onclick: open }, '前往小程序'),
  );
}
