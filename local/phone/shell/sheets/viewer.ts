import { fill, h, icon } from '../dom';
import { glyphs } from '../glyphs';
import { openLayer } from './layer';

/** wx.previewImage: tap closes, arrows and the edges move on. */
export function openViewer(layers: HTMLElement, urls: string[], start: number): void {
  let at = Math.max(0, Math.min(urls.length - 1, start));
  const picture = h('img', { alt: '' });
  const count = h('div', { class: 'viewer-count', 'aria-live': 'polite' });
  const show = (index: number) => {
    at = Math.max(0, Math.min(urls.length - 1, index));
    picture.src = urls[at] ?? '';
    picture.alt = `第 ${at + 1} 张，共 ${urls.length} 张`;
    fill(count, urls.length > 1 ? `${at + 1} / ${urls.length}` : '');
  };
  const close = () => layer.close();
  picture.addEventListener('click', close);
  const move = (step: number, side: string, label: string) =>
    urls.length > 1 &&
    h('button', { class: 'viewer-move', style: `${side}:0`, 'aria-label': label, onclick: () => show(at + step) });
  const edges = [move(-1, 'left', '上一张'), move(1, 'right', '下一张')].filter((edge) => edge !== false);
  const layer = openLayer(
    layers,
    { kind: 'full', class: 'viewer', label: '看图片', onEscape: close },
    picture,
    count,
    ...edges,
    h('button', { class: 'viewer-close', 'aria-label': '关闭', onclick: close }, icon(glyphs.close)),
  );
  picture.closest('.layer')?.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[(event as KeyboardEvent).key];
    if (step) show(at + step);
  });
  show(at);
}
