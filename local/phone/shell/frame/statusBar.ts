import type { Core } from '../../contract';
import type { Clock } from '../device/clock';
import type { Network } from '../device/network';
import { fill, h, setAttribute } from '../dom';

const SIGNAL =
  '<svg viewBox="0 0 18 12" fill="currentColor"><rect y="8" width="3" height="4" rx="1"/><rect x="5" y="5.500" width="3" height="6.500" rx="1"/><rect x="10" y="3" width="3" height="9" rx="1"/><rect x="15" width="3" height="12" rx="1"/></svg>';
const WIFI =
  '<svg viewBox="0 0 16 12" fill="currentColor"><path d="M8 2.200c2.300 0 4.400.9 6 2.400l1.100-1.200A10.300 10.300 0 0 0 8 .5C5.300.5 2.800 1.600.9 3.400L2 4.600a8.700 8.700 0 0 1 6-2.400Zm0 3.900c1.300 0 2.500.5 3.400 1.400l1.200-1.300A6.600 6.600 0 0 0 8 4.400c-1.800 0-3.400.7-4.600 1.800l1.200 1.300c.9-.9 2.100-1.400 3.400-1.400Zm2.200 2.700A3.200 3.200 0 0 0 8 7.900c-.9 0-1.600.3-2.200.9L8 11.300l2.200-2.500Z"/></svg>';
const BATTERY =
  '<svg viewBox="0 0 27 12" fill="none"><rect x=".5" y=".5" width="22" height="11" rx="3.200" stroke="currentColor" opacity=".4"/><path d="M24 4v4c.9-.3 1.500-1.100 1.500-2S24.900 4.300 24 4Z" fill="currentColor" opacity=".5"/><rect x="2" y="2" width="17" height="8" rx="1.900" fill="currentColor"/></svg>';

/** Time of the movable clock, signal, battery; ink follows the page's navigationBarTextStyle. */
export class StatusBar {
  readonly element = h('div', { class: 'status-bar', role: 'group', 'aria-label': '状态栏' });
  readonly island = h('div', { class: 'island', 'aria-hidden': 'true' });
  readonly homeLine = h('div', { class: 'home-line', 'aria-hidden': 'true' });
  #core: Core;
  #clock: Clock;
  #network: Network;

  constructor(core: Core, clock: Clock, network: Network) {
    this.#core = core;
    this.#clock = clock;
    this.#network = network;
    setInterval(() => this.redraw(), 5_000);
    clock.onChange(() => this.redraw());
  }

  redraw(): void {
    const { device } = this.#core;
    const top = this.#core.top();
    const ink = top?.window.navigationBarTextStyle ?? (device.theme === 'dark' ? 'white' : 'black');
    this.element.dataset.ink = ink;
    this.homeLine.dataset.ink = this.#core.bundle.app.darkmode && device.theme === 'dark' ? 'white' : 'black';
    this.element.style.height = `${device.statusBarHeight}px`;
    this.island.hidden = device.platform === 'android' || device.statusBarHeight <= 20;
    setAttribute(this.homeLine, 'hidden', device.safeAreaBottom === 0);
    const right = h('span', { class: 'status-icons', 'aria-hidden': 'true' });
    right.innerHTML =
      this.#network.kind === 'offline' ? `<em>无服务</em>${BATTERY}` : `${SIGNAL}${this.#line()}${BATTERY}`;
    fill(this.element, h('time', { class: 'status-time' }, timeOf(this.#clock.now())), right);
  }

  #line(): string {
    return this.#network.kind === 'slow' ? '<em>3G</em>' : WIFI;
  }
}

/** '09:41' where the shop is: the phone stands in China. */
export function timeOf(ms: number): string {
  return new Intl.DateTimeFormat('zh-CN', {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: 'Asia/Shanghai',
  }).format(ms);
}
