import type { Core } from '../../contract';
import { h } from '../dom';

/** Height of a Chinese keyboard with its row of words, without the safe area, CSS px. */
const KEYS_HEIGHT = 260;
const ROWS = ['QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'];

/**
 * The area an on-screen keyboard takes. Typing is done with the real keyboard, so it is drawn only when the side
 * panel asks for it; then it covers the foot of the page, which is pushed up to keep the focused input in sight.
 */
export class Keyboard {
  readonly element: HTMLElement;
  #core: Core;
  #wanted: () => boolean;
  #listeners = new Set<(height: number) => void>();
  #height = 0;

  constructor(core: Core, wanted: () => boolean) {
    this.#core = core;
    this.#wanted = wanted;
    const keys = ROWS.map((row) => h('div', { class: 'key-row' }, ...[...row].map((key) => h('i', {}, key))));
    this.element = h(
      'div',
      { class: 'keyboard', 'aria-hidden': 'true', hidden: true },
      ...keys,
      h('div', { class: 'key-row' }, h('i', { class: 'space' }, '空格')),
    );
  }

  onChange(listener: (height: number) => void): void {
    this.#listeners.add(listener);
  }

  set(open: boolean): void {
    const height = open && this.#wanted() ? KEYS_HEIGHT + this.#core.device.safeAreaBottom : 0;
    if (height === this.#height) return;
    this.#height = height;
    this.element.hidden = height === 0;
    this.element.style.height = `${height}px`;
    this.#push(height);
    for (const listener of this.#listeners) listener(height);
  }

  /** Lifts the page just enough to show what is focused (adjust-position). */
  #push(height: number): void {
    const frame = this.#core.top()?.iframe;
    if (!frame) return;
    const active = frame.contentDocument?.activeElement;
    const focused = active?.closest('wx-input, wx-textarea') ?? active;
    const bottom = focused ? frame.offsetTop + focused.getBoundingClientRect().bottom : 0;
    const hidden = bottom - (this.#core.device.height - height) + 8;
    frame.style.translate = height > 0 && hidden > 0 ? `0 ${-Math.min(hidden, height)}px` : '';
  }
}
