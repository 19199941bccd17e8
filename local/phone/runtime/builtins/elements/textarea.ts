import { defineElement, type Surroundings } from '../element';
import { buildTextField, fieldProperties } from './text-field';

const properties = {
  ...fieldProperties,
  autoHeight: false,
  fixed: false,
  showConfirmBar: true,
  disableDefaultPadding: false,
  confirmType: 'return',
  adjustKeyboardTo: 'cursor',
};

export function defineTextarea(around: Surroundings): void {
  defineElement(around, {
    tag: 'textarea',
    properties,
    reflect: ['autoHeight', 'fixed', 'disableDefaultPadding'],
    build(self) {
      const field = self.document.createElement('textarea');
      const { behaviour } = buildTextField(self, field);
      let lines = 0;

      const measure = () => {
        const style = self.window.getComputedStyle(field);
        const padding = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
        // At one row's height the field tells both: how high a line is, and by its overflow how high the text.
        const { height } = field.style;
        field.rows = 1;
        field.style.height = 'auto';
        const lineHeight = field.clientHeight - padding || 1;
        const contentPx = Math.max(field.clientHeight, field.scrollHeight);
        field.style.height = height;
        const count = Math.max(1, Math.round((contentPx - padding) / lineHeight));
        self.style(self.props.autoHeight ? `height:${contentPx}px` : '');
        if (count === lines) return;
        lines = count;
        const { width } = self.core.device;
        self.fire('linechange', {
          height: contentPx,
          heightRpx: (contentPx * 750) / width,
          lineCount: count,
          lineHeight,
        });
      };

      field.addEventListener('input', measure);
      field.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' || event.isComposing || self.props.confirmType === 'return') return;
        event.preventDefault();
        self.fire('confirm', { value: field.value });
        if (!self.props.confirmHold) field.blur();
      });
      return {
        ...behaviour,
        changed: {
          ...behaviour.changed,
          value(value: unknown) {
            behaviour.changed.value(value);
            if (field.isConnected) measure();
          },
          autoHeight: () => {
            if (field.isConnected) measure();
          },
        },
        attached() {
          behaviour.attached();
          // Laid out with the page's style first.
          self.window.requestAnimationFrame(measure);
        },
      };
    },
  });
}
