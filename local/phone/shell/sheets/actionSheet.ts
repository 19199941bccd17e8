import { h } from '../dom';
import { openLayer } from './layer';

export interface ActionSheetOptions {
  itemList: string[];
  itemColor: string;
  alertText: string;
}

/** Index of the tapped row; null for 取消, a tap outside or Escape. */
export function openActionSheet(layers: HTMLElement, options: ActionSheetOptions): Promise<number | null> {
  return new Promise((resolve) => {
    const end = (index: number | null) => {
      layer.close();
      resolve(index);
    };
    const rows = options.itemList.map((item, index) =>
      h(
        'button',
        { class: 'sheet-row', style: options.itemColor ? `color:${options.itemColor}` : '', onclick: () => end(index) },
        item,
      ),
    );
    const layer = openLayer(
      layers,
      { kind: 'sheet', class: 'action-sheet', label: options.alertText || '请选择', onDismiss: () => end(null) },
      ...(options.alertText ? [h('p', { class: 'sheet-alert' }, options.alertText)] : []),
      ...rows,
      h('button', { class: 'sheet-row sheet-cancel', onclick: () => end(null) }, '取消'),
    );
  });
}
