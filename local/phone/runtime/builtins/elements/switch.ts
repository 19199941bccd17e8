import { describe, reachable } from '../accessibility';
import { defineElement, type Surroundings } from '../element';
import { claim } from '../events/claims';
import { ownChild, part } from '../slot-host';

const properties = { checked: false, disabled: false, type: 'switch', color: '#04BE02', name: '' };

export function defineSwitch(around: Surroundings): void {
  defineElement(around, {
    tag: 'switch',
    properties: { ...properties, color: around.second ? '#07c160' : properties.color },
    reflect: ['checked', 'disabled', 'type'],
    build(self) {
      const track = part(self.document, 'switch-track', 'span');
      ownChild(self.dom, track);
      let initial = false;
      const draw = () => {
        const { checked, disabled, color, type } = self.props;
        describe(self.dom, 'switch', { checked, disabled });
        const on = type === 'switch' && checked;
        track.style.backgroundColor = on ? color : '';
        track.style.borderColor = on ? color : '';
        track.style.color = color;
      };
      const toggle = () => {
        if (self.props.disabled) return;
        self.set({ checked: !self.props.checked });
        self.fire('change', { value: self.props.checked });
      };
      self.listen('tap', (event) => {
        claim(event);
        toggle();
      });
      return {
        changed: {
          checked(checked) {
            if (!self.dom.isConnected) initial = checked;
            draw();
          },
          disabled(disabled) {
            reachable(self.dom, !disabled);
            draw();
          },
          color: draw,
          type: draw,
        },
        activate: toggle,
        formValue: () => self.props.checked,
        formReset: () => self.set({ checked: initial }),
      };
    },
  });
}
