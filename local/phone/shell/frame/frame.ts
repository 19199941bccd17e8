import type { Device } from '../../contract';
import { h, icon } from '../dom';
import { glyphs } from '../glyphs';

/** The phone's body in the browser window. */
export interface Frame {
  root: HTMLElement;
  /** Page iframes and bars; device.width x device.height. */
  screen: HTMLElement;
  layers: HTMLElement;
  panel: HTMLElement;
  toggle: HTMLButtonElement;
  /** Redraws size, theme and scale. */
  draw(device: Device): void;
}

/** Border of the phone, CSS px; none when the window is as narrow as a phone. */
const BEZEL = 11;
/** Air above and below the phone. */
const AIR = 20;
const NARROW = 560;

export function buildFrame(): Frame {
  const layers = h('div', { class: 'layers' });
  const screen = h('div', { class: 'screen' });
  const body = h('div', { class: 'phone-body' }, screen);
  const scaler = h('div', { class: 'phone-scaler' }, body);
  const stage = h('main', { class: 'stage', 'aria-label': '手机' }, scaler);
  const panel = h('aside', { class: 'panel', 'aria-label': '手机设置' });
  const toggle = h('button', { class: 'panel-toggle', 'aria-label': '侧栏' }, icon(glyphs.panel));
  const root = h('div', { class: 'desk' }, stage, panel, toggle);

  let device: Device | undefined;
  const draw = (next: Device) => {
    device = next;
    root.dataset.theme = next.theme;
    root.dataset.platform = next.platform;
    // Phones with a home button have square screens.
    root.dataset.square = String(next.safeAreaBottom === 0 && next.statusBarHeight <= 24);
    screen.style.width = `${next.width}px`;
    screen.style.height = `${next.height}px`;
    const narrow = window.innerWidth < NARROW;
    root.dataset.narrow = String(narrow);
    const bezel = narrow ? 0 : BEZEL;
    const air = narrow ? 0 : AIR;
    const width = next.width + 2 * bezel;
    const height = next.height + 2 * bezel;
    const room = stage.getBoundingClientRect();
    const fill = Math.min((room.width - 2 * air) / width, (room.height - 2 * air) / height);
    const scale = Math.max(0.3, narrow ? fill : Math.min(1, fill));
    body.style.transform = scale === 1 ? '' : `scale(${scale})`;
    body.style.padding = `${bezel}px`;
    scaler.style.width = `${width * scale}px`;
    scaler.style.height = `${height * scale}px`;
  };
  const refit = () => device && draw(device);
  new ResizeObserver(refit).observe(stage);
  window.addEventListener('resize', refit);
  return { root, screen, layers, panel, toggle, draw };
}
