/** <checkbox>, <checkbox-group>: the group tells {value: [...]} of its checked boxes in their order. */
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
  activeColor: '',
  name: '',
};

interface Box {
  isChecked(): boolean;
  value(): string;
}

const TICK =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9.5 17.6 4.4 12.5l1.4-1.4 3.7 3.7 8.7-8.7 1.4 1.4z" fill="currentColor"/></svg>';

export function boxesIn(group: HTMLElement, tag: string): Box[] {
  return [...group.querySelectorAll(tag)].flatMap((dom) => {
    const box = behaviourOf(dom)?.behaviour.shared as Box | undefined;
    return box ? [box] : [];
  });
}

function build(self: Self<typeof properties>) {
  const box = part(self.document, 'checkbox-box', 'span');
  box.innerHTML = TICK;
  ownChild(self.dom, box);
  let initial: boolean | undefined;

  const draw = () => {
    const { checked, disabled, color, backgroundColor, borderColor, activeBackgroundColor, activeBorderColor } =
      self.props;
    describe(self.dom, 'checkbox', { checked, disabled });
    box.style.color = self.props.activeColor || color;
    box.style.backgroundColor = checked ? activeBackgroundColor : backgroundColor;
    box.style.borderColor = checked ? activeBorderColor : borderColor;
  };
  const toggle = () => {
    if (self.props.disabled) return;
    self.set({ checked: !self.props.checked });
    const group = self.dom.closest('wx-checkbox-group') as HTMLElement | null;
    const shared = behaviourOf(group)?.behaviour.shared as { tell(): void } | undefined;
    shared?.tell();
  };
  self.listen('tap', (event) => {
    claim(event);
    toggle();
  });
  const shared: Box = { isChecked: () => self.props.checked, value: () => self.props.value };
  return {
    changed: {
      checked(checked: boolean) {
        if (!self.dom.isConnected) initial = checked;
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
    activate: toggle,
    formReset: () => self.set({ checked: initial ?? false }),
    shared,
  };
}

const look = ({ second }: Surroundings) => ({ ...properties, color: second ? '#07c160' : properties.color });

export function defineCheckbox(around: Surroundings): void {
  defineElement(around, { tag: 'checkbox', properties: look(around), reflect: ['checked', 'disabled'], build });
  defineElement(around, {
    tag: 'checkbox-group',
    properties: { name: '' },
    build(self) {
      describe(self.dom, 'group');
      const values = () =>
        boxesIn(self.dom, 'wx-checkbox')
          .filter((box) => box.isChecked())
          .map((box) => box.value());
      return { formValue: values, shared: { tell: () => self.fire('change', { value: values() }) } };
    },
  });
}
