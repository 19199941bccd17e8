import { defineElement, type Surroundings } from '../element';
import { mediaQuery } from '../query/media-query';

const properties = {
  minWidth: null as unknown,
  maxWidth: null as unknown,
  width: null as unknown,
  minHeight: null as unknown,
  maxHeight: null as unknown,
  height: null as unknown,
  orientation: '',
};

export function defineMatchMedia(around: Surroundings): void {
  defineElement(around, {
    tag: 'match-media',
    properties,
    build(self) {
      let stop: (() => void) | undefined;
      const watch = () => {
        stop?.();
        const conditions = Object.fromEntries(
          Object.entries(properties).map(([name]) => {
            const value = (self.props as Record<string, unknown>)[name];
            return [name, name === 'orientation' || value === null ? value : Number(value)];
          }),
        );
        const list = self.window.matchMedia(mediaQuery(conditions));
        const show = () => self.dom.toggleAttribute('unmatched', !list.matches);
        list.addEventListener('change', show);
        stop = () => list.removeEventListener('change', show);
        show();
      };
      return {
        changed: {
          minWidth: watch,
          maxWidth: watch,
          width: watch,
          minHeight: watch,
          maxHeight: watch,
          height: watch,
          orientation: watch,
        },
        attached: watch,
        detached: () => stop?.(),
      };
    },
  });
}
