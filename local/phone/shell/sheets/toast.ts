import { fill, h, icon } from '../dom';
import { glyphs } from '../glyphs';

export interface ToastOptions {
  title: string;
  icon: 'success' | 'error' | 'loading' | 'none';
  /** Loadable by <img>; wins over icon. */
  image?: string;
  /** ms; null stays until hidden. */
  durationMs: number | null;
  mask: boolean;
}

/** WeChat shows one toast or loading at a time: the later replaces the former. */
export class Toast {
  readonly element = h('div', { class: 'toast', role: 'status', 'aria-live': 'polite', hidden: true });
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(options: ToastOptions): void {
    clearTimeout(this.#timer);
    const picture = options.image
      ? h('img', { src: options.image, alt: '' })
      : options.icon === 'none'
        ? null
        : icon(glyphs[options.icon]);
    fill(this.element, h('div', { class: 'toast-box' }, picture, h('span', { class: 'toast-title' }, options.title)));
    this.element.dataset.icon = options.image ? 'image' : options.icon;
    this.element.dataset.mask = String(options.mask);
    this.element.hidden = false;
    if (options.durationMs !== null) this.#timer = setTimeout(() => this.hide(), options.durationMs);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.element.hidden = true;
  }
}
