import { describe } from '../accessibility';
import { defineElement, type Surroundings } from '../element';
import { ownChild, part } from '../slot-host';

const properties = {
  percent: 0,
  showInfo: false,
  borderRadius: null as unknown,
  fontSize: null as unknown,
  strokeWidth: null as unknown,
  color: '#09BB07',
  activeColor: '#09BB07',
  backgroundColor: '#EBEBEB',
  active: false,
  activeMode: 'backwards',
  duration: 30,
};

export function defineProgress(around: Surroundings): void {
  defineElement(around, {
    tag: 'progress',
    properties,
    build(self) {
      const bar = part(self.document, 'progress-bar');
      const filled = part(self.document, 'progress-filled');
      const info = part(self.document, 'progress-info', 'p');
      bar.appendChild(filled);
      ownChild(self.dom, bar);
      ownChild(self.dom, info);
      let shown = 0;
      let timer = 0;
      const length = (value: unknown, fallback: number) =>
        value === null || value === ''
          ? `${fallback}px`
          : self.kit.px(/^[\d.]+$/.test(String(value)) ? `${value}px` : String(value));

      const look = () => {
        const { activeColor, color, backgroundColor, strokeWidth, borderRadius, fontSize, showInfo } = self.props;
        bar.style.cssText = `height:${length(strokeWidth, 6)};border-radius:${length(borderRadius, 0)};background-color:${backgroundColor}`;
        filled.style.backgroundColor = activeColor === properties.activeColor ? color : activeColor;
        info.style.fontSize = length(fontSize, 16);
        info.hidden = !showInfo;
      };
      const draw = (percent: number) => {
        shown = percent;
        filled.style.width = `${percent}%`;
        info.textContent = `${Math.round(percent)}%`;
      };
      const run = () => {
        const target = Math.min(100, Math.max(0, self.props.percent));
        describe(self.dom, 'progressbar', { valuemin: 0, valuemax: 100, valuenow: target });
        self.window.clearTimeout(timer);
        if (!self.props.active) {
          draw(target);
          return;
        }
        if (self.props.activeMode !== 'forwards' || shown > target) draw(0);
        const step = () => {
          if (shown >= target) {
            draw(target);
            self.fire('activeend', { curPercent: target });
            return;
          }
          draw(Math.min(target, shown + 1));
          timer = self.window.setTimeout(step, self.props.duration);
        };
        step();
      };
      return {
        changed: {
          percent: run,
          active: run,
          showInfo: look,
          borderRadius: look,
          fontSize: look,
          strokeWidth: look,
          color: look,
          activeColor: look,
          backgroundColor: look,
        },
        detached: () => self.window.clearTimeout(timer),
      };
    },
  });
}
