import { h } from '../dom';
import { openLayer } from './layer';

/** The files of a chat: any of this computer. Null when cancelled. @param extensions without dots; none: every one */
export function openMessageFiles(
  layers: HTMLElement,
  { count, extensions }: { count: number; extensions: readonly string[] },
): Promise<File[] | null> {
  return new Promise((resolve) => {
    const end = (files: File[] | null) => {
      layer.close();
      resolve(files);
    };
    const file = h('input', {
      type: 'file',
      accept: extensions.map((extension) => `.${extension}`).join(','),
      multiple: count > 1,
      class: 'visually-hidden',
    });
    file.addEventListener('change', () => end([...(file.files ?? [])].slice(0, count)));
    const layer = openLayer(
      layers,
      { kind: 'sheet', label: '聊天里的文件', onDismiss: () => end(null) },
      h('div', { class: 'pictures-foot' }, h('strong', {}, '聊天里的文件'), h('label', {}, file, '从电脑选择')),
      h('div', { class: 'pictures-foot' }, h('span', {}, `最多 ${count} 个`)),
    );
  });
}
