import { decodePicture } from '../device/code';
import { h, icon } from '../dom';
import { glyphs } from '../glyphs';
import { openLayer } from './layer';

export interface Scanner {
  /** Null when put away. */
  result: Promise<string | null>;
  /** The side panel holds a code before the camera. */
  see(text: string): void;
}

/** wx.scanCode: no camera here, so a code is typed, picked from the last ones, or read out of a picture. */
export function openScanner(layers: HTMLElement, recent: readonly string[], onlyFromCamera: boolean): Scanner {
  let see: (text: string) => void = () => {};
  const result = new Promise<string | null>((resolve) => {
    const end = (text: string | null) => {
      layer.close();
      resolve(text);
    };
    see = end;
    const hint = h('p', { class: 'scan-hint', 'aria-live': 'polite' }, '输入码的内容，或选一张有码的图片');
    const input = h('input', {
      placeholder: '码的内容',
      'aria-label': '码的内容',
      autofocus: true,
      autocomplete: 'off',
    });
    const form = h('form', { class: 'scan-form' }, input, h('button', {}, '扫到了'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (input.value !== '') end(input.value);
    });
    const file = h('input', { type: 'file', accept: 'image/*', class: 'visually-hidden' });
    file.addEventListener('change', async () => {
      const picture = file.files?.[0];
      if (!picture) return;
      const text = await decodePicture(picture);
      if (text === null) hint.textContent = '这张图片里没有找到码';
      else end(text);
    });
    const layer = openLayer(
      layers,
      { kind: 'full', class: 'scanner', label: '扫一扫', onEscape: () => end(null) },
      h(
        'div',
        { class: 'full-head' },
        h('button', { 'aria-label': '关闭', onclick: () => end(null) }, icon(glyphs.close)),
        '扫一扫',
      ),
      h('div', { class: 'scan-sight', 'aria-hidden': 'true' }),
      hint,
      form,
      h(
        'div',
        { class: 'scan-recent' },
        onlyFromCamera ? null : h('label', {}, file, '从图片识别'),
        ...recent.slice(0, 4).map((text) => h('button', { onclick: () => end(text) }, text)),
      ),
    );
  });
  return { result, see: (text) => see(text) };
}
