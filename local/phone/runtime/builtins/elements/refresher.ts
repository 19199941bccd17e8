/** Pull to refresh inside of a scroll-view: refresherpulling, refresherrefresh, refresherrestore, refresherabort. */
import { onDrag } from '../events/drag';
import { part } from '../slot-host';
import type { ScrollView } from './scroll-view';

export interface Refresher {
  trigger(on: boolean): void;
}

/** The pull is heavier than the finger. */
const RESISTANCE = 0.5;

export function pullToRefresh(self: ScrollView, port: HTMLElement, content: HTMLElement): Refresher {
  const zone = part(self.document, 'scroll-view-refresher');
  zone.innerHTML = '<i></i><i></i><i></i>';
  let shown = 0;
  let refreshing = false;
  let attached = false;

  const show = (height: number, animated: boolean) => {
    if (!attached && height === 0) return;
    if (!attached) {
      port.insertBefore(zone, content);
      attached = true;
    }
    shown = height;
    const { refresherDefaultStyle, refresherBackground } = self.props;
    zone.dataset.look = refresherDefaultStyle;
    zone.style.background = refresherBackground;
    zone.style.transition = animated ? 'height 200ms ease' : 'none';
    zone.style.height = `${height}px`;
  };

  const refresh = () => {
    refreshing = true;
    show(self.props.refresherThreshold, true);
    self.fire('refresherrefresh', { dy: self.props.refresherThreshold });
  };

  onDrag(self, {
    axis: () => (self.props.refresherEnabled && self.props.scrollY && !refreshing ? 'y' : undefined),
    start: ({ dy }) => dy > 0 && port.scrollTop <= 0,
    move({ dy }) {
      show(Math.max(0, dy * RESISTANCE), false);
      self.fire('refresherpulling', { dy: shown });
    },
    end() {
      if (shown >= self.props.refresherThreshold) {
        // As if the page had said so: its later `false` is then a change.
        self.set({ refresherTriggered: true });
        if (!refreshing) refresh();
        return;
      }
      show(0, true);
      self.fire('refresherabort', { dy: 0 });
    },
  });

  return {
    trigger(on) {
      if (on && !refreshing) refresh();
      if (!on && refreshing) {
        refreshing = false;
        show(0, true);
        self.fire('refresherrestore', { dy: 0 });
      }
    },
  };
}
