import { fill, h } from '../dom';
import { openLayer } from './layer';

/** Height of one row of a wheel, px; the same in phone.css. */
const ROW = 40;

/** One turning column: a listbox that scrolls with snapping; arrow keys and taps choose too. */
export class Wheel {
  readonly element: HTMLElement;
  #items: string[] = [];
  #index = 0;
  #onTurn: (index: number) => void;
  #settle: ReturnType<typeof setTimeout> | undefined;

  constructor(label: string, items: string[], index: number, onTurn: (index: number) => void) {
    this.element = h('div', { class: 'wheel', role: 'listbox', tabindex: 0, 'aria-label': label });
    this.#onTurn = onTurn;
    this.element.addEventListener('scroll', () => {
      clearTimeout(this.#settle);
      this.#settle = setTimeout(() => this.#turned(Math.round(this.element.scrollTop / ROW)), 80);
    });
    this.element.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.turn(this.#index + step);
    });
    this.show(items, index);
  }

  get index(): number {
    return this.#index;
  }

  show(items: string[], index: number): void {
    this.#items = items;
    this.#index = Math.max(0, Math.min(items.length - 1, index));
    fill(
      this.element,
      ...items.map((item, at) => h('div', { class: 'wheel-item', role: 'option', onclick: () => this.turn(at) }, item)),
    );
    this.#mark();
    // Only a laid-out element can be scrolled.
    requestAnimationFrame(() => this.element.scrollTo({ top: this.#index * ROW }));
  }

  turn(index: number): void {
    const to = Math.max(0, Math.min(this.#items.length - 1, index));
    this.element.scrollTo({ top: to * ROW, behavior: 'auto' });
    this.#turned(to);
  }

  #turned(index: number): void {
    const to = Math.max(0, Math.min(this.#items.length - 1, index));
    if (to === this.#index) return;
    this.#index = to;
    this.#mark();
    this.#onTurn(to);
  }

  #mark(): void {
    [...this.element.children].forEach((item, at) => {
      item.setAttribute('aria-selected', String(at === this.#index));
    });
  }
}

/** A sheet of wheels with 取消 and 确定. Resolves with the indices, null when cancelled. */
export function openWheels(layers: HTMLElement, label: string, wheels: Wheel[]): Promise<number[] | null> {
  return new Promise((resolve) => {
    const end = (done: boolean) => {
      layer.close();
      resolve(done ? wheels.map((wheel) => wheel.index) : null);
    };
    const layer = openLayer(
      layers,
      { kind: 'sheet', class: 'picker', label, onDismiss: () => end(false) },
      h(
        'div',
        { class: 'picker-head' },
        h('button', { class: 'picker-cancel', onclick: () => end(false) }, '取消'),
        h('span', {}, label === '请选择' ? '' : label),
        h('button', { class: 'picker-done', onclick: () => end(true) }, '确定'),
      ),
      h('div', { class: 'wheels' }, ...wheels.map((wheel) => wheel.element)),
    );
  });
}
