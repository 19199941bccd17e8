import { type Api, asynchronous, Failure, need, type Options, type Surroundings, text } from './api';

const ICONS = ['success', 'error', 'loading', 'none'] as const;
/** Longest texts WeChat shows; longer ones are refused (action sheet) or cut (modal buttons refuse). */
const MAX_BUTTON = 4;
const MAX_ROWS = 6;

export function feedback(around: Surroundings): Record<string, Api> {
  const { core, shell } = around;
  const image = async (options: Options) => {
    const source = text(options, 'image');
    return source === '' ? {} : { image: await shell.resolveImage(source, core.top()?.path ?? '') };
  };
  return {
    showToast: asynchronous(around, 'showToast', async (options) => {
      need({ title: '', ...options }, 'title', 'String');
      shell.toast.show({
        title: text(options, 'title'),
        icon: ICONS.find((one) => one === options.icon) ?? 'success',
        durationMs: typeof options.duration === 'number' ? options.duration : 1_500,
        mask: options.mask === true,
        ...(await image(options)),
      });
    }),
    hideToast: asynchronous(around, 'hideToast', () => shell.toast.hide()),
    showLoading: asynchronous(around, 'showLoading', (options) => {
      need({ title: '', ...options }, 'title', 'String');
      shell.toast.show({
        title: text(options, 'title'),
        icon: 'loading',
        durationMs: null,
        mask: options.mask === true,
      });
    }),
    hideLoading: asynchronous(around, 'hideLoading', () => shell.toast.hide()),
    showModal: asynchronous(around, 'showModal', (options) => {
      const words = {
        cancelText: text(options, 'cancelText', '取消'),
        confirmText: text(options, 'confirmText', '确定'),
      };
      for (const [name, value] of Object.entries(words)) {
        if (value.length > MAX_BUTTON)
          throw new Failure(`${name} length should not larger than ${MAX_BUTTON} Chinese characters`);
      }
      return shell.modal({
        title: text(options, 'title'),
        content: text(options, 'content'),
        showCancel: options.showCancel !== false,
        ...words,
        cancelColor: text(options, 'cancelColor'),
        confirmColor: text(options, 'confirmColor'),
        editable: options.editable === true,
        placeholderText: text(options, 'placeholderText'),
      });
    }),
    showActionSheet: asynchronous(around, 'showActionSheet', async (options) => {
      need(options, 'itemList', 'Array');
      const itemList = (options.itemList as unknown[]).map(String);
      if (itemList.length === 0) throw new Failure('parameter error: itemList should not be empty');
      if (itemList.length > MAX_ROWS)
        throw new Failure(`parameter error: itemList should not be larger than ${MAX_ROWS}`);
      const tapIndex = await shell.actionSheet({
        itemList,
        itemColor: text(options, 'itemColor'),
        alertText: text(options, 'alertText'),
      });
      if (tapIndex === null) throw new Failure('cancel');
      return { tapIndex };
    }),
    enableAlertBeforeUnload: asynchronous(around, 'enableAlertBeforeUnload', () => {
      throw new Failure('not supported by the web phone');
    }),
    disableAlertBeforeUnload: asynchronous(around, 'disableAlertBeforeUnload', () => {}),
  };
}
