/** wx.createAnimation: records steps; `export()` is what an `animation` attribute executes. */
type Animate = { type: string; args: unknown[] };
interface Timing {
  duration?: number;
  timingFunction?: string;
  delay?: number;
  transformOrigin?: string;
}

const TRANSFORMS = [
  'matrix',
  'matrix3d',
  'rotate',
  'rotate3d',
  'rotateX',
  'rotateY',
  'rotateZ',
  'scale',
  'scale3d',
  'scaleX',
  'scaleY',
  'scaleZ',
  'skew',
  'skewX',
  'skewY',
  'translate',
  'translate3d',
  'translateX',
  'translateY',
  'translateZ',
];
/** Style setters and the CSS property each stands for; bare numbers are px except for opacity. */
const STYLES: Record<string, string> = {
  opacity: 'opacity',
  backgroundColor: 'background-color',
  width: 'width',
  height: 'height',
  top: 'top',
  left: 'left',
  bottom: 'bottom',
  right: 'right',
};

export class Animation {
  [method: string]: unknown;
  #timing: Timing;
  #pending = new Map<string, Animate>();
  #actions: unknown[] = [];

  constructor(timing: Timing = {}) {
    this.#timing = timing;
    for (const type of TRANSFORMS) {
      this[type] = (...args: unknown[]) => {
        this.#pending.set(type, { type, args });
        return this;
      };
    }
    for (const [name, property] of Object.entries(STYLES)) {
      this[name] = (value: unknown) => {
        const size = typeof value === 'number' && name !== 'opacity' ? `${value}px` : value;
        this.#pending.set(property, { type: 'style', args: [property, size] });
        return this;
      };
    }
  }

  step(timing: Timing = {}): this {
    const {
      duration = 400,
      timingFunction = 'linear',
      delay = 0,
      transformOrigin = '50% 50% 0',
    } = { ...this.#timing, ...timing };
    this.#actions.push({
      animates: [...this.#pending.values()],
      option: { transformOrigin, transition: { duration, timingFunction, delay } },
    });
    // What was set stays set: WeChat carries transforms over to the next step.
    return this;
  }

  export(): { actions: unknown[] } {
    const actions = this.#actions;
    this.#actions = [];
    return { actions };
  }
}
