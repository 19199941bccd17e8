import { h, icon } from '../dom';
import { glyphs } from '../glyphs';
import { openLayer } from './layer';

/** A page of WeChat's own over the whole screen; resolves when closed. */
export function openFullPage(layers: HTMLElement, title: string, ...body: (HTMLElement | string)[]): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      layer.close();
      resolve();
    };
    const layer = openLayer(
      layers,
      { kind: 'full', class: 'full-page', label: title, onEscape: end },
      h('div', { class: 'full-head' }, h('button', { 'aria-label': '返回', onclick: end }, icon(glyphs.back)), title),
      h('div', { class: 'full-body' }, ...body),
    );
  });
}
