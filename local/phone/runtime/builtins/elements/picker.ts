/** <picker>: a tap asks the shell for its sheet (developers.weixin.qq.com/miniprogram/dev/component/picker.html). */
import { describe, reachable } from '../accessibility';
import { defineElement, type Self, type Surroundings } from '../element';
import { claim } from '../events/claims';

const properties = {
  mode: 'selector',
  disabled: false,
  range: [] as unknown[],
  rangeKey: '',
  value: null as unknown,
  start: '',
  end: '',
  fields: 'day',
  customItem: '',
  level: '',
  headerText: '',
  name: '',
};

/** Value of a form field that was never picked. */
const untouched: Record<string, unknown> = { selector: 0, multiSelector: [], time: '', date: '', region: [] };

function build(self: Self<typeof properties>) {
  let initial: unknown;
  let isOpen = false;

  const columnChange = async (column: number, value: number) => {
    self.fire('columnchange', { column, value });
    // The handler sets the range of the columns behind; most do so at once.
    await Promise.resolve();
    return self.props.range;
  };
  const open = async () => {
    if (self.props.disabled || isOpen) return;
    isOpen = true;
    try {
      const props = { ...self.props, onColumnChange: columnChange };
      const chosen = await self.host.pick(self.props.mode, props);
      if (chosen === null) {
        self.fire('cancel', {});
        return;
      }
      const detail = self.props.mode === 'region' ? (chosen as { value: unknown }) : { value: chosen };
      self.set({ value: detail.value });
      self.fire('change', detail);
    } catch (error) {
      self.core.report('error', error);
    } finally {
      isOpen = false;
    }
  };

  self.listen('tap', (event) => {
    claim(event);
    void open();
  });
  return {
    changed: {
      disabled(disabled: boolean) {
        describe(self.dom, 'button', { disabled, haspopup: 'dialog' });
        reachable(self.dom, !disabled);
      },
      value(value: unknown) {
        if (!self.dom.isConnected) initial = value;
      },
    },
    activate: () => void open(),
    formValue: () => self.props.value ?? untouched[self.props.mode],
    formReset: () => self.set({ value: initial }),
  };
}

export function definePicker(around: Surroundings): void {
  defineElement(around, { tag: 'picker', properties, reflect: ['disabled'], build });
}
