/** <icon>: WeChat's nine signs, drawn here. */
import { describe } from '../accessibility';
import { defineElement, type Surroundings } from '../element';
import { ownChild, part } from '../slot-host';

const disc = (inside: string) => `<path fill-rule="evenodd" d="M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z${inside}"/>`;
const tick = 'M10.2 16.9 5.8 12.5l1.3-1.3 3.1 3.1 6.7-6.7 1.3 1.3z';
const bang = 'M11 6h2v8h-2zM11 16h2v2h-2z';

const signs: Record<string, { colour: string; shape: string }> = {
  success: { colour: '#09BB07', shape: disc(tick) },
  success_no_circle: { colour: '#09BB07', shape: '<path d="M9.5 18.6 3.4 12.5l1.5-1.5 4.6 4.6L19.1 6l1.5 1.5z"/>' },
  info: { colour: '#10AEFF', shape: disc('M11 6h2v2h-2zM11 10h2v8h-2z') },
  warn: { colour: '#F76260', shape: disc(bang) },
  waiting: { colour: '#10AEFF', shape: disc('M11 6h2v6.2l4 2.4-1 1.7-5-3z') },
  cancel: {
    colour: '#F43530',
    shape: `${disc('M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z')}<path d="M8.5 7.1l3.5 3.5 3.5-3.5 1.4 1.4-3.5 3.5 3.5 3.5-1.4 1.4-3.5-3.5-3.5 3.5-1.4-1.4 3.5-3.5-3.5-3.5z"/>`,
  },
  download: { colour: '#09BB07', shape: disc('M11 6h2v6h3l-4 4-4-4h3zM7 17h10v1.6H7z') },
  search: {
    colour: '#B2B2B2',
    shape:
      '<path fill-rule="evenodd" d="M10.5 3a7.5 7.5 0 0 1 5.9 12.1l4.8 4.8-1.4 1.4-4.8-4.8A7.5 7.5 0 1 1 10.5 3zm0 2a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z"/>',
  },
  clear: {
    colour: '#B2B2B2',
    shape: disc('M8.5 7.1l3.5 3.5 3.5-3.5 1.4 1.4-3.5 3.5 3.5 3.5-1.4 1.4-3.5-3.5-3.5 3.5-1.4-1.4 3.5-3.5-3.5-3.5z'),
  },
};

export function defineIcon(around: Surroundings): void {
  defineElement(around, {
    tag: 'icon',
    properties: { type: '', size: 23 as unknown, color: '' },
    build(self) {
      const sign = part(self.document, 'icon-sign', 'i');
      ownChild(self.dom, sign);
      const draw = () => {
        const { type, size, color } = self.props;
        const found = signs[type];
        if (type && !found) self.warn(`<icon type="${type}"> is not a type WeChat knows`);
        const px = /^[\d.]+$/.test(String(size)) ? `${size}px` : self.kit.px(String(size));
        sign.style.cssText = `width:${px};height:${px};color:${color || found?.colour || 'inherit'}`;
        sign.innerHTML = found ? `<svg viewBox="0 0 24 24" fill="currentColor">${found.shape}</svg>` : '';
        describe(self.dom, 'img');
      };
      return { changed: { type: draw, size: draw, color: draw } };
    },
  });
}
