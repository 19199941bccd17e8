/** <radio>, <radio-group>: one of a group is checked; the group tells {value}. */
import { describe, reachable } from '../accessibility';
import { behaviourOf, defineElement, type Self, type Surroundings } from '../element';
import { claim } from '../events/claims';
import { ownChild, part } from '../slot-host';

const properties = {
  value: '',
  checked: false,
  disabled: false,
  color: '#09BB07',
  backgroundColor: '',
  borderColor: '',
  activeBackgroundColor: '',
  activeBorderColor: '',
  name: '',
};

interface Choice {
  isChecked(): boolean;
  value(): string;
  uncheck(): void;
}

interface Group {
  chose(choice: Choice): void;
  tell(value: string): void;
}

const TICK =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9.5 17.6 4.4 12.5l1.4-1.4 3.7 3.7 8.7-8.7 1.4 1.4z" fill="#fff"/></svg>';

function build(self: Self<typeof properties>) {
  const dot = part(self.document, 'radio-dot', 'span');
  dot.innerHTML = TICK;
  ownChild(self.dom, dot);
  let initial: boolean | undefined;
  const group = () => behaviourOf(self.dom.closest('wx-radio-group'))?.behaviour.shared as Group | undefined;

  const choice: Choice = {
    isChecked: () => self.props.checked,
    value: () => self.props.value,
    uncheck: () => self.set({ checked: false }),
  };
  const draw = () => {
    const { checked, disabled, color, backgroundColor, borderColor, activeBackgroundColor, activeBorderColor } =
      self.props;
    describe(self.dom, 'radio', { checked, disabled });
    dot.style.backgroundColor = checked ? activeBackgroundColor || color : backgroundColor;
    dot.style.borderColor = checked ? activeBorderColor || color : borderColor;
  };
  const check = () => {
    if (self.props.disabled || self.props.checked) return;
    self.set({ checked: true });
    group()?.tell(self.props.value);
  };
  self.listen('tap', (event) => {
    claim(event);
    check();
  });
  return {
    changed: {
      checked(checked: boolean) {
        if (!self.dom.isConnected) initial = checked;
        if (checked) group()?.chose(choice);
        draw();
      },
      disabled(disabled: boolean) {
        reachable(self.dom, !disabled);
        draw();
      },
      color: draw,
      backgroundColor: draw,
      borderColor: draw,
      activeBackgroundColor: draw,
      activeBorderColor: draw,
    },
    activate: check,
    formReset: () => self.set({ checked: initial ?? false }),
    shared: choice,
  };
}

const look = ({ second }: Surroundings) => ({ ...properties, color: second ? '#07c160' : properties.color });

export function defineRadio(around: Surroundings): void {
  defineElement(around, { tag: 'radio', properties: look(around), reflect: ['checked', 'disabled'], build });
  defineElement(around, {
    tag: 'radio-group',
    properties: { name: '' },
    build(self) {
      describe(self.dom, 'radiogroup');
      const choices = () =>
        [...self.dom.querySelectorAll('wx-radio')].flatMap((dom) => {
          const choice = behaviourOf(dom)?.behaviour.shared as Choice | undefined;
          return choice ? [choice] : [];
        });
      const shared: Group = {
        chose(chosen) {
          for (const other of choices()) if (other !== chosen && other.isChecked()) other.uncheck();
        },
        tell: (value) => self.fire('change', { value }),
      };
      const formValue = () => {
        const chosen = choices().filter((choice) => choice.isChecked())[0];
        return chosen ? chosen.value() : '';
      };
      return { formValue, shared };
    },
  });
}
