/** <page-container>: a sheet over the page (developers.weixin.qq.com/miniprogram/dev/component/page-container.html). */
import type * as glassEasel from 'glass-easel';
import { defineElement, type Self, type Surroundings } from '../element';
import { onDrag } from '../events/drag';
import { childrenInto, ownChild, part } from '../slot-host';

const properties = {
  show: false,
  duration: 300,
  zIndex: 100,
  overlay: true,
  position: 'bottom',
  round: false,
  closeOnSlideDown: false,
  overlayStyle: '',
  customStyle: '',
};

/** Pulled down further than this the sheet closes. */
const CLOSE_PULL_PX = 80;

function build(self: Self<typeof properties>) {
  const veil = part(self.document, 'page-container-veil');
  const sheet = part(self.document, 'page-container-sheet');
  ownChild(self.dom, veil);
  ownChild(self.dom, sheet);
  childrenInto(self.dom, sheet);
  let timer = 0;
  let isOpen = false;

  const look = () => {
    const { duration, zIndex, overlay, overlayStyle, customStyle, position, round } = self.props;
    veil.style.cssText = `${self.kit.px(overlayStyle)};z-index:${zIndex};transition-duration:${duration}ms`;
    veil.hidden = !overlay;
    sheet.style.cssText = `${self.kit.px(customStyle)};z-index:${zIndex};transition-duration:${duration}ms`;
    sheet.dataset.position = position;
    sheet.classList.toggle('page-container-round', round);
  };
  const turn = (show: boolean) => {
    if (show === isOpen) return;
    isOpen = show;
    const [before, during, after] = show
      ? ['beforeenter', 'enter', 'afterenter']
      : ['beforeleave', 'leave', 'afterleave'];
    self.window.clearTimeout(timer);
    if (show) self.dom.toggleAttribute('open', true);
    self.fire(before as string);
    // Laid out closed first, so that it slides.
    sheet.getBoundingClientRect();
    sheet.style.transform = '';
    self.dom.toggleAttribute('shown', show);
    self.fire(during as string);
    timer = self.window.setTimeout(() => {
      if (!show) self.dom.toggleAttribute('open', false);
      self.fire(after as string);
    }, self.props.duration);
  };
  const close = () => self.set({ show: false });

  veil.addEventListener('click', (event) => {
    event.stopPropagation();
    self.fire('clickoverlay');
    close();
  });
  onDrag(self, {
    axis: () => (self.props.closeOnSlideDown && isOpen ? 'y' : undefined),
    start: ({ dy }) => dy > 0,
    move: ({ dy }) => {
      sheet.style.transform = `translateY(${Math.max(0, dy)}px)`;
    },
    end: ({ dy }) => {
      sheet.style.transform = '';
      if (dy > CLOSE_PULL_PX) close();
    },
  });
  const changed = {
    show: turn,
    duration: look,
    zIndex: look,
    overlay: look,
    overlayStyle: look,
    customStyle: look,
    position: look,
    round: look,
  };
  return { changed, detached: () => self.window.clearTimeout(timer) };
}

export function definePageContainer(around: Surroundings): void {
  defineElement(around, { tag: 'page-container', properties, build });
}

/** <root-portal>: its content stands at the end of the page, out of every fixed or clipped ancestor. */
export function defineRootPortal(around: Surroundings): void {
  defineElement(around, {
    tag: 'root-portal',
    properties: { enable: true },
    build(self) {
      const portal = part(self.document, 'root-portal') as HTMLElement & { __wxElement?: glassEasel.Element };
      // Events inside still belong to this element.
      portal.__wxElement = self.node;
      childrenInto(self.dom, portal);
      const place = () => {
        if (!self.dom.isConnected) return;
        if (self.props.enable) self.document.body.appendChild(portal);
        else ownChild(self.dom, portal);
      };
      return { changed: { enable: place }, attached: place, detached: () => portal.remove() };
    },
  });
}
