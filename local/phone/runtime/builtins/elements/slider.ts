import { describe, reachable } from '../accessibility';
import { defineElement, type Self, type Surroundings } from '../element';
import { claim } from '../events/claims';
import { onDrag } from '../events/drag';
import { ownChild, part } from '../slot-host';

const properties = {
  min: 0,
  max: 100,
  step: 1,
  disabled: false,
  value: 0,
  color: '#e9e9e9',
  selectedColor: '#1aad19',
  activeColor: '#1aad19',
  backgroundColor: '#e9e9e9',
  blockSize: 28,
  blockColor: '#ffffff',
  showValue: false,
  name: '',
};

function build(self: Self<typeof properties>) {
  const rail = part(self.document, 'slider-rail');
  const filled = part(self.document, 'slider-filled');
  const knob = part(self.document, 'slider-knob');
  const number = part(self.document, 'slider-value', 'span');
  ownChild(self.dom, rail);
  ownChild(self.dom, number);
  rail.append(filled, knob);
  let initial = 0;

  const draw = () => {
    const { min, max, value, showValue, disabled } = self.props;
    const share = max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0;
    const size = Math.min(28, Math.max(12, self.props.blockSize));
    // The old names of the colours still count where the new ones are at their default.
    const { activeColor, selectedColor, backgroundColor, color } = self.props;
    rail.style.backgroundColor = backgroundColor === properties.backgroundColor ? color : backgroundColor;
    filled.style.backgroundColor = activeColor === properties.activeColor ? selectedColor : activeColor;
    filled.style.width = `${share * 100}%`;
    knob.style.cssText = `left:${share * 100}%;width:${size}px;height:${size}px;margin:${-size / 2}px 0 0 ${-size / 2}px;background-color:${self.props.blockColor}`;
    number.hidden = !showValue;
    number.textContent = String(value);
    describe(self.dom, 'slider', { valuemin: min, valuemax: max, valuenow: value, disabled });
  };

  const stepped = (raw: number) => {
    const { min, max, step } = self.props;
    const size = step > 0 ? step : 1;
    const value = min + Math.round((raw - min) / size) * size;
    // 0.1 + 0.2: as many decimals as the step has.
    const decimals = (String(size).split('.')[1] ?? '').length;
    return Number(Math.min(max, Math.max(min, value)).toFixed(decimals));
  };
  const at = (clientX: number) => {
    const box = rail.getBoundingClientRect();
    return stepped(self.props.min + ((clientX - box.left) / (box.width || 1)) * (self.props.max - self.props.min));
  };
  const move = (value: number, event: 'changing' | 'change') => {
    const changed = value !== self.props.value;
    if (changed) self.set({ value });
    if (changed || event === 'change') self.fire(event, { value });
  };

  onDrag(self, {
    axis: () => (self.props.disabled ? undefined : 'x'),
    move: ({ clientX }) => move(at(clientX), 'changing'),
    end: ({ clientX }) => move(at(clientX), 'change'),
  });
  self.listen('tap', (event) => {
    claim(event);
    if (self.props.disabled) return;
    move(at((event.detail as { x: number }).x - self.window.scrollX), 'change');
  });
  self.dom.addEventListener('keydown', (event) => {
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (steps === undefined || self.props.disabled) return;
    event.preventDefault();
    move(stepped(self.props.value + steps * self.props.step), 'change');
  });

  return {
    changed: {
      value(value: number) {
        if (!self.dom.isConnected) initial = value;
        draw();
      },
      min: draw,
      max: draw,
      showValue: draw,
      color: draw,
      selectedColor: draw,
      activeColor: draw,
      backgroundColor: draw,
      blockSize: draw,
      blockColor: draw,
      disabled(disabled: boolean) {
        reachable(self.dom, !disabled);
        draw();
      },
    },
    formValue: () => self.props.value,
    formReset: () => self.set({ value: initial }),
  };
}

const look = ({ second }: Surroundings) => ({
  ...properties,
  selectedColor: second ? '#07c160' : properties.selectedColor,
});

export function defineSlider(around: Surroundings): void {
  defineElement(around, { tag: 'slider', properties: look(around), reflect: ['disabled'], build });
}
