/**
 * What <input> and <textarea> share: a real field inside the host, with WeChat's controlled value, placeholder, focus and
 * keyboard events (developers.weixin.qq.com/miniprogram/dev/component/input.html).
 */
import type * as glassEasel from 'glass-easel';
import type { Host } from '../../../contract';
import type { Self } from '../element';
import { ownChild, part } from '../slot-host';

/** Tag of the node that shows the placeholder. */
export const FIELD_PLACEHOLDER = 'field-placeholder';

export const fieldProperties = {
  /** Anything: null and undefined show as nothing, a number as its digits. */
  value: null as unknown,
  placeholder: '',
  placeholderStyle: '',
  placeholderClass: '',
  disabled: false,
  maxlength: 140,
  cursorSpacing: null as unknown,
  focus: false,
  autoFocus: false,
  cursor: -1,
  selectionStart: -1,
  selectionEnd: -1,
  adjustPosition: true,
  holdKeyboard: false,
  confirmType: 'done',
  confirmHold: false,
  alwaysEmbed: false,
  cursorColor: '',
  name: '',
};

/** The field with the cursor, and the keyboard under it. */
let focused: { tell(height: number): void } | undefined;
let keyboardHeight = 0;

export function followKeyboard(host: Host): void {
  host.onKeyboard?.((height) => {
    keyboardHeight = height;
    focused?.tell(height);
  });
}

type Field = HTMLInputElement | HTMLTextAreaElement;
type FieldSelf<P extends typeof fieldProperties> = Self<P>;

export function buildTextField<P extends typeof fieldProperties>(self: FieldSelf<P>, field: Field) {
  const initial = { value: '', known: false };
  let placeholder: glassEasel.NativeNode | undefined;

  // Padding of the program's style is around both, the field and its placeholder.
  const inside = part(self.document, 'field-inside');
  ownChild(self.dom, inside);
  inside.appendChild(field);

  /** The placeholder is a node of the program's template: its class is looked up in the program's style scope. */
  const placeholderNode = () => {
    const owner = self.node.ownerShadowRoot;
    if (!placeholder && owner) {
      placeholder = owner.createNativeNode(FIELD_PLACEHOLDER);
      const dom = self.kit.domOf(placeholder);
      if (dom) inside.appendChild(dom);
    }
    return placeholder;
  };
  const drawPlaceholder = () => {
    const node = placeholderNode();
    const dom = node && self.kit.domOf(node);
    if (!node || !dom) return;
    node.setNodeClass(self.props.placeholderClass);
    node.setNodeStyle(self.props.placeholderStyle);
    dom.textContent = self.props.placeholder;
    dom.hidden = field.value !== '';
    // Drawn by the node above; here for assistive technology, transparent.
    field.placeholder = self.props.placeholder;
  };

  const textOf = (value: unknown) => (value === null || value === undefined ? '' : String(value));
  const show = (value: string) => {
    const { maxlength } = self.props;
    const cut = maxlength >= 0 ? value.slice(0, maxlength) : value;
    if (field.value !== cut) field.value = cut;
    drawPlaceholder();
  };

  field.addEventListener('input', (event) => {
    if ((event as InputEvent).isComposing) {
      drawPlaceholder();
      return;
    }
    typed((event as InputEvent).data);
  });
  field.addEventListener('compositionend', () => typed(null));

  const typed = (key: string | null) => {
    const value = field.value;
    const cursor = field.selectionStart ?? value.length;
    self.set({ value } as Partial<P>);
    drawPlaceholder();
    const answer = self.fire('input', { value, cursor, keyCode: key ? key.charCodeAt(0) : 8 });
    // A handler may return what the field is to show instead.
    const instead = typeof answer === 'object' && answer !== null ? (answer as { value?: unknown }).value : answer;
    if (typeof instead === 'string' && instead !== value) {
      self.set({ value: instead } as Partial<P>);
      show(instead);
      const at = (answer as { cursor?: number }).cursor ?? Math.min(cursor, instead.length);
      if (field.type !== 'number') field.setSelectionRange(at, at);
    }
  };

  field.addEventListener('focus', () => {
    focused = { tell: (height) => self.fire('keyboardheightchange', { height, duration: 0 }) };
    self.host.keyboard(true);
    if (self.props.adjustPosition) self.dom.scrollIntoView({ block: 'nearest' });
    self.fire('focus', { value: field.value, height: keyboardHeight });
  });
  field.addEventListener('blur', () => {
    self.fire('blur', { value: field.value, cursor: field.selectionStart ?? 0, encryptedValue: '' });
    self.host.keyboard(false);
    focused = undefined;
  });

  const place = () => {
    const { cursor, selectionStart, selectionEnd } = self.props;
    if (selectionStart >= 0 && selectionEnd >= 0) field.setSelectionRange(selectionStart, selectionEnd);
    else if (cursor >= 0) field.setSelectionRange(cursor, cursor);
  };
  const takeFocus = () => {
    if (self.props.disabled) return;
    field.focus();
    place();
  };

  // The host's padding belongs to the field as well.
  self.listen('tap', (event) => {
    if (event.detail !== undefined && self.document.activeElement !== field) takeFocus();
  });

  return {
    field,
    typed,
    behaviour: {
      changed: {
        value(value: unknown) {
          const text = textOf(value);
          if (!initial.known && text !== '') Object.assign(initial, { value: text, known: true });
          show(text);
        },
        placeholder: drawPlaceholder,
        placeholderStyle: drawPlaceholder,
        placeholderClass: drawPlaceholder,
        disabled(disabled: boolean) {
          field.disabled = disabled;
        },
        maxlength(max: number) {
          if (max >= 0) field.maxLength = max;
          else field.removeAttribute('maxlength');
        },
        confirmType(type: string) {
          field.enterKeyHint = type === 'return' ? 'enter' : type;
        },
        cursorColor(colour: string) {
          field.style.caretColor = colour;
        },
        focus(focus: boolean, before: boolean | undefined) {
          if (focus) queueMicrotask(takeFocus);
          else if (before) field.blur();
        },
        cursor: () => {
          if (self.document.activeElement === field) place();
        },
      },
      attached() {
        drawPlaceholder();
        if (self.props.autoFocus || self.props.focus) takeFocus();
      },
      described: field,
      formValue: () => textOf(self.props.value),
      formReset: () => self.set({ value: initial.value } as Partial<P>),
      activate: takeFocus,
    },
  };
}
