import { defineElement, type Surroundings } from '../element';
import { buildTextField, fieldProperties } from './text-field';

/** Keyboards of WeChat -> the browser's. */
const keyboards: Record<string, string> = {
  text: 'text',
  number: 'numeric',
  digit: 'decimal',
  idcard: 'text',
  nickname: 'text',
  'safe-password': 'text',
};

const properties = {
  ...fieldProperties,
  type: 'text',
  password: false,
  safePasswordCertPath: '',
  safePasswordLength: 0,
  safePasswordTimeStamp: 0,
  safePasswordNonce: '',
  safePasswordSalt: '',
  safePasswordCustomHash: '',
  randomNumber: false,
};

export function defineInput(around: Surroundings): void {
  defineElement(around, {
    tag: 'input',
    properties,
    build(self) {
      const field = self.document.createElement('input');
      field.autocomplete = 'off';
      const { behaviour } = buildTextField(self, field);
      const drawType = () => {
        const { password, type } = self.props;
        field.type = password || type === 'safe-password' ? 'password' : 'text';
        field.inputMode = keyboards[type] ?? 'text';
        if (!(type in keyboards)) self.warn(`<input type="${type}"> is not a type WeChat knows`);
        if (type === 'safe-password') self.warn('<input type="safe-password"> is not encrypted in the web phone');
      };
      field.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' || event.isComposing) return;
        event.preventDefault();
        self.fire('confirm', { value: field.value });
        if (!self.props.confirmHold) field.blur();
      });
      field.addEventListener('blur', () => {
        // WeChat reviews nicknames here; on one's own machine each passes.
        if (self.props.type === 'nickname') self.fire('nicknamereview', { pass: true, timeout: false });
      });
      return { ...behaviour, changed: { ...behaviour.changed, type: drawType, password: drawType } };
    },
  });
}
