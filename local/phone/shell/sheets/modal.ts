import { h } from '../dom';
import { openLayer } from './layer';

export interface ModalOptions {
  title: string;
  content: string;
  showCancel: boolean;
  cancelText: string;
  cancelColor: string;
  confirmText: string;
  confirmColor: string;
  editable: boolean;
  placeholderText: string;
}

export interface ModalAnswer {
  confirm: boolean;
  cancel: boolean;
  /** What was typed, when editable and confirmed. */
  content: string | null;
}

export function openModal(layers: HTMLElement, options: ModalOptions): Promise<ModalAnswer> {
  return new Promise((resolve) => {
    const input = options.editable
      ? h('textarea', {
          class: 'modal-input',
          rows: 1,
          placeholder: options.placeholderText,
          'aria-label': options.title || '输入',
          autofocus: true,
        })
      : null;
    if (input) input.value = options.content;
    const end = (confirm: boolean) => {
      layer.close();
      resolve({ confirm, cancel: !confirm, content: confirm && input ? input.value : null });
    };
    const cancel = options.showCancel
      ? h(
          'button',
          { class: 'modal-cancel', style: colour(options.cancelColor), onclick: () => end(false) },
          options.cancelText,
        )
      : null;
    const layer = openLayer(
      layers,
      { kind: 'dialog', class: 'modal', label: options.title || options.content, onEscape: () => end(false) },
      h(
        'div',
        { class: 'modal-text' },
        options.title ? h('h2', {}, options.title) : null,
        input ?? h('p', { class: options.title ? '' : 'modal-alone' }, options.content),
      ),
      h(
        'div',
        { class: 'modal-buttons' },
        cancel,
        h(
          'button',
          { class: 'modal-confirm', style: colour(options.confirmColor), onclick: () => end(true) },
          options.confirmText,
        ),
      ),
    );
  });
}

/** WeChat's own default black follows the theme, a chosen colour does not. */
function colour(value: string): string {
  return value === '' ? '' : `color:${value}`;
}
