import { type Child, h } from '../dom';
import { openLayer } from './layer';

export interface PromptOptions {
  /** Name of the mini-program that asks. */
  app: string;
  /** Said after the name; 申请 when absent. */
  doing?: string;
  title: string;
  text?: string;
  body?: Child[];
  yes: string;
  no: string;
}

/** WeChat's own sheet for asking the person something on behalf of the program. */
export function openPrompt(layers: HTMLElement, options: PromptOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (yes: boolean) => {
      layer.close();
      resolve(yes);
    };
    const layer = openLayer(
      layers,
      { kind: 'sheet', class: 'prompt', label: options.title, onEscape: () => end(false) },
      h(
        'div',
        { class: 'prompt-head' },
        h('span', { class: 'app-mark', 'aria-hidden': 'true' }, options.app.slice(0, 1)),
        `${options.app} ${options.doing ?? '申请'}`,
      ),
      h('h2', {}, options.title),
      h('p', {}, options.text),
      h('div', {}, ...(options.body ?? [])),
      h(
        'div',
        { class: 'prompt-buttons' },
        h('button', { onclick: () => end(false) }, options.no),
        h('button', { class: 'yes', onclick: () => end(true) }, options.yes),
      ),
    );
  });
}
