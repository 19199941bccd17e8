/** The ends of transitions and animations become events of the program; `catch:touchmove` holds the wheel too. */
import * as glassEasel from 'glass-easel';
import type { Kit } from '../../../contract';
import { nodeOf } from '../element';
import { isCaught } from './listeners';

export function forwardAnimationEvents(page: Window & typeof globalThis): void {
  for (const type of ['transitionend', 'animationstart', 'animationiteration', 'animationend'] as const) {
    page.document.addEventListener(type, (event) => {
      const dom = event.target as Node & { __wxElement?: glassEasel.Element };
      // Only the program's own elements: parts of a built-in element move by themselves.
      const node = dom.__wxElement;
      if (!node || event.pseudoElement) return;
      const { elapsedTime } = event;
      const named =
        'propertyName' in event ? { propertyName: event.propertyName } : { animationName: event.animationName };
      node.dispatchEvent(
        new glassEasel.Event(type, { elapsedTime, ...named }, { bubbles: true, composed: true, capturePhase: true }),
      );
    });
  }
}

export function holdCaughtWheel(kit: Kit, page: Window & typeof globalThis): void {
  page.document.addEventListener(
    'wheel',
    (event) => {
      const node = nodeOf(event.target as Node);
      if (!node) return;
      // A scroll-view inside of the catching element still scrolls itself.
      const held = isCaught(node, 'touchmove', (at) => kit.domOf(at)?.localName === 'wx-scroll-view');
      if (held) event.preventDefault();
    },
    { capture: true, passive: false },
  );
}
