/** Turns the animation values of wx.createAnimation and component.animate into CSS. */

/** Which arguments of a transform are lengths, angles or bare numbers; '*' repeats. */
const transforms: Record<string, ('px' | 'deg' | '')[]> = {
  matrix: [''],
  matrix3d: [''],
  rotate: ['deg'],
  rotate3d: ['', '', '', 'deg'],
  rotateX: ['deg'],
  rotateY: ['deg'],
  rotateZ: ['deg'],
  scale: [''],
  scale3d: [''],
  scaleX: [''],
  scaleY: [''],
  scaleZ: [''],
  skew: ['deg'],
  skewX: ['deg'],
  skewY: ['deg'],
  translate: ['px'],
  translate3d: ['px'],
  translateX: ['px'],
  translateY: ['px'],
  translateZ: ['px'],
  perspective: ['px'],
};

const bare = new Set(['opacity', 'zIndex', 'z-index', 'flexGrow', 'flex-grow', 'lineHeight', 'line-height']);

export function isTransform(name: string): boolean {
  return name in transforms;
}

export function transformText(name: string, args: unknown): string {
  const units = transforms[name] ?? [''];
  const values = (Array.isArray(args) ? args : [args]).map((value, index) => {
    const unit = units[Math.min(index, units.length - 1)] ?? '';
    return typeof value === 'number' || /^-?[\d.]+$/.test(String(value)) ? `${value}${unit}` : String(value);
  });
  return `${name}(${values.join(',')})`;
}

export function styleValue(name: string, value: unknown): string {
  return typeof value === 'number' && !bare.has(name) ? `${value}px` : String(value);
}

export function cssName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
